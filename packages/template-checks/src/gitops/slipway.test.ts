import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type TestBackend,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The whole plugin is what reads the repository.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import deliveryPlugin from '@slipway/backstage-plugin-delivery-backend';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import request from 'supertest';
import type { RenderedRepository } from '..';
import { GitopsTemplate, answers } from './gitopsRepository';
import { pushTo } from './pushTo';

jest.setTimeout(60_000);

interface Deployment {
  path: string;
  environment: string;
  tenant?: string;
  cluster?: string;
  component: string;
  desired: { version?: string; file?: string; line?: number };
  problems: { message: string }[];
}

interface AppConfig {
  delivery: { repositories: { url: string }[] };
}

describe('Slipway', () => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-indexed-'));
  let template: GitopsTemplate;
  let backend: TestBackend;
  let repository: RenderedRepository;
  let deployments: Deployment[];

  async function start(config: AppConfig): Promise<TestBackend> {
    // Only the address differs from what the read-me says to configure.
    config.delivery.repositories[0].url = pathToFileURL(
      join(root, 'remote.git'),
    ).href;
    return startTestBackend({
      features: [
        deliveryPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            delivery: {
              ...config.delivery,
              cacheDirectory: join(root, 'mirrors'),
            },
          },
        }),
      ],
    });
  }

  /** Folders of all runtimes. */
  const folders = () =>
    ['Chart.yaml', 'compose.yaml', 'variables.hcl']
      .flatMap(name => repository.foldersWith(name))
      .filter(path => !/^charts\/|^terraform\//.test(path));

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    repository = await template.repository(answers());
    pushTo(repository, join(root, 'remote.git'));
    const [config] = repository.yaml<AppConfig>('slipway.app-config.yaml');
    backend = await start(config);
    deployments = await until('each folder is read', async () => {
      const { body } = await request(backend.server).get(
        '/api/delivery/v1/deployments?limit=100',
      );
      const items = (body.items ?? []) as Deployment[];
      return items.length === folders().length ? items : undefined;
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await template?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const at = (path: string) =>
    deployments.find(deployment => deployment.path === path);

  it('finds a deployment in each folder of all runtimes, and none elsewhere', () => {
    const found = deployments.map(({ path }) => path);

    expect(folders().length).toBeGreaterThan(12);
    expect(found.sort()).toEqual(folders().sort());
  });

  it('reads the version of each one without a problem', () => {
    for (const deployment of deployments) {
      expect(deployment).toMatchObject({
        desired: { version: expect.stringMatching(/^v?\d+\.\d+\.\d+$/) },
        problems: [],
      });
    }
  });

  it.each([
    ['deployments/dev/podinfo', 'dev', undefined, 'in-cluster', '6.9.2'],
    ['deployments/prod/podinfo', 'prod', undefined, 'eu-2', '6.9.2'],
    ['tenants/acme/dev/podinfo', 'dev', 'acme', 'in-cluster', '6.9.2'],
    ['platform/portal', 'prod', undefined, 'in-cluster', '0.1.0'],
    ['platform/cert-manager', 'prod', undefined, 'in-cluster', 'v1.17.1'],
    ['platform/linkerd', 'prod', undefined, 'in-cluster', '1.16.11'],
  ])('knows what %s is', (path, environment, tenant, cluster, version) => {
    const found = at(path);

    expect(found?.desired.version).toBe(version);
    expect(found).toMatchObject({
      environment,
      cluster,
      ...(tenant && { tenant }),
    });
  });

  it('knows the one line that a release or a rollback changes', () => {
    const { file = '', line = 0 } = at('deployments/prod/podinfo')!.desired;

    expect(file).toBe('deployments/prod/podinfo/values.yaml');
    expect(repository.text(file).split('\n')[line - 1]).toBe(
      '    tag: "6.9.2" # set by CI',
    );
  });

  it.each([
    [
      'swarm/prod/acme/podinfo',
      'compose.yaml',
      '    image: stefanprodan/podinfo:6.9.2 # set by CI',
    ],
    ['nomad/prod/podinfo', 'variables.hcl', 'version     = "6.9.2"'],
  ])('knows the version in %s, too', (path, name, wanted) => {
    const { version, file = '', line = 0 } = at(path)!.desired;

    expect(version).toBe('6.9.2');
    expect(file).toBe(`${path}/${name}`);
    expect(repository.text(file).split('\n')[line - 1]).toBe(wanted);
  });

  it('does not take what is on Swarm for the same as what is on Kubernetes', () => {
    expect(at('swarm/dev/acme/podinfo')).toMatchObject({
      environment: 'dev',
      tenant: 'acme',
      cluster: 'swarm',
      component: 'podinfo',
    });
    for (const { problems } of deployments) {
      expect(problems.map(({ message }) => message).join()).not.toContain(
        'both claim',
      );
    }
  });

  it('takes the order and the policy of the environments', async () => {
    const { body } = await request(backend.server).get(
      '/api/delivery/v1/environments',
    );

    expect(
      body.items.map((item: { name: string; policy: { rollback: string } }) => [
        item.name,
        item.policy.rollback,
      ]),
    ).toEqual([
      ['dev', 'allow'],
      ['qa', 'allow'],
      ['acc', 'allow'],
      ['prod', 'roll-forward-only'],
    ]);
  });
});
