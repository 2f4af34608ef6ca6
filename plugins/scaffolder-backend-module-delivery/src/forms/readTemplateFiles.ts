import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** A file beside a template. */
export interface TemplateFile {
  path: string;
  base64Content: string;
}

/** The scaffolder takes no more than 10 MB, of which base64 makes a third more. */
const MOST_BYTES = 7_000_000;

function tooLarge(ref: string): never {
  throw new InputError(
    `The folder of ${ref} is larger than ${MOST_BYTES / 1_000_000} MB, so that it cannot be tried beforehand.`,
  );
}

async function readFolderOfMachine(root: string, ref: string) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files: TemplateFile[] = [];
  let bytes = 0;
  for (const entry of entries) {
    // What a link leads to may lie outside of the folder.
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    bytes += (await stat(file)).size;
    if (bytes > MOST_BYTES) tooLarge(ref);
    files.push({
      path: relative(root, file).split(sep).join('/'),
      base64Content: (await readFile(file)).toString('base64'),
    });
  }
  return files;
}

async function readFolderOfUrl(
  reader: UrlReaderService,
  url: string,
  ref: string,
) {
  const tree = await reader.readTree(url);
  const files: TemplateFile[] = [];
  let bytes = 0;
  for (const { path, content } of await tree.files()) {
    const buffer = await content();
    bytes += buffer.length;
    if (bytes > MOST_BYTES) tooLarge(ref);
    files.push({ path, base64Content: buffer.toString('base64') });
  }
  return files;
}

/**
 * The files of the folder that a template lies in, which its steps may read.
 *
 * @throws InputError when it is not known where that is, or there is too much
 */
export async function readTemplateFiles(
  template: Entity,
  reader: UrlReaderService,
): Promise<TemplateFile[]> {
  const { annotations = {}, name } = template.metadata;
  const ref =
    annotations[ANNOTATION_SOURCE_LOCATION] ?? annotations[ANNOTATION_LOCATION];
  if (!ref) {
    throw new InputError(
      `It is not known where the template ${name} comes from.`,
    );
  }
  const { type, target } = parseLocationRef(ref);
  if (type === 'file') {
    const path = target.startsWith('file://') ? fileURLToPath(target) : target;
    const isFile = (await stat(path)).isFile();
    return readFolderOfMachine(isFile ? join(path, '..') : path, name);
  }
  if (type !== 'url') {
    throw new InputError(
      `The template ${name} comes from a ${type}, which cannot be read again.`,
    );
  }
  // An address of a host may carry the path in its query; then it is no folder.
  return readFolderOfUrl(reader, new URL('.', target).href, name);
}
