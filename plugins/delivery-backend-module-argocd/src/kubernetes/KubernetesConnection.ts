import { readFile } from 'node:fs/promises';
import { Agent, type Dispatcher } from 'undici';

/**
 * How to reach one Kubernetes API. Files are read when they are needed, since
 * tokens of service accounts are renewed in place.
 *
 * @public
 */
export interface KubernetesConnection {
  /** Without a slash at the end. */
  url: string;
  token?: string;
  tokenFile?: string;
  /** PEM. */
  ca?: string;
  caFile?: string;
  /** PEM. */
  clientCert?: string;
  clientKey?: string;
  skipTlsVerify: boolean;
}

/** Headers that prove who asks. */
export async function authorizationOf(
  connection: KubernetesConnection,
): Promise<Record<string, string>> {
  const token = connection.tokenFile
    ? (await readFile(connection.tokenFile, 'utf8')).trim()
    : connection.token;
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** A dispatcher of this connection alone: TLS settings reach no other client. */
export async function createDispatcher(
  connection: KubernetesConnection,
  connectTimeoutMs: number,
): Promise<Dispatcher> {
  const ca = connection.caFile
    ? await readFile(connection.caFile, 'utf8')
    : connection.ca;
  return new Agent({
    connect: {
      timeout: connectTimeoutMs,
      ca,
      cert: connection.clientCert,
      key: connection.clientKey,
      rejectUnauthorized: !connection.skipTlsVerify,
    },
  });
}
