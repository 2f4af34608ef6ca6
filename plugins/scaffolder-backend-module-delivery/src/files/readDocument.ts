import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { readWorkspaceFile } from './readSources';

/** One file as its text; several by their paths. @throws InputError */
export async function readDocument(
  workspace: string,
  files: readonly string[],
): Promise<ContractDocument> {
  const texts = await Promise.all(
    files.map(async path => [path, await readWorkspaceFile(workspace, path)]),
  );
  return texts.length === 1
    ? texts[0][1]
    : (Object.fromEntries(texts) as Record<string, string>);
}
