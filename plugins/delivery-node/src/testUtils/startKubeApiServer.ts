import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubebuilderAssets, missingCorpora, readCorpus } from './corpora';
import { KubernetesTestClient } from './KubernetesTestClient';
import {
  findProgram,
  freePort,
  startProcess,
  type StartedProcess,
} from './startProcess';
import { until } from './until';

/**
 * A real Kubernetes API with its own etcd.
 *
 * @public
 */
export interface KubeApiServer {
  url: string;
  /** Of a user that may do anything. */
  token: string;
  /** Of a user that may do nothing. */
  powerlessToken: string;
  /** Certificate of the API, PEM. */
  ca: string;
  client: KubernetesTestClient;
  /** Drops the history of all objects before a version. */
  forget(resourceVersion: string): Promise<void>;
  stop(): Promise<void>;
}

/** Says what is missing to start a Kubernetes API, or undefined. @public */
export function missingKubeApiServer(): string | undefined {
  const binary = join(kubebuilderAssets(), 'kube-apiserver');
  if (!existsSync(binary)) {
    return 'there is no kube-apiserver: set KUBEBUILDER_ASSETS to its folder';
  }
  if (!etcdBinary()) {
    return 'there is no etcd: install etcd-server, or put it into KUBEBUILDER_ASSETS';
  }
  return missingCorpora();
}

const MAP_LIBRARY = 'github.com/modern-go/reflect2';

/**
 * Says why the Kubernetes API cannot hold custom resources, or undefined.
 *
 * Kubernetes walks maps by a library that Go 1.18 broke and that its release
 * 1.0.2 mended: a binary of a later Go with an earlier release ends at the
 * first custom resource that is written. Such builds name no release at all.
 *
 * @public
 */
export function missingCustomResources(): string | undefined {
  const missing = missingKubeApiServer();
  if (missing) {
    return missing;
  }
  const binary = join(kubebuilderAssets(), 'kube-apiserver');
  const { stdout } = spawnSync(binary, ['--version=raw'], { encoding: 'utf8' });
  const [, go] = /GoVersion:"go1\.(\d+)/.exec(stdout) ?? [];
  const bytes = readFileSync(binary);
  const isMended =
    !bytes.includes(MAP_LIBRARY) ||
    ['v1.0.2', 'v1.0.3'].some(release =>
      bytes.includes(`${MAP_LIBRARY}\t${release}`),
    );
  return Number(go) >= 18 && !isMended
    ? `this kube-apiserver, built with Go 1.${go}, ends when a custom resource is written`
    : undefined;
}

function etcdBinary(): string | undefined {
  const beside = join(kubebuilderAssets(), 'etcd');
  return existsSync(beside) ? beside : findProgram('etcd');
}

/**
 * Starts etcd and kube-apiserver on free ports of loopback, with the custom
 * resources of Argo CD and a namespace `argocd`.
 *
 * @public
 */
export async function startKubeApiServer(): Promise<KubeApiServer> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-kube-'));
  const started: StartedProcess[] = [];
  const stop = async () => {
    for (const process of [...started].reverse()) {
      await process.stop();
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const etcdUrl = await startEtcd(folder, started);
    const server = await startApi(folder, etcdUrl, started);
    await installArgoCd(server.client);
    const forget = (version: string) => compact(etcdUrl, version);
    return { ...server, forget, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEtcd(
  folder: string,
  started: StartedProcess[],
): Promise<string> {
  const client = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  started.push(
    startProcess(etcdBinary() ?? 'etcd', [
      '--data-dir',
      join(folder, 'etcd'),
      '--listen-client-urls',
      client,
      '--advertise-client-urls',
      client,
      '--listen-peer-urls',
      peer,
      '--initial-advertise-peer-urls',
      peer,
      '--initial-cluster',
      `default=${peer}`,
      '--unsafe-no-fsync',
    ]),
  );
  return client;
}

async function compact(etcdUrl: string, revision: string): Promise<void> {
  const response = await fetch(`${etcdUrl}/v3/kv/compaction`, {
    method: 'POST',
    body: JSON.stringify({ revision, physical: true }),
  });
  if (!response.ok) {
    throw new Error(`etcd does not compact: ${await response.text()}`);
  }
}

async function writeCredentials(folder: string) {
  const token = randomBytes(24).toString('hex');
  const powerlessToken = randomBytes(24).toString('hex');
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await writeFile(join(folder, 'sa.pub'), keys.publicKey);
  await writeFile(join(folder, 'sa.key'), keys.privateKey, { mode: 0o600 });
  await writeFile(
    join(folder, 'tokens.csv'),
    `${token},admin,1,"system:masters"\n${powerlessToken},nobody,2\n`,
    { mode: 0o600 },
  );
  return { token, powerlessToken };
}

async function startApi(
  folder: string,
  etcdUrl: string,
  started: StartedProcess[],
): Promise<Omit<KubeApiServer, 'forget' | 'stop'>> {
  const credentials = await writeCredentials(folder);
  const port = await freePort();
  const api = startProcess(
    join(kubebuilderAssets(), 'kube-apiserver'),
    argumentsOfApi(folder, etcdUrl, port),
  );
  started.push(api);
  const url = `https://127.0.0.1:${port}`;
  const ca = await until('kube-apiserver has a certificate', async () => {
    if (api.hasExited()) {
      throw new Error(`kube-apiserver ended at once:\n${api.output()}`);
    }
    return readFile(join(folder, 'certs/apiserver.crt'), 'utf8').catch(
      () => undefined,
    );
  });
  const client = new KubernetesTestClient({
    url,
    ca,
    token: credentials.token,
  });
  await until(
    'kube-apiserver is ready',
    async () => {
      const answer = await client.call('/readyz').catch(() => undefined);
      return answer?.status === 200;
    },
    { timeoutMs: 60_000 },
  );
  return { url, ca, client, ...credentials };
}

function argumentsOfApi(
  folder: string,
  etcdUrl: string,
  port: number,
): string[] {
  const options: Record<string, string> = {
    'etcd-servers': etcdUrl,
    'cert-dir': join(folder, 'certs'),
    'secure-port': String(port),
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'anonymous-auth': 'false',
    'service-account-key-file': join(folder, 'sa.pub'),
    'service-account-signing-key-file': join(folder, 'sa.key'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'token-auth-file': join(folder, 'tokens.csv'),
    'authorization-mode': 'RBAC',
    'service-cluster-ip-range': '10.96.0.0/24',
    // Without a cache, a watch of these sees what etcd has forgotten.
    'watch-cache-sizes': 'replicasets.apps#0',
    'disable-admission-plugins': 'ServiceAccount',
  };
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

async function installArgoCd(client: KubernetesTestClient): Promise<void> {
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  await expectCreated(
    client.post('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argocd' },
    }),
  );
  for (const definition of readCorpus('kubernetes/crds')) {
    const { name } = definition.metadata as { name: string };
    await expectCreated(client.post(definitions, definition));
    await until(`${name} is established`, async () => {
      const { body } = await client.call(`${definitions}/${name}`);
      return body.status?.conditions?.some(
        (condition: { type: string; status: string }) =>
          condition.type === 'Established' && condition.status === 'True',
      );
    });
  }
  await until('Applications are served', async () => {
    const path = '/apis/argoproj.io/v1alpha1/applications';
    return (await client.call(path)).status === 200;
  });
}

async function expectCreated(
  answer: ReturnType<KubernetesTestClient['post']>,
): Promise<void> {
  const { status, body } = await answer;
  if (status !== 201) {
    throw new Error(`kube-apiserver answered ${status}: ${body?.message}`);
  }
}
