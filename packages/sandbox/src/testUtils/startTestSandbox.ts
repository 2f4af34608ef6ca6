import { mkdtemp, rm, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KubernetesTestClient } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { startSandbox, type SandboxOptions } from '../startSandbox';
import { git } from '../story/git';

/** Fast enough for a test, slow enough to be seen. */
const SPEED = 40;
/** The story's own minute. */
export const NOW = new Date('2026-11-19T13:07:00Z');

/** A sandbox in a folder of its own, with a hand to change what Git says. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'slipway-sandbox-'));
  const sandbox = await startSandbox({
    directory,
    now: NOW,
    speed: SPEED,
    silentAfterMs: 300_000,
    prometheus: false,
    ...options,
  });
  const { env } = sandbox;
  const clone = join(directory, 'clone');
  await git(['clone', '--quiet', env.SANDBOX_GITOPS_URL, clone]);
  const clientOf = (variable: string) =>
    new KubernetesTestClient({
      url: env[`SANDBOX_CLUSTER_${variable}_URL`],
      token: env.SANDBOX_CLUSTER_TOKEN,
    });
  return {
    directory,
    env,
    repository: fileURLToPath(env.SANDBOX_GITOPS_URL),
    clientOf,
    application: async (variable: string, name: string) => {
      const path = `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${name}`;
      return (await clientOf(variable).call(path)).body;
    },
    ...handsOn(clone),
    stop: async () => {
      await sandbox.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function handsOn(clone: string) {
  return {
    /** Commits a change of files and pushes it; returns the commit. */
    push: async (changes: Record<string, (text: string) => string>) => {
      for (const [name, change] of Object.entries(changes)) {
        const path = join(clone, name);
        const text = await readFile(path, 'utf8').catch(() => '');
        await writeFile(path, change(text));
      }
      return commitAndPush(clone, ['commit', '--quiet', '-am', 'A change']);
    },
    /** Removes a folder in a commit and pushes it. */
    removeFolder: async (folder: string) => {
      await git(['rm', '-r', '--quiet', folder], { cwd: clone });
      return commitAndPush(clone, ['commit', '--quiet', '-m', 'A removal']);
    },
  };
}

async function commitAndPush(clone: string, commit: string[]): Promise<string> {
  const person = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@retail.example',
  ];
  await git([...person, ...commit], { cwd: clone });
  await git(['push', '--quiet', 'origin', 'main'], { cwd: clone });
  return (await git(['rev-parse', 'HEAD'], { cwd: clone })).trim();
}

/** Writes another version over the one that a values file has. */
export function version(to: string): (text: string) => string {
  return text => text.replace(/tag: ".*?"/, `tag: "${to}"`);
}
