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

const ENVIRONMENT = join(TEMPLATES, 'environment', 'template.yaml');
const FOLDERS = ['preview/try-1/payments', 'preview/try-1/cart'];
const UNWELL = [
  { folder: 'preview/try-1/cart', message: 'cart was degraded in qa.' },
];
const CHOSEN = [
  { component: 'payments', version: '2.3.1' },
  { component: 'cart' },
];

const ANSWERS = {
  ...{ name: 'try-1', like: 'qa', timeToLive: 'P3D', which: 'all' },
  ...{ versions: 'wanted', reason: 'A test of the new payments' },
};

/** Texts that become part of a name, a folder, a time or a version. */
const STRICT: [string, (text: string) => object][] = [
  ['name', text => ({ name: text })],
  ['environment to copy', text => ({ like: text })],
  ['time to live', text => ({ timeToLive: text })],
  ['repository', text => ({ gitops: text })],
  ['choice of services', text => ({ which: text })],
  ['choice of versions', text => ({ versions: text })],
  ['component', text => ({ which: 'chosen', services: [{ component: text }] })],
  [
    'version',
    text => ({
      ...{ which: 'chosen' },
      services: [{ component: 'cart', version: `${text} ` }],
    }),
  ],
  [
    'host name',
    text => ({ hosts: [{ from: 'shop.example.org', to: `${text}_` }] }),
  ],
  ['file that is left out', text => ({ leaveOut: [`../${text}`] })],
];

describe('the template of environments', () => {
  let scaffolder: StartedScaffolder;
  let copy: FakeAction;
  let wait: FakeAction;
  let revert: FakeAction;

  beforeAll(async () => {
    copy = fakeAction('delivery:environment:copy', {
      ...{ change: 'change-1', folders: FOLDERS, unwell: UNWELL },
    });
    wait = fakeAction('delivery:environment:wait');
    revert = fakeAction('delivery:change:revert');
    scaffolder = await startScaffolder(
      [copy, wait, revert].map(({ action }) => action),
    );
  });

  beforeEach(() => {
    for (const { calls } of [copy, wait, revert]) calls.length = 0;
  });

  afterAll(() => scaffolder.stop());

  it('copies all of an environment, and waits for all that it copied', async () => {
    await scaffolder.render(ENVIRONMENT, ANSWERS);

    expect(copy.calls).toEqual([
      {
        ...{ from: 'qa', to: 'try-1', isNew: true, versions: 'wanted' },
        ...{ timeToLive: 'P3D', reason: 'A test of the new payments' },
      },
    ]);
    expect(wait.calls).toEqual([
      {
        ...{ environment: 'try-1', folders: FOLDERS, timeoutSeconds: 900 },
        unwell: UNWELL,
      },
    ]);
    expect(revert.calls).toEqual([]);
  });

  it.each(
    pairwise({
      like: ['qa', 'acc'],
      timeToLive: [undefined, 'PT8H', 'P1D', 'P3D', 'P7D', 'P14D', 'P30D'],
      gitops: [undefined, 'eu-1'],
      which: ['all', 'chosen'],
      versions: ['wanted', 'live'],
      replicas: [undefined, 1, 50],
      acceptOverQuota: [undefined, false, true],
      leaveOut: [undefined, ['seed.sql', 'job.yaml']],
      hosts: [undefined, [{ from: 'shop.example.org', to: 'x.example.org' }]],
    }),
  )('takes %j', async choice => {
    const { like, which, gitops, ...same } = choice as Record<string, unknown>;
    const services = which === 'chosen' ? CHOSEN : undefined;
    const answers = Object.fromEntries(
      Object.entries({ ...ANSWERS, ...choice, services }).filter(
        ([name, value]) =>
          value !== undefined &&
          !(name === 'timeToLive' && choice.timeToLive === undefined),
      ),
    );
    await scaffolder.render(ENVIRONMENT, answers);

    // What nobody answers has the value that the form proposes.
    const timeToLive = same.timeToLive ?? copy.calls[0].timeToLive;
    expect(copy.calls).toEqual([
      Object.fromEntries(
        Object.entries({
          ...{ from: like, to: 'try-1', isNew: true, services, ...same },
          ...{ timeToLive, reason: ANSWERS.reason, repository: gitops },
        }).filter(([, value]) => value !== undefined),
      ),
    ]);
  });

  it('leaves out what was chosen before somebody took all', async () => {
    const answers = { ...ANSWERS, services: CHOSEN };
    await scaffolder.render(ENVIRONMENT, answers);
    expect(copy.calls[0]).not.toHaveProperty('services');
  });

  it.each([
    { ...ANSWERS, which: 'chosen' },
    { ...ANSWERS, which: 'chosen', services: [] },
    { ...ANSWERS, reason: '' },
    { ...ANSWERS, replicas: 0 },
    { ...ANSWERS, timeToLive: 'P' },
    { ...ANSWERS, timeToLive: 'P31D' },
    { ...ANSWERS, timeToLive: 'PT5M' },
    { ...ANSWERS, timeToLive: '3 days' },
    { ...ANSWERS, name: 'a--b' },
    { ...ANSWERS, name: 'x'.repeat(31) },
  ])('refuses %j', async answers => {
    await expect(scaffolder.render(ENVIRONMENT, answers)).rejects.toThrow(
      TemplateRefusal,
    );
    expect(copy.calls).toEqual([]);
  });

  describe.each(STRICT)('%s', (_field, put) => {
    it.each(Object.entries(HOSTILE_TEXTS))(
      'is never %s',
      async (_what, text) => {
        const answers = { ...ANSWERS, ...put(text) };
        const refusal = await scaffolder.render(ENVIRONMENT, answers).then(
          () => undefined,
          (error: unknown) => error,
        );
        // What is a plain name all the same is taken as it is.
        const isPlain = /^[a-z0-9]+$/.test(text);

        expect(refusal instanceof TemplateRefusal || isPlain).toBe(true);
        expect(copy.calls).toHaveLength(refusal ? 0 : 1);
      },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))(
    'hands %s on as the reason it is',
    async (_what, text) => {
      await scaffolder.render(ENVIRONMENT, {
        ...ANSWERS,
        reason: `Why ${text}`,
      });
      expect(copy.calls).toMatchObject([{ reason: `Why ${text}` }]);
    },
  );
});
