import { join } from 'node:path';
import {
  type FakeAction,
  fakeAction,
  HOSTILE_TEXTS,
  pairwise,
  readTemplate,
  startScaffolder,
  type StartedScaffolder,
  TemplateRefusal,
  TEMPLATES,
} from '..';

jest.setTimeout(60_000);

const DECOMMISSION = join(TEMPLATES, 'decommission', 'template.yaml');
const WHY = { confirmation: 'payments', reason: 'Nobody uses it' };
const SERVICE = { what: 'service', component: 'component:default/payments' };
const TENANT = { what: 'tenant', tenant: 'acme' };
const ENVIRONMENT = { what: 'environment', environment: 'qa' };

/** Texts that become part of a name or a folder. */
const STRICT: [string, (text: string) => object][] = [
  ['what', text => ({ ...SERVICE, what: text })],
  ['component', text => ({ ...SERVICE, component: text })],
  ['an environment of it', text => ({ ...SERVICE, environments: [text] })],
  ['tenant of it', text => ({ ...SERVICE, tenant: text })],
  ['repository', text => ({ ...SERVICE, gitops: text })],
  ['tenant', text => ({ ...TENANT, tenant: text })],
  ['environment', text => ({ ...ENVIRONMENT, environment: text })],
];

describe('the template that removes', () => {
  let scaffolder: StartedScaffolder;
  let actions: Record<'component' | 'tenant' | 'environment', FakeAction>;
  const calls = () => Object.values(actions).flatMap(action => action.calls);

  beforeAll(async () => {
    actions = {
      component: fakeAction('delivery:component:remove', { folders: ['a'] }),
      tenant: fakeAction('delivery:tenant:remove', { folders: ['b'] }),
      environment: fakeAction('delivery:environment:remove', {
        folders: ['c'],
      }),
    };
    scaffolder = await startScaffolder(
      Object.values(actions).map(({ action }) => action),
    );
  });

  beforeEach(() => {
    for (const action of Object.values(actions)) action.calls.length = 0;
  });

  afterAll(() => scaffolder.stop());

  it.each(
    pairwise({
      environments: [undefined, [], ['dev'], ['dev', 'qa']],
      tenant: [undefined, 'acme'],
      gitops: [undefined, 'gitops-retail'],
      acceptConsumers: [undefined, false, true],
      releaseName: [undefined, true],
    }),
  )('removes a service as it was chosen: %j', async choice => {
    await scaffolder.render(DECOMMISSION, { ...SERVICE, ...WHY, ...choice });

    const { gitops: repository, ...rest } = choice as {
      [name: string]: unknown;
    };
    const wanted = { ...rest, ...(repository !== undefined && { repository }) };
    expect(calls()).toEqual([
      expect.objectContaining({
        ...{ component: 'payments', ...WHY },
        ...Object.fromEntries(
          Object.entries(wanted).filter(([, value]) => value !== undefined),
        ),
      }),
    ]);
  });

  it.each([
    [TENANT, 'tenant', { tenant: 'acme' }],
    [ENVIRONMENT, 'environment', { environment: 'qa' }],
  ] as const)('removes %j by one action', async (choice, kind, input) => {
    const answers = { ...choice, ...WHY, confirmation: 'x', gitops: 'gitops' };
    const { output } = await scaffolder.render(DECOMMISSION, answers);

    expect(calls()).toHaveLength(1);
    expect(actions[kind].calls).toEqual([
      expect.objectContaining({
        ...{ ...input, confirmation: 'x', repository: 'gitops' },
        reason: 'Nobody uses it',
      }),
    ]);
    expect(JSON.stringify(output)).toMatch(/"content":"[abc]"/);
  });

  it.each([
    [{ what: 'service' }],
    [{ what: 'tenant' }],
    [{ what: 'environment' }],
    [{ ...SERVICE, confirmation: undefined }],
    [{ ...SERVICE, confirmation: '' }],
    [{ ...SERVICE, reason: undefined }],
  ])('is refused with nothing but %j', async answers => {
    await expect(
      scaffolder.render(DECOMMISSION, { ...WHY, ...answers }),
    ).rejects.toThrow(TemplateRefusal);
    expect(calls()).toEqual([]);
  });

  describe.each(STRICT)('%s', (_field, put) => {
    it.each(Object.entries(HOSTILE_TEXTS))(
      'is never %s',
      async (_what, text) => {
        const refusal = await scaffolder
          .render(DECOMMISSION, { ...WHY, ...put(text) })
          .then(
            () => undefined,
            (error: unknown) => error,
          );
        // What is a plain name all the same is taken as it is.
        const isPlain = /^[a-z0-9]+$/.test(text);

        expect(refusal instanceof TemplateRefusal || isPlain).toBe(true);
        expect(calls()).toHaveLength(refusal ? 0 : 1);
      },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))(
    'hands %s on as the reason and the confirmation it is',
    async (_what, text) => {
      await scaffolder.render(DECOMMISSION, {
        ...{ ...SERVICE, reason: `Why ${text}`, confirmation: text },
      });
      expect(calls()).toMatchObject([
        { reason: `Why ${text}`, confirmation: text },
      ]);
    },
  );

  it('says what its button does', () => {
    const { spec } = readTemplate(DECOMMISSION).template;
    expect(spec).toMatchObject({
      presentation: { buttonLabels: { createButtonText: 'Remove' } },
    });
  });
});
