import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { FileWrite } from '@slipway/backstage-plugin-delivery-common';
import type { StepContext, Zod } from '../actions/types';

/** A file that an input holds. */
export interface InlineFile {
  path: string;
  text: string;
}

/** Inputs that say what a folder shall hold. */
export const sourceInput = {
  sourcePath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Folder of the workspace whose files are taken'),
  files: (z: Zod) =>
    z
      .array(z.object({ path: z.string().min(1), text: z.string() }))
      .optional()
      .describe('Files by path and text; they win over those of sourcePath'),
};

const MAX_FILES = 2_000;
const MAX_BYTES = 1024 * 1024;
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function readText(file: string, shown: string): Promise<string> {
  const { size } = await lstat(file);
  if (size > MAX_BYTES) {
    throw new InputError(`${shown} is larger than 1 MiB; no manifest is.`);
  }
  const bytes = await readFile(file);
  try {
    if (bytes.includes(0)) throw new Error('It is binary');
    return UTF_8.decode(bytes);
  } catch {
    throw new InputError(`${shown} is no text in UTF-8; leave it out.`);
  }
}

/**
 * The text files below a folder of the workspace.
 *
 * @throws InputError for a link, for what is no text, and for too many
 */
export async function readFolder(
  workspace: string,
  folder: string,
  /** Names alone, for files that may be pictures. */
  wanted: 'texts' | 'names' = 'texts',
): Promise<InlineFile[]> {
  const root = resolveSafeChildPath(workspace, folder);
  const entries = await readdir(root, {
    ...{ recursive: true, withFileTypes: true },
  }).catch(() => {
    throw new InputError(`The workspace has no folder '${folder}'.`);
  });
  const files: InlineFile[] = [];
  for (const entry of entries) {
    const path = relative(root, join(entry.parentPath, entry.name));
    const shown = path.split(sep).join('/');
    if (shown.split('/').includes('.git') || entry.isDirectory()) continue;
    if (!entry.isFile()) {
      // What a link leads to may lie outside of the workspace.
      throw new InputError(`${shown} is no plain file; leave it out.`);
    }
    const text =
      wanted === 'texts' ? await readText(join(root, path), shown) : '';
    files.push({ path: shown, text });
    if (files.length > MAX_FILES) {
      throw new InputError(`'${folder}' holds more than ${MAX_FILES} files.`);
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One text file of the workspace. @throws InputError */
export async function readWorkspaceFile(
  workspace: string,
  path: string,
): Promise<string> {
  const file = resolveSafeChildPath(workspace, path);
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile()) {
    throw new InputError(`The workspace has no file '${path}'.`);
  }
  return readText(file, path);
}

/** Files of a folder of the workspace and those of an input, each path once. */
export async function readSources(
  { workspacePath }: Pick<StepContext, 'workspacePath'>,
  input: { sourcePath?: string; files?: InlineFile[] },
): Promise<InlineFile[]> {
  const { sourcePath, files: inline = [] } = input;
  const found = sourcePath ? await readFolder(workspacePath, sourcePath) : [];
  const own = new Set(inline.map(({ path }) => path));
  return [...found.filter(({ path }) => !own.has(path)), ...inline];
}

/** The same files below a folder of the repository. */
export function below(
  folder: string,
  files: readonly InlineFile[],
): FileWrite[] {
  return files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}
