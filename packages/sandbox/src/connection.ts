import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How programs beside the portal reach it. */
export interface Connection {
  /** Address of the portal's backend. */
  url: string;
  /** Token of a service, made at the first start. */
  token: string;
  /** The repository that owns the desired state. */
  gitops: string;
  /** Address of the forge, below which repositories are made by a push. */
  forge: string;
}

const FILE = 'connection.json';
const OWNER_ONLY = 0o600;

async function readToken(path: string): Promise<string | undefined> {
  try {
    const { token } = JSON.parse(await readFile(path, 'utf8'));
    return typeof token === 'string' && token.length >= 32 ? token : undefined;
  } catch {
    // Absent at the first start; what cannot be read is written anew.
    return undefined;
  }
}

/** Writes `connection.json`, readable by its owner alone; an earlier token stays. */
export async function writeConnection(
  directory: string,
  options: Omit<Connection, 'token'>,
): Promise<Connection> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, FILE);
  const token =
    (await readToken(path)) ?? randomBytes(32).toString('base64url');
  const { url, gitops, forge } = options;
  const connection = { url, token, gitops, forge };
  await writeFile(path, `${JSON.stringify(connection, null, 2)}\n`, {
    mode: OWNER_ONLY,
  });
  // The mode of a file that was there already is not changed by writing it.
  await chmod(path, OWNER_ONLY);
  return connection;
}
