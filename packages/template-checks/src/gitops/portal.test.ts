import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
// The whole plugin is what reads the configuration, and what templates ask.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import deliveryPlugin from '@slipway/backstage-plugin-delivery-backend';
import {
  readEnvironmentKinds,
  readRepositories,
} from '@slipway/backstage-plugin-delivery-node';
import { until } from '@slipway/backstage-plugin-delivery-node/testUtils';
import scaffolderModuleDelivery from '@slipway/backstage-plugin-scaffolder-backend-module-delivery';
import {
  type RenderedRepository,
  type StartedScaffolder,
  TEMPLATES,
  buildDependencies,
  describeWithTools,
  objectOf,
  readTemplate,
  renderChart,
  startScaffolder,
} from '..';
import { answers as serviceAnswers } from '../services/serviceTemplate';
import { GitopsTemplate, answers } from './gitopsRepository';
import { pushTo } from './pushTo';

jest.setTimeout(120_000);

interface AppConfig {
  delivery: { repositories: { url: string }[] };
  scaffolder: object;
}

const KUBERNETES = answers({ runtimes: ['kubernetes'], addons: [] });

describe('a portal with the configuration of the repository', () => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-portal-'));
  const remote = pathToFileURL(join(root, 'remote.git')).href;
  let template: GitopsTemplate;
  let repository: RenderedRepository;
  let config: AppConfig;
  let portal: StartedScaffolder;

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    repository = await template.repository(KUBERNETES);
    pushTo(repository, join(root, 'remote.git'));
    [config] = repository.yaml<AppConfig>('slipway.app-config.yaml');
    // Only addresses differ from what the read-me says to configure.
    config.delivery.repositories[0].url = remote;
    portal = await startScaffolder(
      [],
      [
        scaffolderModuleDelivery,
        deliveryPlugin,
        mockServices.rootConfig.factory({
          data: {
            delivery: {
              ...config.delivery,
              cacheDirectory: join(root, 'mirrors'),
            },
            scaffolder: {
              ...config.scaffolder,
              git: {
                allowFileRemotes: true,
                remotes: [{ urlPrefix: pathToFileURL(`${root}/`).href }],
              },
            },
          },
        }),
      ],
    );
    await until('the repository is read', async () => {
      const { totalItems } = await portal.get<{ totalItems: number }>(
        '/api/delivery/v1/deployments',
      );
      return totalItems ? true : undefined;
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await template?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  /** What a template would do. */
  async function dryRun(name: string, given: object): Promise<string> {
    const file = join(TEMPLATES, name);
    const { log } = await portal.render(file, { ...given });
    return log.join('\n');
  }

  const service = (change: object = {}) => ({
    ...serviceAnswers({
      repoUrl: pathToFileURL(join(root, 'orders.git')).href,
    }),
    ...change,
  });

  it('is read by what reads configuration, with all that templates need', () => {
    const [read] = readRepositories(new ConfigReader(config as never));

    expect(read).toMatchObject({
      writableFolders: ['names', 'tenant-info'],
      tenantsFolder: 'tenant-info',
      tenantFiles: ['argocd/tenants/{tenant}.yaml'],
    });
    expect(readEnvironmentKinds(new ConfigReader(config as never))).toEqual([
      expect.objectContaining({ kind: 'preview' }),
    ]);
    expect(config.scaffolder).toEqual({ delivery: { namesFolder: 'names' } });
  });

  it('says of each file of a tenant where it is', () => {
    const [read] = readRepositories(new ConfigReader(config as never));

    for (const pattern of read.tenantFiles) {
      for (const tenant of KUBERNETES.tenants) {
        expect(repository.has(pattern.replace('{tenant}', tenant))).toBe(true);
      }
    }
  });

  it('keeps no folder that may be written above one of a deployment', () => {
    const [read] = readRepositories(new ConfigReader(config as never));

    for (const folder of read.writableFolders) {
      for (const { path } of read.layouts) {
        expect(`${path}/`.startsWith(`${folder}/`)).toBe(false);
      }
    }
  });

  it('takes a new service, which is then a folder of dev', async () => {
    const log = await dryRun('services/service-node.yaml', service());

    expect(log).toContain('names/');
    expect(log).toContain('deployments/dev/orders/values.yaml');
  });

  it('refuses names that make a namespace too long before it keeps anything', async () => {
    const run = dryRun(
      'services/service-node.yaml',
      service({ name: 'a'.repeat(40), tenant: 'b'.repeat(30) }),
    );

    await expect(run).rejects.toThrow(/would have 77 characters; 63 are/);
  });

  const PREVIEW = {
    ...{ name: 'try-1', like: 'dev', timeToLive: 'P3D', which: 'all' },
    ...{ versions: 'wanted', reason: 'A test' },
  };
  const TENANT = {
    ...{ name: 'initech', plan: 'small', environment: 'dev', from: 'dev' },
    ...{ like: 'acme', services: [{ component: 'podinfo' }] },
    ...{ residency: 'eu', retentionDays: 30, metricsRetentionDays: 365 },
    ...{ owner: 'group:default/platform', contacts: ['a@example.org'] },
    reason: 'A contract',
  };

  /** The repository as it would be after a template that copies. */
  async function after(name: string, given: object) {
    const source = readTemplate(join(TEMPLATES, name));
    const spec = source.template.spec as { steps: { id: string }[] };
    const [{ id }] = spec.steps;
    const plan = `\${{ steps.${id}.output.plan }}`;
    const { output } = await portal.render(
      {
        ...source,
        template: { ...source.template, spec: { ...spec, output: { plan } } },
      },
      { ...given },
    );
    const files = output.plan as unknown as { path: string; after?: string }[];
    return {
      paths: files.map(({ path }) => path),
      repository: repository.with(
        Object.fromEntries(files.map(file => [file.path, file.after])),
      ),
    };
  }

  it('takes an environment for a while, in the folder that Argo CD looks at', async () => {
    const { paths } = await after('environment/template.yaml', PREVIEW);

    expect(paths).toContain('previews/try-1/podinfo/values.yaml');
    expect(paths.filter(path => !path.startsWith('previews/try-1/'))).toEqual(
      [],
    );
  });

  it('takes a new tenant like another one, with a project of its own', async () => {
    const { paths, repository: now } = await after(
      'tenant/template.yaml',
      TENANT,
    );

    expect(paths).toContain('tenants/initech/dev/podinfo/values.yaml');
    expect(paths).toContain('tenant-info/initech.yaml');
    const both = await template.repository({
      ...KUBERNETES,
      tenants: ['acme', 'initech'],
    });
    // The same as if the repository had been made with it.
    expect(now.text('argocd/tenants/initech.yaml')).toBe(
      both.text('argocd/tenants/initech.yaml'),
    );
  });

  describeWithTools('by Helm', ['helm'], () => {
    it.each([
      ['environment', PREVIEW, 'previews/try-1/podinfo', 'try-1--podinfo'],
      [
        'tenant',
        TENANT,
        'tenants/initech/dev/podinfo',
        'initech--dev--podinfo',
      ],
    ])(
      'what the template %s copied is rendered',
      async (name, given, path, namespace) => {
        const { repository: now } = await after(`${name}/template.yaml`, given);
        const written = now.write();
        try {
          buildDependencies(written.path(path));
          const objects = renderChart(written.path(path), {
            ...{ release: 'podinfo', namespace },
          });
          expect(objectOf(objects, 'Namespace', namespace)).toBeDefined();
          expect(objectOf(objects, 'Deployment', 'podinfo')).toBeDefined();
        } finally {
          written.dispose();
        }
      },
    );
  });
});
