import type { CheckResult } from '@slipway/backstage-plugin-delivery-common';

const WORDS: Readonly<Record<CheckResult['status'], string>> = {
  ok: 'Nothing was in the way.',
  warn: 'There was something to know of, which names what you may not see.',
  block: 'Something was in the way, which names what you may not see.',
  unknown: 'It could not tell; its words name what you may not see.',
};

/** Checks are kept as who asked saw them; others see the words of those that name nothing hidden. */
export function visibleChecks(
  checks: readonly CheckResult[],
  readable: ReadonlySet<string>,
): CheckResult[] {
  return checks.map(({ about = [], ...check }) => {
    if (about.every(ref => readable.has(ref))) return check;
    const { title, status, tookMs } = check;
    // An id may hold a name as well.
    const [id] = check.id.split(':');
    return { id, title, status, message: WORDS[status], tookMs };
  });
}
