import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ChangedFile,
  ChangePlan,
} from '@slipway/backstage-plugin-delivery-common';

const SIGNS = { added: '+', changed: '~', removed: '-' };
const MOST = 200;

function linesOf(text: string | undefined): number {
  return text ? text.replace(/\n$/, '').split('\n').length : 0;
}

function say({ path, status, before, after }: ChangedFile): string {
  const lines = linesOf(status === 'removed' ? before : after);
  const count = lines === 1 ? '1 line' : `${lines} lines`;
  return `${SIGNS[status]} ${path} (${status}, ${count})`;
}

/** Says, file by file, what a change would do. */
export function sayPlan(
  logger: Pick<LoggerService, 'info'>,
  { files, head, repository }: ChangePlan,
) {
  if (!files.length) {
    logger.info(`${repository} is as wished already; nothing has to change.`);
    return;
  }
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  logger.info(
    `On top of ${head.slice(0, 7)} of ${repository}, ${count} will differ:`,
  );
  for (const file of files.slice(0, MOST)) logger.info(say(file));
  if (files.length > MOST) {
    logger.info(`and ${files.length - MOST} more.`);
  }
}
