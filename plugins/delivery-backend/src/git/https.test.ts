import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { gitHttp } from '../__testUtils__/gitServers';
import { createIndexer } from '../__testUtils__/indexFixture';
import { writeCommit } from './writeCommit';

jest.setTimeout(60_000);

const FILE = 'qa/payments/values.yaml';

function opensslProblem(): string | undefined {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no openssl to make a certificate with';
  }
}

/** A certificate that nobody but its maker trusts. */
function makeCertificate(folder: string) {
  const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name));
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1'],
      ...['-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  return { key, cert };
}

describeWithEngine('https://', opensslProblem, () => {
  const credentials = { username: 'slipway', password: 'p-'.padEnd(12, 'x') };
  let git: GitFixture;
  let caFile: string;
  let url: string;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    git = GitFixture.create();
    git.commit({ files: { [FILE]: helmValues('1.0.0') } });
    git.run(['config', 'http.receivepack', 'true'], git.bare);
    const { key, cert } = makeCertificate(git.root);
    caFile = cert;
    const server = createServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      gitHttp(git.root, credentials),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/remote.git`;
    stop = () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
  });

  afterEach(async () => {
    await stop();
    git.dispose();
  });

  it('fetches and pushes with the configured certificate and a password', async () => {
    const { mirror } = await createIndexer(url, {
      credentials: { ...credentials, caFile },
    });
    const parent = (await mirror.fetch())!;
    const commit = await writeCommit(mirror, {
      parent,
      author: { name: 'oncall-1', email: 'oncall-1@example.org' },
      committer: { name: 'Slipway', email: 'slipway@example.org' },
      message: 'Change\n',
      files: [{ path: FILE, mode: '100644', text: helmValues('1.1.0') }],
      at: 1_760_000_900,
    });

    await expect(mirror.push(commit)).resolves.toBe('pushed');
    expect(git.head()).toBe(commit);
  });

  it('does not trust a certificate that nobody vouches for, and says what to do', async () => {
    const { mirror } = await createIndexer(url, { credentials });

    await expect(mirror.fetch()).rejects.toMatchObject({
      failure: 'untrusted',
      message:
        'Fetching gitops: its certificate is not accepted; name the certificates to trust as credentials.caFile of this repository in the configuration',
    });
  });

  it('does not call a file of certificates that is not there a fault of the network', async () => {
    const { mirror } = await createIndexer(url, {
      credentials: { ...credentials, caFile: join(git.root, 'nothing.pem') },
    });

    await expect(mirror.fetch()).rejects.toMatchObject({
      failure: 'untrusted',
    });
  });
});
