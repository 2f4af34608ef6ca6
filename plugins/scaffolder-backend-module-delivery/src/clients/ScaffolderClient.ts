import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { TemplateFile } from '../forms/readTemplateFiles';
import {
  type CallOptions,
  type PluginAccess,
  PluginClient,
} from './PluginClient';

/** What is tried. */
export interface DryRunRequest {
  template: object;
  values: object;
  secrets?: Record<string, string>;
  directoryContents: TemplateFile[];
}

/** What came of a dry run. */
export interface DryRunResult {
  output: JsonObject;
}

/** A task, as far as its length matters. */
export interface TaskSummary {
  id: string;
  createdAt: string;
  spec?: { templateInfo?: { entityRef?: string } };
}

/** Something that happened in a task. */
export interface TaskEvent {
  type: string;
  createdAt: string;
}

/** Calls the scaffolder that these actions run in, as a browser would. */
export class ScaffolderClient {
  readonly #client: PluginClient;

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  static create(access: PluginAccess) {
    return new ScaffolderClient(
      PluginClient.create('scaffolder', access, '/v2'),
    );
  }

  /** @throws InputError for answers that the template does not take */
  async dryRun(
    body: DryRunRequest,
    options: CallOptions,
  ): Promise<DryRunResult> {
    try {
      return await this.#client.call({ path: '/dry-run', body }, options);
    } catch (error) {
      throw invalidAnswers(error) ?? error;
    }
  }

  /** The newest tasks that were completed and that the person may see. */
  async completed(limit: number, options: CallOptions): Promise<TaskSummary[]> {
    const query = new URLSearchParams({
      ...{ status: 'completed', order: 'desc:created_at' },
      limit: String(limit),
    });
    const path = `/tasks?${query}`;
    const { tasks } = await this.#client.call<{ tasks: TaskSummary[] }>(
      { path },
      options,
    );
    return tasks;
  }

  async events(id: string, options: CallOptions): Promise<TaskEvent[]> {
    const path = `/tasks/${encodeURIComponent(id)}/events`;
    return this.#client.call({ path }, options);
  }
}

/**
 * The scaffolder answers a list of problems where others answer an error, and
 * what reads errors then keeps the text of it.
 */
function invalidAnswers(error: unknown): InputError | undefined {
  const [text] = /\{"errors":\[.*\]\}/s.exec((error as Error).message) ?? [];
  if (!text) return undefined;
  const { errors } = JSON.parse(text) as { errors: { stack?: string }[] };
  const words = errors.map(({ stack = '' }) =>
    stack.replace(/^instance\.?/, ''),
  );
  return new InputError(
    `The answers do not fit the template: ${words.join('; ')}.`,
  );
}
