import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeConnection } from './connection';
import { startForge } from './forge/startForge';
import { startPrometheus } from './prometheus/startPrometheus';
import { Landscape } from './reconcile/Landscape';
import { ensureSourceRepository } from './contracts/sourceRepository';
import { writeSealingCertificate } from './sealing/writeSealingCertificate';
import { ServiceServer } from './services/ServiceServer';
import { catalogFiles } from './story/catalogFiles';
import { ensureStoryRepository } from './story/storyRepository';
import { StoryTime } from './story/storyTime';

/** @public */
export interface SandboxOptions {
  /** Everything that the sandbox keeps lies here. */
  directory: string;
  /** When the story is told; this minute when absent. */
  now?: Date;
  seed?: number;
  /** How many times faster than usual pods start; 1 when absent. */
  speed?: number;
  /** How long after its first list the cluster dev-1 falls silent; 60 seconds when absent. */
  silentAfterMs?: number;
  /** Writes the repository anew, with all rollbacks gone. */
  reset?: boolean;
  /** Address of the portal's backend. */
  url?: string;
  /** Whether to measure health, where the machine has a Prometheus; yes when absent. */
  prometheus?: boolean;
  /** Told what a person should know; nothing when absent. */
  say?: (line: string) => void;
}

/** @public */
export interface Sandbox {
  /** What the portal's configuration refers to. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

const SEED = 20_261_119;
const PACE = { podMs: 3_000, syncMs: 900, deadlineMs: 15_000 };
const POLL_MS = 1_000;
const FASTEST_POLL_MS = 50;
const SILENT_AFTER_MS = 60_000;
const BACKEND_URL = 'http://localhost:7007';

/**
 * Starts the sandbox: a repository with a history, clusters that run what it
 * says, and services that answer.
 *
 * @public
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  const repository = await writeRepository(directory, options);
  const gitops = pathToFileURL(repository).href;
  const sources = await writeSources(directory, options);
  const catalog = await writeCatalog(directory, sources.now);
  const sealing = await writeSealingCertificate(directory);
  const url = options.url ?? BACKEND_URL;
  const forge = await startForge(directory, options);
  const connection = await writeConnection(directory, {
    ...{ url, gitops, forge: forge.url },
  });
  const token = randomBytes(32).toString('base64url');
  const now = clockFrom(options.now);
  const landscape = landscapeOf(options, { repository, token, now });
  await landscape.start();
  const services = new ServiceServer({
    reconcilers: landscape.reconcilers,
    now,
  });
  await services.start();
  const prometheus =
    options.prometheus === false
      ? undefined
      : await startPrometheus({
          ...{ directory, repository, now: now(), say: options.say },
          ...{ servicesUrl: services.url, env: process.env },
        });
  return {
    env: {
      SANDBOX_GITOPS_URL: gitops,
      SANDBOX_SOURCES_URL: sources.url,
      SANDBOX_TOKEN: connection.token,
      SANDBOX_CATALOG_DIR: catalog,
      SANDBOX_SEALING_CERTIFICATE: sealing,
      SANDBOX_CLUSTER_TOKEN: token,
      SANDBOX_SERVICES_URL: services.url,
      SANDBOX_FORGE_URL: forge.url,
      SANDBOX_FORGE_HOST: new URL(forge.url).host,
      ...(prometheus && { SANDBOX_PROMETHEUS_URL: prometheus.url }),
      ...clusterVariables(landscape),
    },
    stop: async () => {
      await prometheus?.stop();
      await forge.stop();
      await services.stop();
      await landscape.stop();
    },
  };
}

async function writeRepository(
  directory: string,
  options: SandboxOptions,
): Promise<string> {
  const path = join(directory, 'gitops-retail.git');
  const hint = await ensureStoryRepository({
    path,
    now: options.now ?? new Date(),
    seed: options.seed ?? SEED,
    reset: options.reset ?? false,
  });
  if (hint) {
    options.say?.(hint);
  }
  return path;
}

/** The sources and the catalog tell of the same moment, also at a later start. */
async function writeSources(
  directory: string,
  { now = new Date(), reset = false }: SandboxOptions,
): Promise<{ url: string; now: Date }> {
  const path = join(directory, 'sources.git');
  const told = await ensureSourceRepository({ path, now, reset });
  return { url: pathToFileURL(path).href, now: told };
}

function landscapeOf(
  { speed = 1, silentAfterMs, say }: SandboxOptions,
  parts: { repository: string; token: string; now: () => Date },
): Landscape {
  return new Landscape({
    ...parts,
    repoUrl: pathToFileURL(parts.repository).href,
    pace: paceAt(speed),
    pollMs: Math.max(FASTEST_POLL_MS, POLL_MS / speed),
    silentAfterMs: silentAfterMs ?? SILENT_AFTER_MS,
    onError: error => say?.(`The sandbox could not look at Git: ${error}`),
  });
}

function paceAt(speed: number): typeof PACE {
  return {
    podMs: PACE.podMs / speed,
    syncMs: PACE.syncMs / speed,
    deadlineMs: PACE.deadlineMs / speed,
  };
}

/** A clock that begins at the moment of the story and goes on from there. */
function clockFrom(start: Date | undefined): () => Date {
  const offset = start ? start.getTime() - Date.now() : 0;
  return () => new Date(Date.now() + offset);
}

/** `SANDBOX_CLUSTER_EU1_URL` and so on. */
function clusterVariables(landscape: Landscape): Record<string, string> {
  return Object.fromEntries(
    [...landscape.urls()].map(([name, url]) => [
      `SANDBOX_CLUSTER_${name.replace(/-/g, '').toUpperCase()}_URL`,
      url,
    ]),
  );
}

async function writeCatalog(directory: string, now: Date): Promise<string> {
  const folder = join(directory, 'catalog');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of catalogFiles(new StoryTime(now))) {
    await writeFile(join(folder, name), text);
  }
  return folder;
}
