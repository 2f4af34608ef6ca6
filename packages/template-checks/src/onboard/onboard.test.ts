import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  type FakeAction,
  fakeAction,
  HOSTILE_TEXTS,
  pairwise,
  startScaffolder,
  type StartedScaffolder,
  TemplateRefusal,
  TEMPLATES,
} from '..';

jest.setTimeout(120_000);

const ONBOARD = join(TEMPLATES, 'onboard', 'template.yaml');
const ANSWERS = {
  ...{ name: 'reports', environment: 'dev', description: 'Tells of sales' },
  ...{ owner: 'group:default/team-a', type: 'service' },
  ...{ lifecycle: 'production', healthProfile: 'none', slo: 'none' },
  ...{ provides: [], needs: [], reason: 'The catalog shall know it.' },
};
const FILE = 'folder/catalog-info.yaml';

const STRICT = ['name', 'environment', 'tenant', 'gitops', 'owner', 'system']
  .concat(['type', 'lifecycle', 'healthProfile', 'slo'])
  .concat(['source', 'documentation'])
  .map((field): [string, (text: string) => object] => [
    field,
    text => ({ [field]: text }),
  ])
  .concat([
    ['a contract that it keeps', text => ({ provides: [text] })],
    ['a contract that it needs', text => ({ needs: [text] })],
  ]);

describe('the template that brings a service into the catalog', () => {
  let scaffolder: StartedScaffolder;
  let update: FakeAction;

  beforeAll(async () => {
    update = fakeAction('delivery:deployment:update', { change: 'change-1' });
    scaffolder = await startScaffolder([update.action]);
  });

  beforeEach(() => {
    update.calls.length = 0;
  });

  afterAll(() => scaffolder.stop());

  const described = async (answers: object) => {
    const { repository } = await scaffolder.render(ONBOARD, {
      ...{ ...ANSWERS, ...answers },
    });
    expect(repository.paths(/^folder\//)).toEqual([FILE]);
    return repository.yaml<Entity>(FILE)[0];
  };

  it('adds one file to its folder, which may not be there yet', async () => {
    const entity = await described({ tenant: 'acme', gitops: 'gitops-retail' });

    expect(update.calls).toEqual([
      {
        ...{ environment: 'dev', tenant: 'acme', component: 'reports' },
        ...{ repository: 'gitops-retail', sourcePath: './folder' },
        ...{ onlyNew: true, newEntity: 'component:default/reports' },
        reason: 'The catalog shall know it.',
      },
    ]);
    expect(entity).toEqual({
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
      metadata: { name: 'reports', description: 'Tells of sales' },
      spec: {
        ...{ type: 'service', lifecycle: 'production' },
        owner: 'group:default/team-a',
      },
    });
  });

  it.each(
    pairwise({
      type: ['service', 'website', 'worker', 'batch'],
      lifecycle: ['experimental', 'production', 'deprecated'],
      healthProfile: ['none', 'prom-client', 'linkerd'],
      slo: ['none', '99.9'],
      system: [undefined, 'system:default/retail'],
      source: [undefined, 'https://git.example.org/retail/reports'],
      documentation: [undefined, 'https://git.example.org/retail/reports/docs'],
      provides: [[], ['reports-api']],
      needs: [[], ['payments-api', 'api:default/ledger-db']],
    }),
  )('describes %j', async choice => {
    const { healthProfile, slo, source, documentation, ...plain } =
      choice as Record<string, unknown>;
    const { metadata, spec } = await described(choice as object);
    const wanted = {
      ...(documentation
        ? { 'backstage.io/techdocs-ref': `url:${documentation}` }
        : {}),
      ...(source ? { 'backstage.io/source-location': `url:${source}` } : {}),
      ...(healthProfile !== 'none' && {
        'slipway.dev/health-profile': healthProfile,
      }),
      ...(slo !== 'none' && { 'slipway.dev/slo': '99.9% over 30d' }),
    };

    expect(metadata.annotations ?? {}).toEqual(wanted);
    expect(spec).toMatchObject({
      ...{ type: plain.type, lifecycle: plain.lifecycle },
    });
    expect(spec?.system).toBe(plain.system);
    expect(spec?.providesApis ?? []).toEqual(plain.provides);
    expect(spec?.consumesApis ?? []).toEqual(plain.needs);
  });

  describe.each(STRICT)('%s', (_field, put) => {
    it.each(Object.entries(HOSTILE_TEXTS))(
      'is never %s',
      async (_what, text) => {
        const answers = { ...ANSWERS, ...put(text) };
        const refusal = await scaffolder.render(ONBOARD, answers).then(
          () => undefined,
          (error: unknown) => error,
        );
        // What is a plain name all the same is taken as it is.
        const isPlain = /^[A-Za-z0-9]+$/.test(text);

        expect(refusal instanceof TemplateRefusal || isPlain).toBe(true);
        expect(update.calls).toHaveLength(refusal ? 0 : 1);
      },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))(
    'keeps %s as the description it is',
    async (_what, text) => {
      const description = text.slice(0, 200) || ' ';

      expect((await described({ description })).metadata.description).toBe(
        description,
      );
    },
  );
});
