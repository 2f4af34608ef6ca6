import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../story/git';
import { StoryTime } from '../story/storyTime';
import { sourceReleases, type SourceRelease } from './sourceReleases';

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function importRelease({ tag, at, files }: SourceRelease): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const person = `ci-bot <ci-bot@retail.example> ${seconds} +0000`;
  return [
    'commit refs/heads/main\n',
    `author ${person}\ncommitter ${person}\n`,
    data(`Release ${tag}`),
    ...[...files].map(
      ([path, text]) => `M 100644 inline ${path}\n${data(text)}`,
    ),
    `reset refs/tags/${tag}\nfrom refs/heads/main\n\n`,
  ].join('');
}

/**
 * Writes the sources of the invented company into a bare repository: a tag for
 * each release, with its contracts and with what it needs. One of an earlier
 * start is kept.
 *
 * @returns the moment at which the kept story is told
 */
export async function ensureSourceRepository(options: {
  path: string;
  now: Date;
  reset: boolean;
}): Promise<Date> {
  const { path, now, reset } = options;
  const note = join(path, 'told-at');
  if (!reset && existsSync(note)) {
    return new Date(await readFile(note, 'utf8'));
  }
  const beside = `${path}.new`;
  await rm(beside, { recursive: true, force: true });
  await git(['init', '--quiet', '--bare', '--initial-branch=main', beside]);
  const releases = sourceReleases(new StoryTime(now)).map(importRelease);
  await git(['fast-import', '--quiet', '--done'], {
    cwd: beside,
    input: `feature done\n${releases.join('')}done\n`,
  });
  await writeFile(join(beside, 'told-at'), now.toISOString());
  await rm(path, { recursive: true, force: true });
  await rename(beside, path);
  return now;
}
