import { ConflictError, NotAllowedError } from '@backstage/errors';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  ChangePlan,
  ChangeRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import { applyChange, applyPlanned } from './applyChange';

const REQUEST: ChangeRequest = {
  ...{
    repository: 'gitops',
    kind: 'create',
    subject: 'Add',
    reason: 'A test.',
  },
  files: [{ path: 'dev/orders/values.yaml', text: 'a: 1\n' }],
};
const ADDED: ChangePlan = {
  ...{ repository: 'gitops', head: 'head-1' },
  files: [{ path: 'dev/orders/values.yaml', status: 'added', after: 'a: 1\n' }],
};
const NOTHING: ChangePlan = { ...ADDED, head: 'head-2', files: [] };

/** The plugin as far as one change goes; what is in Git outlives a crash. */
function fakeDelivery() {
  const made: { key: string; base?: string }[] = [];
  let plan = ADDED;
  const delivery = {
    plan: async () => plan,
    makeChange: async ({ base }: ChangeRequest, key: string) => {
      if (!made.some(change => change.key === key)) made.push({ key, base });
      plan = NOTHING;
      const paths = ['dev/orders/values.yaml'];
      return {
        id: key,
        repository: 'gitops',
        commit: 'c',
        paths,
        message: 'Ok.',
      };
    },
    changeFiles: async () => ADDED,
  } as unknown as DeliveryClient;
  return {
    ...{ delivery, made },
    takeBack: () => {
      plan = { ...ADDED, head: 'head-3' };
    },
  };
}

/** A task whose checkpoints are kept, and that may die at one of them. */
function task(id = 'task-1', stepId = 'deploy') {
  const kept = new Map<string, unknown>();
  let dies: string | undefined;
  const context = (more: object = {}) => {
    const outputs: Record<string, unknown> = {};
    const logger = mockServices.logger.mock();
    return {
      ...{ logger, outputs, task: { id }, step: { id: stepId } },
      workspacePath: '/none',
      getInitiatorCredentials: async () => mockCredentials.user(),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
      checkpoint: async <T>({
        key,
        fn,
      }: {
        key: string;
        fn: () => Promise<T>;
      }) => {
        if (kept.has(key)) return kept.get(key) as T;
        const value = await fn();
        if (dies && key.startsWith(dies)) {
          dies = undefined;
          throw new Error('The process is killed');
        }
        kept.set(key, value);
        return value;
      },
      ...more,
    } as never as Parameters<typeof applyChange>[0]['ctx'] & {
      outputs: Record<string, unknown>;
      logger: typeof logger;
    };
  };
  return {
    context,
    dieAt: (key: string) => {
      dies = key;
    },
  };
}

describe('applyChange', () => {
  it.each(['plan', 'change'])(
    'does its work once when the process dies right after the %s',
    async key => {
      const { delivery, made } = fakeDelivery();
      const { context, dieAt } = task();
      dieAt(key);
      const step = { delivery, request: REQUEST };
      await expect(applyChange({ ...step, ctx: context() })).rejects.toThrow(
        'The process is killed',
      );

      const ctx = context();
      await applyChange({ ...step, ctx });
      expect(made).toHaveLength(1);
      expect(ctx.outputs).toMatchObject({ change: made[0].key, commit: 'c' });
    },
  );

  it('sends the commit that it planned on', async () => {
    const { delivery, made } = fakeDelivery();
    await applyChange({
      ...{ delivery, request: REQUEST, ctx: task().context() },
    });
    expect(made).toEqual([
      {
        key: expect.stringMatching(/^scaffolder-[0-9a-f]{32}$/),
        base: 'head-1',
      },
    ]);
  });

  it('has a key for each task, step and content', async () => {
    const { delivery, made } = fakeDelivery();
    const other = { ...REQUEST, subject: 'Add another' };
    for (const [ctx, request] of [
      [task('task-1', 'a').context(), REQUEST],
      [task('task-1', 'b').context(), REQUEST],
      [task('task-2', 'a').context(), REQUEST],
      [task('task-1', 'a').context(), other],
      [task('task-1', 'a').context(), REQUEST],
    ] as const) {
      await applyChange({ ctx, delivery, request });
    }
    expect(made).toHaveLength(4);
  });

  it('makes anew what was taken back, and nothing else', async () => {
    const { delivery, made, takeBack } = fakeDelivery();
    const { context } = task();
    const step = { delivery, request: REQUEST };
    await applyChange({ ...step, ctx: context() });
    await applyChange({ ...step, ctx: context() });
    expect(made).toHaveLength(1);

    takeBack();
    await applyChange({ ...step, ctx: context() });
    expect(made).toHaveLength(2);
    expect(made[1].base).toBe('head-3');
  });

  it('works it out anew after a refusal, when the task is tried again', async () => {
    const { delivery, made } = fakeDelivery();
    const { context } = task();
    let texts = 0;
    const run = () =>
      applyPlanned({
        ...{ ctx: context(), delivery, of: 'the same' },
        plan: async () => ({
          request: {
            ...{ ...REQUEST, base: `read-${(texts += 1)}` },
            files: [{ path: 'a', text: `${texts}` }],
          },
          about: texts,
        }),
      });
    const make = delivery.makeChange.bind(delivery);
    delivery.makeChange = async () => {
      throw new ConflictError('Ann changed it first');
    };
    await expect(run()).rejects.toThrow('Ann changed it first');
    delivery.makeChange = make;
    const { about } = await run();
    const again = await run();

    expect(made).toEqual([{ key: expect.anything(), base: 'read-2' }]);
    expect([about, again.about]).toEqual([2, 2]);
  });

  it('keeps no plan that was refused before anything was written', async () => {
    const { delivery, made } = fakeDelivery();
    const { context } = task();
    const plan = delivery.plan.bind(delivery);
    delivery.plan = async () => {
      throw new NotAllowedError('You may not');
    };
    const step = { delivery, request: REQUEST };
    await expect(applyChange({ ...step, ctx: context() })).rejects.toThrow(
      'You may not',
    );
    delivery.plan = plan;
    await applyChange({ ...step, ctx: context() });

    expect(made).toMatchObject([{ base: 'head-1' }]);
  });

  it('does nothing where nothing has to change', async () => {
    const { delivery, made } = fakeDelivery();
    const found = await applyPlanned({
      ...{ ctx: task().context(), delivery, of: 'nothing' },
      plan: async () => ({ about: 'there already' }),
    });

    expect(found).toEqual({ about: 'there already' });
    expect(made).toEqual([]);
  });

  it('begins nothing in a cancelled task', async () => {
    const { delivery, made } = fakeDelivery();
    const ctx = task().context({ signal: AbortSignal.abort() });

    await expect(
      applyChange({ ctx, delivery, request: REQUEST }),
    ).rejects.toThrow(/aborted/);
    expect(made).toEqual([]);
  });

  it('says how to take it back when the task is cancelled meanwhile', async () => {
    const { delivery } = fakeDelivery();
    const cancel = new AbortController();
    const make = delivery.makeChange.bind(delivery);
    delivery.makeChange = async (...args) => {
      cancel.abort();
      return make(...args);
    };
    const ctx = task().context({ signal: cancel.signal });
    await applyChange({ ctx, delivery, request: REQUEST });

    expect(ctx.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('take the change back by delivery:change:revert'),
    );
  });

  it('refuses a new file that is there with another text', async () => {
    const { delivery, made } = fakeDelivery();
    const changed = { ...ADDED.files[0], status: 'changed' as const };
    delivery.plan = async () => ({ ...ADDED, files: [changed] });

    await expect(
      applyChange({
        ...{ delivery, request: REQUEST, ctx: task().context() },
        newFiles: ['dev/orders/values.yaml'],
      }),
    ).rejects.toThrow('dev/orders/values.yaml is there already');
    expect(made).toEqual([]);
  });
});
