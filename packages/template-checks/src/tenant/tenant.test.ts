import { join } from 'node:path';
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

jest.setTimeout(60_000);

const TENANT = join(TEMPLATES, 'tenant', 'template.yaml');
const REMOVAL = join(TEMPLATES, 'tenant-removal', 'template.yaml');

const ANSWERS = {
  ...{ name: 'initech', plan: 'small', environment: 'prod' },
  ...{ from: 'prod', like: 'acme', owner: 'group:default/team-care-1' },
  ...{ residency: 'eu', retentionDays: 30, metricsRetentionDays: 365 },
  contacts: ['it@initech.example.org'],
  services: [
    { component: 'payments', version: '2.3.1' },
    { component: 'cart' },
  ],
  reason: 'Contract 4711',
};

/** What the copy tells the steps after it. */
const COPIED = {
  ...{ change: 'change-1', renamed: [], notCopied: [], pointsBack: [] },
  folders: ['prod/initech/payments', 'prod/initech/cart'],
  unwell: [{ folder: 'prod/initech/cart', message: 'cart was degraded.' }],
};

/** Texts that become part of a name, a folder or a version. */
const STRICT: [string, (text: string) => object][] = [
  ['name', text => ({ name: text })],
  ['contact', text => ({ contacts: [text] })],
  ['owner', text => ({ owner: `${text} ` })],
  ['region', text => ({ region: text })],
  ['amount', text => ({ quota: { cpu: `${text} ` } })],
  ['host name', text => ({ hosts: [{ from: 'a.b', to: `${text} ` }] })],
  ['plan', text => ({ plan: text })],
  ['residency', text => ({ residency: text })],
  ['backup', text => ({ backupEvery: text, backupKeptDays: 1 })],
  ['environment', text => ({ environment: text })],
  ['tenant to copy', text => ({ like: text })],
  ['component', text => ({ services: [{ component: text }] })],
  [
    'version',
    text => ({ services: [{ component: 'cart', version: `${text} ` }] }),
  ],
];

/** Only what was answered. */
function said(answers: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined),
  );
}

describe('the templates of tenants', () => {
  let scaffolder: StartedScaffolder;
  let copy: FakeAction;
  let wait: FakeAction;
  let remove: FakeAction;

  beforeAll(async () => {
    copy = fakeAction('delivery:environment:copy', COPIED);
    wait = fakeAction('delivery:environment:wait');
    remove = fakeAction('delivery:tenant:remove');
    const revert = fakeAction('delivery:change:revert');
    scaffolder = await startScaffolder(
      [copy, wait, remove, revert].map(({ action }) => action),
    );
  });

  beforeEach(() => {
    for (const { calls } of [copy, wait, remove]) calls.length = 0;
  });

  afterAll(() => scaffolder.stop());

  it('copies another tenant with what was chosen, and waits for all of it', async () => {
    await scaffolder.render(TENANT, ANSWERS);

    expect(copy.calls).toEqual([
      {
        ...{ from: 'prod', to: 'prod', tenant: 'acme', toTenant: 'initech' },
        ...{ services: ANSWERS.services, reason: 'Contract 4711' },
        details: {
          ...{ plan: 'small', contacts: ['it@initech.example.org'] },
          ...{ dataResidency: 'eu', retentionDays: 30, like: 'acme' },
          ...{ metricsRetentionDays: 365, owner: ANSWERS.owner },
          backup: {},
        },
      },
    ]);
    expect(wait.calls).toEqual([
      {
        ...{ environment: 'prod', tenant: 'initech', timeoutSeconds: 1200 },
        ...{ folders: COPIED.folders, unwell: COPIED.unwell },
      },
    ]);
  });

  it('leads at the end to what runs of the first service', async () => {
    const { output } = await scaffolder.render(TENANT, ANSWERS);

    expect(output.links).toMatchObject([
      { url: '/delivery/tenants' },
      { url: '/catalog/default/component/payments/deployments' },
    ]);
  });

  it.each(
    pairwise({
      plan: ['small', 'medium', 'large'],
      residency: ['eu', 'us', 'anywhere'],
      retentionDays: [1, 30, 730],
      metricsRetentionDays: [1, 3650],
      replicas: [undefined, 1, 50],
      acceptOverQuota: [undefined, false, true],
      region: [undefined, 'eu-1'],
      like: [undefined, 'acme'],
      hosts: [undefined, [{ from: 'a.acme.example', to: 'b.example.org' }]],
      quota: [undefined, { cpu: '6', memory: '16Gi', storage: '100Gi' }],
    }),
  )('takes %j', async choice => {
    await scaffolder.render(TENANT, { ...ANSWERS, ...choice });

    const { plan, residency, region, like, ...more } = choice as never as {
      [key: string]: unknown;
    };
    const { retentionDays, metricsRetentionDays, quota, ...rest } = more;
    const [{ details, ...input }] = copy.calls as { details: object }[];
    expect(input).toMatchObject({
      ...said({ ...rest, cluster: region, tenant: like }),
    });
    expect(details).toMatchObject({
      ...said({ plan, dataResidency: residency, quota }),
      ...{ retentionDays, metricsRetentionDays },
    });
  });

  it.each([
    [
      { backupEvery: 'PT1H', backupKeptDays: 30 },
      { every: 'PT1H', keptDays: 30 },
    ],
    // What was typed before somebody wanted none does not count.
    [
      { backupEvery: 'none', backupKeptDays: 30 },
      { every: '', keptDays: '' },
    ],
  ])('writes down the backups of %j', async (answers, backup) => {
    await scaffolder.render(TENANT, { ...ANSWERS, ...answers });

    expect(copy.calls).toMatchObject([{ details: { backup } }]);
  });

  it('asks how long backups are kept wherever there shall be some', async () => {
    await expect(
      scaffolder.render(TENANT, { ...ANSWERS, backupEvery: 'P1D' }),
    ).rejects.toThrow(TemplateRefusal);
  });

  describe.each(STRICT)('%s', (_field, put) => {
    it.each(Object.entries(HOSTILE_TEXTS))(
      'is never %s',
      async (_what, text) => {
        const { length } = copy.calls;
        const answers = { ...ANSWERS, ...put(text) };
        const refusal = await scaffolder.render(TENANT, answers).then(
          () => undefined,
          (error: unknown) => error,
        );
        // What is a plain name all the same is taken as it is.
        const isPlain = /^[a-z0-9]+$/.test(text);

        expect(refusal instanceof TemplateRefusal || isPlain).toBe(true);
        expect(copy.calls).toHaveLength(length + (refusal ? 0 : 1));
      },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))(
    'hands %s on as the reason it is',
    async (_what, text) => {
      await scaffolder.render(TENANT, { ...ANSWERS, reason: `Why ${text}` });

      expect(copy.calls).toMatchObject([{ reason: `Why ${text}` }]);
    },
  );

  it('asks for the name of what goes twice, and hands both on', async () => {
    await scaffolder.render(REMOVAL, {
      ...{ name: 'initech', confirmation: 'initec', reason: 'It ended' },
    });

    expect(remove.calls).toEqual([
      { tenant: 'initech', confirmation: 'initec', reason: 'It ended' },
    ]);
    await expect(
      scaffolder.render(REMOVAL, { name: 'initech', reason: 'It ended' }),
    ).rejects.toThrow(TemplateRefusal);
  });
});
