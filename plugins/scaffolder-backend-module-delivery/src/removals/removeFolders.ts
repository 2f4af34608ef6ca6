import { ConflictError } from '@backstage/errors';
import type {
  PreviewCheck,
  RemovalPreview,
  RemovalRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { ActionDependencies, StepContext } from '../actions/types';
import {
  type applyChange,
  applyPlanned,
  type PlannedChange,
} from '../changes/applyChange';
import { reasonOf } from '../changes/reasonOf';
import { assertMayGo } from './assertMayGo';
import { lossesOf } from './lossesOf';
import { previewRemoval } from './previewRemoval';

/** What is removed, and how that is called. */
export interface Removal extends RemovalRequest {
  subject: string;
  reason?: string;
  acceptConsumers?: boolean;
  /** Files that go as well, below the root of the repository. */
  files?: string[];
}

type Check = Pick<PreviewCheck, 'status' | 'message'>;

function onlyRepository({
  folders,
  ownFiles = [],
}: RemovalPreview): string | undefined {
  const all = [...folders, ...ownFiles];
  const ids = [...new Set(all.map(({ repository }) => repository))];
  if (ids.length > 1) {
    throw new ConflictError(
      `It stands in several repositories: ${ids.join(', ')}. Remove it from each, by naming the repository.`,
    );
  }
  return ids[0];
}

function checksOf(
  { consumers, hiddenConsumers, consumersProblem }: RemovalPreview,
  doubts: readonly string[],
): Check[] {
  if (doubts.length) {
    const status = consumersProblem ? 'unknown' : 'warn';
    return doubts.map(message => ({ status, message }));
  }
  return consumers.length || hiddenConsumers
    ? []
    : [{ status: 'ok', message: 'Nobody that stays is known to need it.' }];
}

/** What goes; nothing when nothing is there. */
async function planRemoval(
  ctx: StepContext,
  { delivery, contracts }: Pick<ActionDependencies, 'delivery' | 'contracts'>,
  { subject, reason, acceptConsumers = false, files = [], ...asked }: Removal,
): Promise<PlannedChange<string[]>> {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const preview = await previewRemoval({ delivery, contracts }, asked, options);
  const doubts = assertMayGo(preview, acceptConsumers);
  for (const words of doubts) ctx.logger.warn(words);
  const repository = asked.repository ?? onlyRepository(preview);
  const folders = preview.folders.map(({ path }) => path);
  const own = (preview.ownFiles ?? []).map(({ path }) => path);
  if (!repository || !(folders.length || own.length)) return { about: [] };
  return {
    about: folders,
    checks: [...checksOf(preview, doubts), ...lossesOf(preview)],
    request: {
      ...{ repository, kind: 'remove', subject },
      reason: reasonOf(ctx, reason),
      files: [...files, ...own].map(path => ({ path })),
      removeFolders: folders,
    },
  };
}

/**
 * Removes all folders of a selection in one commit, after looking who needs
 * them. Folders that are gone already are fine; a resumed task finds those
 * that it removed.
 *
 * @returns the folders that go
 */
export async function removeFolders(
  ctx: Parameters<typeof applyChange>[0]['ctx'] & StepContext,
  deps: Pick<ActionDependencies, 'delivery' | 'contracts'>,
  removal: Removal,
): Promise<string[]> {
  const { about: folders, applied } = await applyPlanned({
    ...{ ctx, delivery: deps.delivery, of: removal },
    plan: () => planRemoval(ctx, deps, removal),
  });
  if (!applied) {
    ctx.logger.info('Nothing of it is in Git; nothing changes.');
    ctx.output('paths', []);
  }
  return folders;
}
