import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readArgoCdConfig } from './readArgoCdConfig';

const PEM = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
const BASE64 = Buffer.from(PEM).toString('base64');

function read(...clusters: object[]) {
  return readArgoCdConfig(
    new ConfigReader({ delivery: { argocd: { clusters } } }),
  );
}

describe('readArgoCdConfig', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-argocd-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function kubeconfig(user: object) {
    const path = join(folder, 'config.yaml');
    writeFileSync(
      path,
      JSON.stringify({
        'current-context': 'prod',
        contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
        clusters: [
          {
            name: 'c',
            cluster: {
              server: 'https://10.0.0.1:6443/',
              'certificate-authority-data': BASE64,
            },
          },
        ],
        users: [{ name: 'u', user }],
      }),
    );
    return path;
  }

  it('is empty when nothing is configured', () => {
    expect(readArgoCdConfig(new ConfigReader({}))).toEqual([]);
  });

  it('fills in what is not said', () => {
    const [cluster] = read({
      name: 'eu-1',
      url: 'https://10.0.0.1/',
      token: 't',
    });

    expect(cluster).toMatchObject({
      name: 'eu-1',
      title: 'Argo CD eu-1',
      connection: { url: 'https://10.0.0.1', token: 't', skipTlsVerify: false },
      clusterNames: {},
      simulated: false,
      requestTimeoutMs: 15_000,
      reconcileIntervalMs: 1_800_000,
    });
    expect(cluster.namespaces).toBeUndefined();
  });

  it('reads what is said', () => {
    const [cluster] = read({
      name: 'eu-1',
      title: 'Europe',
      url: 'https://10.0.0.1',
      caData: BASE64,
      skipTlsVerify: true,
      namespaces: ['argocd', 'argocd', 'team'],
      argocdUrl: 'https://argocd.example.org/',
      clusterNames: { 'https://kubernetes.default.svc': 'eu-1' },
      simulated: true,
      requestTimeout: { seconds: 3 },
      reconcileInterval: '5m',
    });

    expect(cluster).toMatchObject({
      title: 'Europe',
      connection: { ca: PEM, skipTlsVerify: true },
      namespaces: ['argocd', 'team'],
      argocdUrl: 'https://argocd.example.org',
      clusterNames: { 'https://kubernetes.default.svc': 'eu-1' },
      simulated: true,
      requestTimeoutMs: 3_000,
      reconcileIntervalMs: 300_000,
    });
  });

  it('takes certificates as PEM too', () => {
    const [cluster] = read({ name: 'a', url: 'https://a', caData: PEM });

    expect(cluster.connection.ca).toBe(PEM);
  });

  it.each<[string, object[], RegExp]>([
    [
      'two clusters of one name',
      [
        { name: 'a', url: 'https://a' },
        { name: 'a', url: 'https://b' },
      ],
      /two clusters named a/,
    ],
    [
      'no address',
      [{ name: 'a' }],
      /exactly one of url, kubeconfig and inCluster/,
    ],
    [
      'two addresses',
      [{ name: 'a', url: 'https://a', inCluster: true }],
      /exactly one of/,
    ],
    [
      'an address that is none',
      [{ name: 'a', url: 'ftp://a' }],
      /http or https/,
    ],
    [
      'an empty list of namespaces',
      [{ name: 'a', url: 'https://a', namespaces: [] }],
      /leave it out to observe all/,
    ],
    [
      'a pod that is none',
      [{ name: 'a', inCluster: true }],
      /does not run in a pod/,
    ],
  ])('refuses %s, in words', (_, clusters, words) => {
    expect(() => read(...clusters)).toThrow(words);
  });

  it('reads the current context of a kubeconfig', () => {
    const path = kubeconfig({
      'client-certificate-data': BASE64,
      'client-key-data': BASE64,
    });
    const [{ connection }] = read({ name: 'a', kubeconfig: path });

    expect(connection).toEqual({
      url: 'https://10.0.0.1:6443',
      ca: PEM,
      clientCert: PEM,
      clientKey: PEM,
      token: undefined,
      tokenFile: undefined,
      skipTlsVerify: false,
    });
  });

  it.each<[string, object, object, RegExp]>([
    [
      'a context that is not there',
      {},
      { context: 'other' },
      /no context other\. It has: prod/,
    ],
    [
      'a user who signs in by a program',
      { exec: {} },
      {},
      /Configure a token instead/,
    ],
  ])('refuses a kubeconfig with %s', (_, user, more, words) => {
    const path = kubeconfig(user);

    expect(() => read({ name: 'a', kubeconfig: path, ...more })).toThrow(words);
  });

  it('refuses a file that is no kubeconfig', () => {
    const path = join(folder, 'other.yaml');
    writeFileSync(path, 'kind: Config\n');

    expect(() => read({ name: 'a', kubeconfig: path })).toThrow(
      /is not a kubeconfig file: contexts is missing/,
    );
  });
});
