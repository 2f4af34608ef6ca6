import { join } from 'node:path';
import type { Knex } from 'knex';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { createInstance, openFile } from '../__testUtils__/createInstance';
import { eventually } from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

type Instance = Awaited<ReturnType<typeof createInstance>>;

describe('a replica that does not read the remote itself', () => {
  let git: GitFixture;
  let opened: Knex[];
  let instances: Instance[];

  async function replica(): Promise<Instance> {
    const knex = await openFile(join(git.root, 'db.sqlite'));
    opened.push(knex);
    const instance = await createInstance({ git, knex });
    instances.push(instance);
    return instance;
  }
  const deploymentIn = ({ delivery, caller }: Instance, version: string) =>
    eventually(async () => {
      const { items } = await delivery.services.deployments.list(
        { limit: 10 },
        caller,
      );
      return items.find(({ desired }) => desired.version === version);
    }, `the deployment at ${version}`);

  beforeEach(() => {
    git = GitFixture.create();
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('1.0.0') } });
    opened = [];
    instances = [];
  });

  afterEach(async () => {
    await Promise.all(instances.map(({ stop }) => stop()));
    await Promise.all(opened.map(knex => knex.destroy()));
    git.dispose();
  });

  it('answers from what any replica has read, at once and after it fell behind', async () => {
    const reader = await replica();
    const { id } = await deploymentIn(reader, '1.0.0');
    const other = await replica();
    const { services, repositories } = other.delivery;
    const text = async () =>
      (await services.files.ofDeployment(id, other.caller)).files[0].text;

    expect(await text()).toBe(helmValues('1.0.0'));
    const commit = git.commit({
      files: { 'qa/payments/values.yaml': helmValues('1.1.0') },
    });
    await deploymentIn(reader, '1.1.0');

    expect(await text()).toBe(helmValues('1.1.0'));
    expect(await repositories.head('gitops')).toBe(commit);
    const plan = await services.changes.plan(
      {
        ...{ repository: 'gitops', kind: 'update', subject: 's', reason: 'r' },
        files: [{ path: 'qa/payments/values.yaml', text: 'image: {}\n' }],
      },
      other.caller,
    );
    expect(plan).toMatchObject({
      ...{ head: commit, files: [{ before: helmValues('1.1.0') }] },
    });
  });

  it('says that it cannot know, where it is behind and the remote is away', async () => {
    const reader = await replica();
    await deploymentIn(reader, '1.0.0');
    const other = await replica();
    await other.delivery.repositories.head('gitops');
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('1.1.0') } });
    await deploymentIn(reader, '1.1.0');
    git.dispose();

    await expect(other.delivery.repositories.head('gitops')).rejects.toThrow(
      /Fetching gitops/,
    );
  });
});
