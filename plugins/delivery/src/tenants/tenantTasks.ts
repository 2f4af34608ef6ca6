import { z } from 'zod';

/** A task of the scaffolder that makes a tenant. */
export interface TenantTask {
  id: string;
  tenant: string;
  environment?: string;
  plan?: string;
  requestedBy?: string;
  startedAt: string;
  /** Names of what it wants to bring. */
  services: string[];
  /** The step at work, 1 for the first; absent before the first. */
  step?: number;
  steps: number;
  stepName?: string;
}

/** What is asked of the scaffolder. */
export type AskScaffolder = (path: string) => Promise<unknown>;

const TEMPLATE = 'template:default/tenant';
const MOST_TASKS = 20;

const Task = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: z.string(),
  createdBy: z.string().nullish(),
  spec: z.object({
    parameters: z.record(z.string(), z.unknown()).optional(),
    steps: z.array(z.object({ id: z.string(), name: z.string() })),
    templateInfo: z.object({ entityRef: z.string() }).optional(),
    user: z.object({ ref: z.string().optional() }).optional(),
  }),
});
const Tasks = z.object({ tasks: z.array(z.unknown()) });
const TaskEvents = z.array(z.unknown());
const TaskEvent = z.object({
  body: z.object({
    stepId: z.string().optional(),
    status: z.string().optional(),
  }),
});
const Parameters = z.object({
  name: z.string(),
  environment: z.string().optional().catch(undefined),
  plan: z.string().optional().catch(undefined),
  services: z
    .array(z.object({ component: z.string() }))
    .catch([])
    .default([]),
});

/** The step that was begun last. */
function stepIn(events: unknown): string | undefined {
  const all = TaskEvents.safeParse(events);
  let found: string | undefined;
  for (const event of all.success ? all.data : []) {
    const parsed = TaskEvent.safeParse(event);
    found = (parsed.success && parsed.data.body.stepId) || found;
  }
  return found;
}

async function toTask(
  raw: unknown,
  ask: AskScaffolder,
): Promise<TenantTask | undefined> {
  const { data: task } = Task.safeParse(raw);
  const { data } = Parameters.safeParse(task?.spec.parameters);
  const isOurs =
    task?.spec.templateInfo?.entityRef.toLowerCase() === TEMPLATE &&
    ['open', 'processing'].includes(task.status);
  if (!task || !data || !isOurs) return undefined;
  const { steps, user } = task.spec;
  const current = stepIn(
    await ask(`/v2/tasks/${encodeURIComponent(task.id)}/events`).catch(
      () => undefined,
    ),
  );
  const index = steps.findIndex(({ id }) => id === current);
  return {
    ...{ id: task.id, tenant: data.name, environment: data.environment },
    ...{ plan: data.plan, startedAt: task.createdAt, steps: steps.length },
    requestedBy: user?.ref ?? task.createdBy ?? undefined,
    services: data.services.map(({ component }) => component),
    ...(index >= 0 && { step: index + 1, stepName: steps[index].name }),
  };
}

/** Tasks that make a tenant now, as far as the person may see them. */
export async function readTenantTasks(
  ask: AskScaffolder,
): Promise<TenantTask[]> {
  const query = `status=open&status=processing&limit=${MOST_TASKS}`;
  const { tasks } = Tasks.parse(await ask(`/v2/tasks?${query}`));
  const found = await Promise.all(tasks.map(task => toTask(task, ask)));
  return found.filter(task => task !== undefined);
}
