import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import {
  describeWithEngine,
  findProgram,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import {
  authorizationOf,
  createDispatcher,
  type PrometheusConnection,
} from './Connection';
import { HttpClient } from './HttpClient';

const missingOpenssl = () =>
  findProgram('openssl') ? undefined : 'there is no openssl: install openssl';

describe('authorizationOf', () => {
  const plain = { url: 'http://a', skipTlsVerify: false, headers: {} };
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-token-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is empty when nobody need sign in', async () => {
    expect(await authorizationOf(plain)).toEqual({});
  });

  it('lets a user have no password', async () => {
    expect(await authorizationOf({ ...plain, username: 'u' })).toEqual({
      authorization: `Basic ${Buffer.from('u:').toString('base64')}`,
    });
  });

  it('reads a token anew each time, since it is renewed in place', async () => {
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'first\n');
    const first = await authorizationOf({ ...plain, tokenFile });
    writeFileSync(tokenFile, 'second\n');

    expect([first, await authorizationOf({ ...plain, tokenFile })]).toEqual([
      { authorization: 'Bearer first' },
      { authorization: 'Bearer second' },
    ]);
  });
});

describeWithEngine('a server with certificates', missingOpenssl, () => {
  let folder: string;
  let server: Server;
  let url: string;
  const file = (name: string) => join(folder, name);

  /** A certificate of its own, or one that the first has signed. */
  function certify(name: string, authority?: string) {
    const subject = ['-subj', `/CN=${name}`, '-nodes', '-days', '2'];
    const key = ['-newkey', 'rsa:2048', '-keyout', file(`${name}.key`)];
    const signed = authority
      ? ['-CA', file(`${authority}.crt`), '-CAkey', file(`${authority}.key`)]
      : [];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', ...key, '-out', file(`${name}.crt`), ...subject],
        ...['-addext', 'subjectAltName=IP:127.0.0.1', ...signed],
      ],
      { stdio: 'ignore' },
    );
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-tls-'));
    certify('server');
    certify('client');
    server = createServer(
      {
        key: readFileSync(file('server.key')),
        cert: readFileSync(file('server.crt')),
        ca: readFileSync(file('client.crt')),
        ...{ requestCert: true, rejectUnauthorized: false },
      },
      (request, response) => {
        const { authorized } = request.socket as TLSSocket;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ authorized }));
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(connection: Partial<PrometheusConnection>) {
    const client = HttpClient.create({
      ...{ title: 'P', timeoutMs: 5_000, maxAnswerBytes: 1_000 },
      connection: { url, skipTlsVerify: false, headers: {}, ...connection },
    });
    try {
      return (await client.ask({ path: '/' })).body;
    } finally {
      await client.close();
    }
  }

  it('is not trusted without its authority, and says so', async () => {
    await expect(ask({})).rejects.toThrow(
      /^P cannot be trusted: its TLS certificate is not accepted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. Configure its certificate authority\.$/,
    );
  });

  it('is trusted by its authority, from a file or as text', async () => {
    const ca = readFileSync(file('server.crt'), 'utf8');

    expect(await ask({ ca })).toEqual({ authorized: false });
    expect(await ask({ caFile: file('server.crt') })).toEqual({
      authorized: false,
    });
  });

  it('sees who asks by the certificate of the portal', async () => {
    expect(
      await ask({
        caFile: file('server.crt'),
        clientCertFile: file('client.crt'),
        clientKeyFile: file('client.key'),
      }),
    ).toEqual({ authorized: true });
  });

  it('may be trusted whatever it shows, and then no other client does', async () => {
    expect(await ask({ skipTlsVerify: true })).toEqual({ authorized: false });
    await expect(ask({})).rejects.toThrow(/cannot be trusted/);
  });

  it('says that a certificate is not where it should be, and asks again later', async () => {
    const caFile = file('late.crt');
    const client = HttpClient.create({
      ...{ title: 'P', timeoutMs: 5_000, maxAnswerBytes: 1_000 },
      connection: { url, caFile, skipTlsVerify: false, headers: {} },
    });
    await expect(client.ask({ path: '/' })).rejects.toThrow(
      'The credentials for P cannot be read (ENOENT).',
    );
    writeFileSync(caFile, readFileSync(file('server.crt')));

    expect((await client.ask({ path: '/' })).status).toBe(200);
    await client.close();
  });

  it('keeps TLS settings to one dispatcher', async () => {
    const trusting = await createDispatcher(
      { url, skipTlsVerify: true, headers: {} },
      5_000,
    );

    expect(process.env.NODE_TLS_REJECT_UNAUTHORIZED).toBeUndefined();
    await trusting.close();
  });
});
