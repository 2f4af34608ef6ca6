import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { ScaffolderAction } from './startScaffolder';

/** An action that does nothing but keep what it was asked for. */
export interface FakeAction {
  action: ScaffolderAction;
  /** Inputs of all calls, in order. */
  calls: JsonObject[];
}

/** Stands in for an action whose effect is outside of what is checked. */
export function fakeAction(id: string, outputs: JsonObject = {}): FakeAction {
  const calls: JsonObject[] = [];
  const action = createTemplateAction({
    id,
    supportsDryRun: true,
    schema: {
      input: z => z.object({}).passthrough(),
      output: z => z.object({}).passthrough(),
    },
    async handler(ctx) {
      calls.push(ctx.input as JsonObject);
      for (const [name, value] of Object.entries(outputs)) {
        (ctx.output as (key: string, value: unknown) => void)(name, value);
      }
    },
  });
  return { action, calls };
}
