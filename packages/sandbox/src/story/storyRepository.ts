import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { git } from './git';
import { catalogFiles } from './catalogFiles';
import { storyCommits, type StoryCommit } from './storyCommits';
import { StoryTime } from './storyTime';
import { tenantFiles } from './tenants';

const DAY_MS = 24 * 60 * 60_000;
const README = `# gitops-retail

What runs where: one folder for each service in each environment, \`dev/<service>\`,
\`qa/<service>\`, \`acc/<service>\` and \`prod/<tenant>/<service>\`.
\`catalog/\` describes the services, their APIs and who owns them, \`tenants/\` the tenants.

This repository belongs to a sandbox. Its history is invented.
`;

function personOf(author: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `${author} <${author}@retail.example> ${seconds} +0000`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function importCommit({ at, author, message, files }: StoryCommit): string {
  const person = personOf(author, at);
  return [
    'commit refs/heads/main\n',
    `author ${person}\ncommitter ${person}\n`,
    data(message),
    ...[...files].map(([path, text]) =>
      text === undefined
        ? `D ${path}\n`
        : `M 100644 inline ${path}\n${data(text)}`,
    ),
  ].join('');
}

/**
 * Writes the history of the story into a new bare repository. The same seed
 * and the same minute give the same commits.
 */
export async function createStoryRepository(options: {
  path: string;
  now: Date;
  seed: number;
}): Promise<void> {
  const { path, now, seed } = options;
  const time = new StoryTime(now);
  const more = new Map([
    ['README.md', README],
    ...tenantFiles(),
    ...[...catalogFiles(time)].map(
      ([name, text]) => [`catalog/${name}`, text] as const,
    ),
  ]);
  const commits = storyCommits(time, seed, more);
  // Made beside its place, so that a start that was cut short leaves nothing half.
  const beside = `${path}.new`;
  await rm(beside, { recursive: true, force: true });
  await git(['init', '--quiet', '--bare', '--initial-branch=main', beside]);
  await git(['fast-import', '--quiet', '--done'], {
    cwd: beside,
    input: `feature done\n${commits.map(importCommit).join('')}done\n`,
  });
  await git(['config', 'uploadpack.allowFilter', 'true'], { cwd: beside });
  await rm(path, { recursive: true, force: true });
  await rename(beside, path);
}

/**
 * Keeps a repository of an earlier start, with the rollbacks that were made in
 * it, or writes a new one.
 *
 * @returns a line for the person when the kept one is old
 */
export async function ensureStoryRepository(options: {
  path: string;
  now: Date;
  seed: number;
  reset: boolean;
}): Promise<string | undefined> {
  const { path, now, reset } = options;
  if (reset || !existsSync(path)) {
    await createStoryRepository(options);
    return undefined;
  }
  const newest = await git(['log', '-1', '--format=%ct', 'main'], {
    cwd: path,
  });
  const days = (now.getTime() - Number(newest) * 1000) / DAY_MS;
  return days > 1
    ? `The sandbox keeps its repository, whose newest commit is ${Math.floor(days)} days old. Start with --reset to move the story to today.`
    : undefined;
}
