import { readFile } from 'node:fs/promises';
import { Agent, type Dispatcher } from 'undici';

/**
 * How to reach one server and prove who asks.
 *
 * @public
 */
export interface PrometheusConnection {
  /** Without a slash at the end, and before `/api/v1`. */
  url: string;
  username?: string;
  password?: string;
  token?: string;
  /** Read anew for each request, so that it can be renewed in place. */
  tokenFile?: string;
  /** PEM. */
  ca?: string;
  caFile?: string;
  clientCert?: string;
  clientCertFile?: string;
  clientKey?: string;
  clientKeyFile?: string;
  skipTlsVerify: boolean;
  /** Own headers; values may contain `{tenant}`, `{environment}` and `{cluster}`. */
  headers: Record<string, string>;
}

/** Headers that prove who asks. */
export async function authorizationOf(
  connection: PrometheusConnection,
): Promise<Record<string, string>> {
  const { username, password, tokenFile } = connection;
  if (username !== undefined) {
    const pair = Buffer.from(`${username}:${password ?? ''}`);
    return { authorization: `Basic ${pair.toString('base64')}` };
  }
  const token = tokenFile
    ? (await readFile(tokenFile, 'utf8')).trim()
    : connection.token;
  return token ? { authorization: `Bearer ${token}` } : {};
}

async function pem(text: string | undefined, file: string | undefined) {
  return file ? readFile(file, 'utf8') : text;
}

/** A dispatcher of this connection alone: TLS settings reach no other client. */
export async function createDispatcher(
  connection: PrometheusConnection,
  timeoutMs: number,
): Promise<Dispatcher> {
  const { ca, caFile, clientCert, clientCertFile } = connection;
  return new Agent({
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: {
      timeout: timeoutMs,
      ca: await pem(ca, caFile),
      cert: await pem(clientCert, clientCertFile),
      key: await pem(connection.clientKey, connection.clientKeyFile),
      rejectUnauthorized: !connection.skipTlsVerify,
    },
  });
}
