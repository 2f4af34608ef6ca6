import { posix } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { ChangeRequest } from '@slipway/backstage-plugin-delivery-common';
import type { PlannedFiles, PlanOptions } from './planChange';

/**
 * What is touched must be as it was at the commit that the person looked at.
 *
 * @throws ConflictError that names who changed what
 * @throws InputError when it is not said what was looked at
 */
export async function assertUntouched(
  { base }: ChangeRequest,
  plan: PlannedFiles,
  { mirror, head, matcher }: PlanOptions,
): Promise<void> {
  if (!plan.edits.length || base === head) return;
  if (!base) {
    if (!plan.overwrites) return;
    throw new InputError(
      'The change overwrites or removes files that are there; send the commit that was looked at as base.',
    );
  }
  if (!(await mirror.isAncestor(base, head))) {
    throw new ConflictError(
      `The history was rewritten since ${base.slice(0, 7)} was looked at; look again and decide anew.`,
    );
  }
  const paths = new Set([
    ...plan.touched,
    // Beside a deployment stands what belongs to it, elsewhere each file is for itself.
    ...plan.edits.map(({ path }) =>
      matcher.placeOfFile(path) ? posix.dirname(path) : path,
    ),
  ]);
  for await (const commit of mirror.log([`${base}..${head}`], {
    paths: [...paths],
  })) {
    throw new ConflictError(
      `${commit.author.name} changed it first: ${commit.sha.slice(0, 7)} “${commit.subject}”. Look at the new state and decide again.`,
    );
  }
}
