import { existsSync } from 'node:fs';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { KubernetesConnection } from '../kubernetes/KubernetesConnection';
import { readKubeconfig } from './readKubeconfig';

/**
 * One cluster that holds Applications, as configured.
 *
 * @public
 */
export interface ArgoCdClusterConfig {
  name: string;
  title: string;
  connection: KubernetesConnection;
  /** Absent: all namespaces. */
  namespaces?: string[];
  argocdUrl?: string;
  /** Our names of clusters by `destination.server` or `destination.name`. */
  clusterNames: Record<string, string>;
  simulated: boolean;
  requestTimeoutMs: number;
  reconcileIntervalMs: number;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const REQUEST_TIMEOUT_MS = 15_000;
const RECONCILE_INTERVAL_MS = 30 * 60_000;

/**
 * Reads `delivery.argocd.clusters`.
 *
 * @throws InputError when two clusters have one name, or one has no address
 */
export function readArgoCdConfig(config: Config): ArgoCdClusterConfig[] {
  const clusters = (
    config.getOptionalConfigArray('delivery.argocd.clusters') ?? []
  ).map(readCluster);
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(
      `delivery.argocd.clusters has two clusters named ${twice}: names must differ`,
    );
  }
  return clusters;
}

function readCluster(config: Config): ArgoCdClusterConfig {
  const name = config.getString('name');
  return {
    name,
    title: config.getOptionalString('title') ?? `Argo CD ${name}`,
    connection: readConnection(name, config),
    namespaces: readNamespaces(name, config),
    argocdUrl: config.getOptionalString('argocdUrl')?.replace(/\/+$/, ''),
    clusterNames: config.getOptional('clusterNames') ?? {},
    simulated: config.getOptionalBoolean('simulated') ?? false,
    requestTimeoutMs: readMs(config, 'requestTimeout', REQUEST_TIMEOUT_MS),
    reconcileIntervalMs: readMs(
      config,
      'reconcileInterval',
      RECONCILE_INTERVAL_MS,
    ),
  };
}

function readMs(config: Config, key: string, defaultMs: number): number {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : defaultMs;
}

function readNamespaces(name: string, config: Config): string[] | undefined {
  const namespaces = config.getOptionalStringArray('namespaces');
  if (namespaces?.length === 0) {
    throw new InputError(
      `Cluster ${name} in delivery.argocd.clusters has an empty list of namespaces: leave it out to observe all`,
    );
  }
  return namespaces && [...new Set(namespaces)];
}

function readConnection(name: string, config: Config): KubernetesConnection {
  const ways = ['url', 'kubeconfig', 'inCluster'].filter(key =>
    config.has(key),
  );
  if (ways.length !== 1) {
    throw new InputError(
      `Cluster ${name} in delivery.argocd.clusters must have exactly one of url, kubeconfig and inCluster`,
    );
  }
  if (config.has('kubeconfig')) {
    return readKubeconfig(
      config.getString('kubeconfig'),
      config.getOptionalString('context'),
    );
  }
  return config.has('url') ? readUrl(name, config) : readInCluster(name);
}

function readUrl(name: string, config: Config): KubernetesConnection {
  const url = config.getString('url').replace(/\/+$/, '');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new InputError(
      `Cluster ${name} in delivery.argocd.clusters has an address that is not an http or https URL`,
    );
  }
  return {
    url,
    token: config.getOptionalString('token'),
    tokenFile: config.getOptionalString('tokenFile'),
    ca: decode(config.getOptionalString('caData')),
    caFile: config.getOptionalString('caFile'),
    clientCert: decode(config.getOptionalString('clientCertData')),
    clientKey: decode(config.getOptionalString('clientKeyData')),
    skipTlsVerify: config.getOptionalBoolean('skipTlsVerify') ?? false,
  };
}

/** Certificates come as PEM, or as base64 of PEM as in a kubeconfig. */
function decode(value: string | undefined): string | undefined {
  return value === undefined || value.includes('-----BEGIN')
    ? value
    : Buffer.from(value, 'base64').toString('utf8');
}

function readInCluster(name: string): KubernetesConnection {
  const host = process.env.KUBERNETES_SERVICE_HOST;
  const tokenFile = `${SERVICE_ACCOUNT}/token`;
  if (!host || !existsSync(tokenFile)) {
    throw new InputError(
      `Cluster ${name} in delivery.argocd.clusters has inCluster, but this process does not run in a pod with a service account`,
    );
  }
  const port = process.env.KUBERNETES_SERVICE_PORT ?? '443';
  return {
    url: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    tokenFile,
    caFile: `${SERVICE_ACCOUNT}/ca.crt`,
    skipTlsVerify: false,
  };
}
