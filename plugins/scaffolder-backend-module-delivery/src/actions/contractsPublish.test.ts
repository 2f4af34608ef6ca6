import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
// The real one answers, so that nothing of it is guessed.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import contractsPlugin from '@slipway/backstage-plugin-contracts-backend';
import type { PublishRequest } from '@slipway/backstage-plugin-contracts-common';
import { GitRemote } from '../__testUtils__/GitRemote';
import type { ContractsClient } from '../clients/ContractsClient';
import { createContractsPublishAction } from './contractsPublish';
import {
  eventually,
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const API: Entity = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'API' },
  metadata: { name: 'order-schema', namespace: 'default' },
  spec: { type: 'json-schema', lifecycle: 'production', definition: '{}' },
};
const schema = (...names: string[]) =>
  JSON.stringify({
    ...{ title: 'Order', type: 'object', required: names },
    properties: Object.fromEntries(names.map(n => [n, { type: 'string' }])),
  });

describe('contracts:publish', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const publish = (version: string, text: string, more = {}): Step[] => [
    {
      ...{ id: 'files', action: 'test:files' },
      input: { files: { 'schema.json': text } },
    },
    {
      ...{ id: 'publish', action: 'contracts:publish' },
      input: {
        ...{ contract: 'api:default/order-schema', version },
        ...{ files: ['schema.json'], ...more },
      },
    },
  ];
  const versions = async () => {
    const { body } = await started.api.get(
      '/api/contracts/v1/contracts/api/default/order-schema/versions',
    );
    return body.items
      ?.filter(({ source }: { source: string }) => source === 'ci')
      .map(({ version }: { version: string }) => version);
  };

  beforeAll(async () => {
    remote = new GitRemote({ 'README.md': 'x\n' });
    started = await startScaffolder({
      ...{ url: remote.url, entities: [API], features: [contractsPlugin] },
    });
    await eventually(versions, 'the contract');
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('publishes a version once, and says how it stands to the one before', async () => {
    const first = await started.run(publish('1.0.0', schema('a')));
    const again = await started.run(publish('1.0.0', schema('a')));

    expect(first.status === 'completed' ? '' : first.log).toBe('');
    expect(first.output.publish).toMatchObject({ created: true });
    expect(again.output.publish).toMatchObject({ created: false });
    expect(await versions()).toEqual(['1.0.0']);
  });

  it('only judges where that is asked for', async () => {
    const judged = await started.run(
      publish('1.1.0', schema('a'), { onlyJudge: true }),
    );

    expect(judged.status === 'completed' ? '' : judged.log).toBe('');
    expect(judged.output.publish).toMatchObject({ created: false });
    expect(await versions()).toEqual(['1.0.0']);
  });

  it('knows whether a name is new', async () => {
    const known = await started.run(
      publish('1.1.0', schema('a'), { onlyNew: true }),
    );
    const fresh = await started.run(
      publish('1.1.0', schema('a'), {
        ...{ onlyNew: true, contract: 'api:default/nowhere' },
      }),
    );

    expect(known.log).toContain(
      'api:default/order-schema is there already; choose another name',
    );
    expect(fresh.status).toBe('completed');
    expect(await versions()).toEqual(['1.0.0']);
  });

  it('waits for a contract until the catalog has it', async () => {
    const asked: boolean[] = [];
    const contracts = {
      publish: async (_ref: string, { dryRun = false }: PublishRequest) => {
        asked.push(dryRun);
        if (asked.length === 1) throw new NotFoundError('There is none');
        return { created: !dryRun };
      },
    } as unknown as ContractsClient;
    const outputs: Record<string, unknown> = {};
    const workspacePath = await mkdtemp(join(tmpdir(), 'slipway-publish-'));
    await writeFile(join(workspacePath, 'schema.json'), schema('a'));
    const context = {
      ...{ workspacePath, logger: mockServices.logger.mock() },
      getInitiatorCredentials: async () => mockCredentials.user(),
      checkpoint: ({ fn }: { fn: () => unknown }) => fn(),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
      input: {
        ...{ contract: 'api:default/late', version: '1.0.0' },
        ...{ files: ['schema.json'], waitSeconds: 60 },
      },
    };
    const action = createContractsPublishAction({ contracts });
    await action.handler(
      context as unknown as Parameters<typeof action.handler>[0],
    );
    await rm(workspacePath, { recursive: true });

    expect(asked).toEqual([true, true, false]);
    expect(outputs).toMatchObject({ created: true });
  });

  it('waits no longer than it is told', async () => {
    const { status, log } = await started.run(
      publish('1.0.0', schema('a'), {
        ...{ contract: 'api:default/nowhere', waitSeconds: 1 },
      }),
    );

    expect(status).toBe('failed');
    expect(log).toContain('Waiting until the catalog has api:default/nowhere');
  });

  it('publishes nothing whose bump is too small', async () => {
    const { status, log } = await started.run(publish('1.0.1', schema('b')));

    expect(status).toBe('failed');
    expect(log).toMatch(/Release it as 2\.0\.0\. Nothing was published\./);
    expect(await versions()).toEqual(['1.0.0']);
  });

  it('publishes it all the same when that is wished', async () => {
    const { status, output } = await started.run(
      publish('1.0.2', schema('b'), { failOn: 'never' }),
    );

    expect(status).toBe('completed');
    expect(output.publish).toMatchObject({ verdict: 'breaking' });
  });

  it('only judges in a dry run', async () => {
    const { log } = await started.dryRun(publish('3.0.0', schema('c')));

    expect(log).toContain('api:default/order-schema 3.0.0: ');
    expect(await versions()).not.toContain('3.0.0');
  });

  it('refuses another document under a version that is there', async () => {
    const { status } = await started.run(
      publish('1.0.0', schema('z'), { failOn: 'never' }),
    );
    expect(status).toBe('failed');
  });

  it.each([
    [{ files: ['none.json'] }, /no file 'none\.json'/],
    [{ files: ['../../etc/passwd'] }, /not allowed|Relative path/],
    [{ contract: 'api:default/nobody' }, /nobody/],
  ])('refuses %j', async (more, sentence) => {
    const { status, log } = await started.run(
      publish('4.0.0', schema('a'), more),
    );
    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
  });
});
