import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { KubernetesConnection } from '../kubernetes/KubernetesConnection';

const named = <K extends string, T extends z.ZodType>(key: K, schema: T) =>
  z.array(
    z.object({ name: z.string(), [key]: schema } as {
      name: z.ZodString;
    } & Record<K, T>),
  );

const Kubeconfig = z.object({
  'current-context': z.string().optional(),
  contexts: named(
    'context',
    z.object({ cluster: z.string(), user: z.string() }),
  ),
  clusters: named(
    'cluster',
    z.object({
      server: z.string(),
      'certificate-authority': z.string().optional(),
      'certificate-authority-data': z.string().optional(),
      'insecure-skip-tls-verify': z.boolean().optional(),
    }),
  ),
  users: named(
    'user',
    z.object({
      token: z.string().optional(),
      tokenFile: z.string().optional(),
      'client-certificate': z.string().optional(),
      'client-certificate-data': z.string().optional(),
      'client-key': z.string().optional(),
      'client-key-data': z.string().optional(),
      exec: z.unknown().optional(),
    }),
  ),
});

class FileOrData {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(data: string | undefined, path: string | undefined): string | undefined {
    if (data) {
      return Buffer.from(data, 'base64').toString('utf8');
    }
    return path && readFileSync(resolve(this.#folder, path), 'utf8');
  }
}

function readYaml(path: string): unknown {
  try {
    return load(readFileSync(path, 'utf8'));
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new InputError(`${path} cannot be read: ${reason}`);
  }
}

/**
 * Reads one context of a kubeconfig file.
 *
 * @throws InputError when the file, or what it says, cannot be used
 */
export function readKubeconfig(
  path: string,
  contextName?: string,
): KubernetesConnection {
  const parsed = Kubeconfig.safeParse(readYaml(path));
  if (!parsed.success) {
    throw new InputError(
      `${path} is not a kubeconfig file: ${parsed.error.issues[0].path.join('.')} is missing or has another form`,
    );
  }
  const { contexts, clusters, users } = parsed.data;
  const name = contextName ?? parsed.data['current-context'];
  const context = find(contexts, name, 'context', path).context;
  const cluster = find(clusters, context.cluster, 'cluster', path).cluster;
  const user = find(users, context.user, 'user', path).user;
  if (user.exec !== undefined && !user.token && !user['client-key-data']) {
    throw new InputError(
      `User ${context.user} in ${path} signs in by a program, which a server cannot run. Configure a token instead.`,
    );
  }
  const file = new FileOrData(dirname(path));
  return {
    url: cluster.server.replace(/\/+$/, ''),
    token: user.token,
    tokenFile: user.tokenFile && resolve(dirname(path), user.tokenFile),
    ca: file.read(
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
    ),
    clientCert: file.read(
      user['client-certificate-data'],
      user['client-certificate'],
    ),
    clientKey: file.read(user['client-key-data'], user['client-key']),
    skipTlsVerify: cluster['insecure-skip-tls-verify'] ?? false,
  };
}

function find<T extends { name: string }>(
  items: T[],
  name: string | undefined,
  what: string,
  path: string,
): T {
  const found = items.find(item => item.name === name);
  if (!found) {
    throw new InputError(
      `${path} has no ${what} ${name ?? 'by default'}. It has: ${items.map(item => item.name).join(', ') || 'none'}.`,
    );
  }
  return found;
}
