import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { dump } from 'js-yaml';
import { readKubeconfig } from './readKubeconfig';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('readKubeconfig', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-kubeconfig-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string) {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  function kubeconfig(user: object = { token: 't' }, cluster: object = {}) {
    return {
      'current-context': 'one',
      contexts: [
        { name: 'one', context: { cluster: 'c', user: 'u' } },
        { name: 'lost', context: { cluster: 'nowhere', user: 'u' } },
      ],
      clusters: [
        { name: 'c', cluster: { server: 'https://k8s:6443//', ...cluster } },
      ],
      users: [{ name: 'u', user }],
    };
  }

  const read = (config: unknown, context?: string) =>
    readKubeconfig(write('config', dump(config)), context);

  it('takes the current context, and the address without a slash at its end', () => {
    expect(read(kubeconfig())).toMatchObject({
      ...{ url: 'https://k8s:6443', token: 't', skipTlsVerify: false },
    });
  });

  it('reads certificates from the file itself', () => {
    const found = read(
      kubeconfig(
        {
          'client-certificate-data': base64('CERT'),
          'client-key-data': base64('KEY'),
        },
        { 'certificate-authority-data': base64('CA') },
      ),
    );
    expect(found).toMatchObject({
      ...{ ca: 'CA', clientCert: 'CERT', clientKey: 'KEY' },
    });
  });

  it('reads certificates and the token from files beside it', () => {
    for (const name of ['ca.pem', 'cert.pem', 'key.pem']) {
      write(name, name);
    }
    const found = read(
      kubeconfig(
        {
          ...{ 'client-certificate': 'cert.pem', 'client-key': 'key.pem' },
          tokenFile: 'token',
        },
        { 'certificate-authority': 'ca.pem' },
      ),
    );
    expect(found).toMatchObject({
      ...{ ca: 'ca.pem', clientCert: 'cert.pem', clientKey: 'key.pem' },
      // It is renewed in place, so it is read when it is needed.
      tokenFile: join(folder, 'token'),
    });
  });

  it('leaves TLS unchecked only where the file says so', () => {
    const cluster = { 'insecure-skip-tls-verify': true };
    expect(read(kubeconfig({}, cluster)).skipTlsVerify).toBe(true);
  });

  it('refuses a user who signs in by a program, and says what to do', () => {
    const exec = { command: 'aws' };
    expect(() => read(kubeconfig({ exec }))).toThrow(
      /User u in .* signs in by a program.*Configure a token instead\.$/,
    );
    expect(read(kubeconfig({ exec, token: 't' })).token).toBe('t');
  });

  it.each([
    ['a context', 'two', /has no context two\. It has: one, lost\./],
    ['a cluster', 'lost', /has no cluster nowhere\. It has: c\./],
  ])('names %s that is not there, and those that are', (_, name, message) => {
    expect(() => read(kubeconfig(), name)).toThrow(message);
  });

  it.each([
    ['no object', 'just text', /is not a kubeconfig file/],
    ['no clusters', { contexts: [], users: [] }, /clusters is missing/],
    [
      'no context at all',
      { contexts: [], clusters: [], users: [] },
      /has no context by default\. It has: none\./,
    ],
  ])('refuses a file with %s', (_, config, message) => {
    expect(() => read(config)).toThrow(InputError);
    expect(() => read(config)).toThrow(message);
  });

  it('names a file that is not there or is no YAML', () => {
    const missing = join(folder, 'none');
    expect(() => readKubeconfig(missing)).toThrow(InputError);
    expect(() => readKubeconfig(missing)).toThrow(`${missing} cannot be read`);
    const broken = write('broken', 'a: [');
    expect(() => readKubeconfig(broken)).toThrow(InputError);
  });
});
