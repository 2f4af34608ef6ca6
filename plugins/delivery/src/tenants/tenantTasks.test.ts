import { readTenantTasks } from './tenantTasks';

const task = (change: object = {}) => ({
  ...{ id: 't-1', status: 'processing', createdAt: '2026-11-19T13:00:00Z' },
  createdBy: 'user:default/platform-2',
  spec: {
    templateInfo: { entityRef: 'template:default/tenant' },
    parameters: {
      ...{ name: 'initech', environment: 'prod', plan: 'small' },
      services: [{ component: 'cart' }, { component: 'payments' }],
    },
    steps: [
      { id: 'create', name: 'Create the tenant' },
      { id: 'wait', name: 'Wait until it runs' },
      { id: 'clean-up', name: 'Take it back' },
    ],
  },
  ...change,
});

const ask = (tasks: unknown[], events: unknown = []) => {
  const asked: string[] = [];
  return {
    asked,
    ask: async (path: string) => {
      asked.push(path);
      if (path.endsWith('/events')) return events;
      return { tasks };
    },
  };
};

describe('tasks that make a tenant', () => {
  it('are told with the step that was begun last', async () => {
    const { ask: scaffolder, asked } = ask(
      [task()],
      [
        { body: { message: 'Task begins' } },
        { body: { stepId: 'create', status: 'processing' } },
        { body: { stepId: 'create', status: 'completed' } },
        { body: { stepId: 'wait', status: 'processing' } },
      ],
    );

    expect(await readTenantTasks(scaffolder)).toEqual([
      {
        ...{ id: 't-1', tenant: 'initech', environment: 'prod', plan: 'small' },
        ...{ startedAt: '2026-11-19T13:00:00Z', steps: 3, step: 2 },
        ...{ stepName: 'Wait until it runs', services: ['cart', 'payments'] },
        requestedBy: 'user:default/platform-2',
      },
    ]);
    expect(asked).toEqual([
      '/v2/tasks?status=open&status=processing&limit=20',
      '/v2/tasks/t-1/events',
    ]);
  });

  it.each<[string, object]>([
    [
      'of another template',
      {
        spec: {
          ...task().spec,
          templateInfo: { entityRef: 'template:default/x' },
        },
      },
    ],
    ['that has ended', { status: 'completed' }],
    ['without a name', { spec: { ...task().spec, parameters: {} } }],
    ['that nobody can read', { spec: 7 }],
  ])('are none %s', async (_, change) => {
    const { ask: scaffolder } = ask([task(change), 'broken']);
    expect(await readTenantTasks(scaffolder)).toEqual([]);
  });

  it('are shown without a step while none is known', async () => {
    const scaffolder = async (path: string) => {
      if (path.endsWith('/events')) throw new Error('You may not.');
      return { tasks: [task({ id: 'a/b' })] };
    };
    const [found] = await readTenantTasks(scaffolder);
    expect(found.tenant).toBe('initech');
    expect(found).not.toHaveProperty('step');
  });

  it('are not empty when the scaffolder answers something else', async () => {
    await expect(readTenantTasks(async () => '<html>')).rejects.toThrow();
  });
});
