import { ConflictError } from '@backstage/errors';
import type {
  DeploymentFiles,
  FileChange,
  FileWrite,
} from '@slipway/backstage-plugin-delivery-common';

/**
 * Texts with some lines replaced, exactly as a preflight told.
 *
 * @throws ConflictError when a line is no longer what it was
 */
export function applyLines(
  { path: folder, files }: Pick<DeploymentFiles, 'path' | 'files'>,
  changes: readonly FileChange[],
): FileWrite[] {
  return changes.map(({ path, lines }) => {
    const file = files.find(each => `${folder}/${each.path}` === path);
    const texts = file?.text?.split('\n');
    for (const { line, before, after } of lines) {
      if (texts?.[line - 1] !== before) {
        throw new ConflictError(
          `${path} was changed while it was looked at; try again.`,
        );
      }
      texts[line - 1] = after;
    }
    return { path, text: texts!.join('\n') };
  });
}
