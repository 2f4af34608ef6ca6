import { mkdir } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { GitError } from '@slipway/backstage-plugin-git-node';
import type { PreviewCheck } from '@slipway/backstage-plugin-delivery-common';
import { changeOutputs, digestOf } from '../changes/applyChange';
import { readFolder, readWorkspaceFile } from '../files/readSources';
import { authorOf } from '../git/authorOf';
import { FolderPublisher } from '../git/publishFolder';
import { readRemote } from '../git/readRemote';
import { gitPublishExamples } from './gitPublish.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const publishInput = {
  remoteUrl: (z: Zod) =>
    z
      .string()
      .min(1)
      .describe('Address of the remote: https://…, ssh://… or git@host:path'),
  branch: (z: Zod) => z.string().optional().describe('main by default'),
  message: (z: Zod) =>
    z.string().max(2_000).optional().describe('Message of the commit'),
  directory: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Folder of the workspace; all of it by default'),
  allowNonEmpty: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe('Go on top of commits that are there; their other files stay'),
};

type Check = Pick<PreviewCheck, 'status' | 'message'>;

/** A remote that does not answer is no reason to show nothing of a plan. */
async function checkRemote(
  publisher: FolderPublisher,
  allowNonEmpty: boolean,
): Promise<Check> {
  try {
    const { isEmpty } = await publisher.state();
    if (isEmpty) return { status: 'ok', message: 'The remote is empty.' };
    const message = 'The remote has commits already.';
    return { status: allowNonEmpty ? 'ok' : 'warn', message };
  } catch (error) {
    const isAbsent = error instanceof GitError && error.failure === 'not-found';
    const message = isAbsent
      ? 'The remote has no such repository yet, or does not show it; it must be there, or be made by the push.'
      : (error as Error).message;
    return { status: 'unknown', message };
  }
}

/** Says what would be pushed, and gives the texts of what is text. */
async function planPush(
  ctx: StepContext,
  directory: string,
  files: readonly { path: string }[],
) {
  ctx.logger.info(`${files.length} files would be pushed:`);
  for (const { path } of files.slice(0, 200)) ctx.logger.info(`+ ${path}`);
  return Promise.all(
    files.map(async ({ path }) => {
      const after = await readWorkspaceFile(
        ctx.workspacePath,
        `${directory}/${path}`,
      ).catch(() => undefined);
      return {
        ...{ path, status: 'added' as const },
        ...(after !== undefined && { after }),
      };
    }),
  );
}

/** Pushes the workspace to a new branch of any git remote. */
export function createGitPublishAction({
  config,
}: Pick<ActionDependencies, 'config'>) {
  return createTemplateAction({
    id: 'git:publish',
    description:
      'Pushes a folder of the workspace as the first commit of any git remote, by the person who runs the template',
    examples: gitPublishExamples,
    supportsDryRun: true,
    schema: {
      input: publishInput,
      output: {
        remoteUrl: z => z.string().describe('Address of the remote'),
        commit: z => z.string().optional().describe('The commit'),
        ...{ plan: changeOutputs.plan, checks: changeOutputs.checks },
      },
    },
    async handler(ctx) {
      const { remoteUrl, branch = 'main', directory = '.' } = ctx.input;
      const { message = 'Initial commit', allowNonEmpty = false } = ctx.input;
      const remote = readRemote(remoteUrl, config.git);
      const folder = resolveSafeChildPath(ctx.workspacePath, directory);
      const files = await readFolder(ctx.workspacePath, directory, 'names');
      if (!files.length) throw new InputError('The folder holds no file.');
      const temporary = await ctx.createTemporaryDirectory();
      await mkdir(temporary, { recursive: true });
      const publisher = await FolderPublisher.open({
        ...{ remote, folder, temporary, branch, message, allowNonEmpty },
        ...{ author: authorOf(ctx), signal: ctx.signal },
      });
      ctx.output('remoteUrl', remoteUrl);
      if (ctx.isDryRun) {
        const check = await checkRemote(publisher, allowNonEmpty);
        ctx.logger.info(check.message);
        ctx.output('plan', await planPush(ctx, directory, files));
        ctx.output('checks', [check]);
        return;
      }
      const commit = await ctx.checkpoint({
        key: `publish.${digestOf([remote.url, branch])}`,
        fn: async () => {
          const published = await publisher.publish();
          const short = published.commit.slice(0, 7);
          ctx.logger.info(
            published.isNew
              ? `${files.length} files are pushed to ${branch} by ${short}.`
              : `${branch} holds the same files already, by ${short}; nothing was pushed.`,
          );
          return published.commit;
        },
      });
      ctx.output('commit', commit);
    },
  });
}
