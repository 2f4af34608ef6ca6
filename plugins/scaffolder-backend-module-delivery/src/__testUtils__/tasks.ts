import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type request from 'supertest';

/** Asks the backend. */
export type Api = ReturnType<typeof request>;

/** A step of a template. */
export interface Step extends JsonObject {
  action: string;
}

/** A finished task. */
export interface FinishedTask {
  id: string;
  status: string;
  output: Record<string, unknown>;
  log: string;
}

/** Waits for a condition, with a deadline. */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  what: string,
  patienceMs = 30_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Runs templates of a test's making. */
export interface Tasks {
  begin(steps: Step[], values?: JsonObject, secrets?: object): Promise<string>;
  end(id: string): Promise<FinishedTask>;
  run(
    steps: Step[],
    values?: JsonObject,
    secrets?: object,
  ): Promise<FinishedTask>;
  dryRun(
    steps: Step[],
    files?: Record<string, string>,
    secrets?: object,
    values?: object,
  ): Promise<{ status: number; output: Record<string, unknown>; log: string }>;
}

function templateOf(name: string, steps: Step[]): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      ...{ name, namespace: 'default' },
      annotations: {
        'backstage.io/managed-by-location': `url:https://git.example.org/${name}`,
      },
    },
    spec: {
      ...{ type: 'service', parameters: [] },
      steps,
      output: Object.fromEntries(
        steps.map(({ id }) => [String(id), `\${{ steps['${id}'].output }}`]),
      ),
    },
  };
}

interface TaskEvent {
  type: string;
  body: { message: string; output?: Record<string, unknown>; status?: string };
}

function textOf(events: TaskEvent[]): string {
  return events.map(({ body }) => body.message).join('\n');
}

async function endOf(api: Api, id: string): Promise<FinishedTask> {
  const status = await eventually(async () => {
    const { body } = await api.get(`/api/scaffolder/v2/tasks/${id}`);
    return /open|processing/.test(body.status) ? undefined : body.status;
  }, `the end of task ${id}`);
  const { body } = await api.get(`/api/scaffolder/v2/tasks/${id}/events`);
  const events = body as TaskEvent[];
  const last = [...events].reverse().find(({ type }) => type === 'completion');
  return {
    ...{ id, status, log: textOf(events) },
    output: last?.body.output ?? {},
  };
}

/** Runs templates through the API, as the page does. */
export function tasksOf(api: Api, entities: Entity[]): Tasks {
  let templates = 0;
  const begin: Tasks['begin'] = async (steps, values = {}, secrets = {}) => {
    const name = `template-${(templates += 1)}`;
    entities.push(templateOf(name, steps));
    const { status, body } = await api.post('/api/scaffolder/v2/tasks').send({
      ...{ templateRef: `template:default/${name}`, values, secrets },
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  };
  return {
    begin,
    end: id => endOf(api, id),
    run: async (...args) => endOf(api, await begin(...args)),
    dryRun: async (steps, files = {}, secrets = {}, values = {}) => {
      const { status, body } = await api
        .post('/api/scaffolder/v2/dry-run')
        .send({
          ...{ template: templateOf('dry', steps), values, secrets },
          directoryContents: Object.entries(files).map(([path, text]) => ({
            path,
            base64Content: Buffer.from(text).toString('base64'),
          })),
        });
      return {
        ...{ status, output: body.output ?? body },
        log: textOf(body.log ?? []),
      };
    },
  };
}
