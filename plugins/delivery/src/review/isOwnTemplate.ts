import type { Entity } from '@backstage/catalog-model';

const OWN = /^(delivery|contracts):|^git:publish$/;

/** Whether a template has steps that say beforehand what they would commit. */
export function isOwnTemplate({ spec }: Entity): boolean {
  const steps = Array.isArray(spec?.steps) ? spec.steps : [];
  return steps.some(step => {
    const { action } = (step ?? {}) as { action?: unknown };
    return typeof action === 'string' && OWN.test(action);
  });
}
