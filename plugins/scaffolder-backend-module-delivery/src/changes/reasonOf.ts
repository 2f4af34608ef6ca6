import type { StepContext } from '../actions/types';

/** Why a change is made, when nobody said it: the template that it is part of. */
export function reasonOf(
  { templateInfo, task }: Pick<StepContext, 'templateInfo' | 'task'>,
  said: string | undefined,
): string {
  const template = templateInfo?.entityRef ?? 'a template';
  return said?.trim() || `Asked for by ${template}, task ${task.id}.`;
}
