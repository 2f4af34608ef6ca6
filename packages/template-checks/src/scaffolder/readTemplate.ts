import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { load } from 'js-yaml';

/** A template as the scaffolder's dry run takes it. */
export interface TemplateSource {
  template: Record<string, unknown>;
  directoryContents: { path: string; base64Content: string }[];
}

// The templates are found beside the sources only.
// eslint-disable-next-line no-restricted-syntax
const REPOSITORY = resolve(__dirname, '../../../..');

/** Folder with the templates of this repository. */
export const TEMPLATES = join(REPOSITORY, 'templates');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

/** Reads a template and the files beside it. */
export function readTemplate(file: string): TemplateSource {
  const folder = dirname(file);
  return {
    template: load(readFileSync(file, 'utf8')) as Record<string, unknown>,
    directoryContents: filesBelow(folder).map(path => ({
      path: relative(folder, path),
      base64Content: readFileSync(path).toString('base64'),
    })),
  };
}
