import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { PrometheusConnection } from '../client/Connection';
import { builtinProfiles } from '../profiles/builtinProfiles';
import type { HealthProfile, LabelTemplate } from '../profiles/HealthProfile';
import {
  PrometheusSection,
  type ConnectionSection,
  type ServerSection,
} from './schema';

/**
 * One server, as configured.
 *
 * @public
 */
export interface PrometheusServerConfig {
  name: string;
  title: string;
  connection: PrometheusConnection;
  clusters?: string[];
  environments?: string[];
  default: boolean;
  timeoutMs: number;
  concurrency: number;
  maxAnswerBytes: number;
  /** Seconds. */
  scrapeInterval: number;
  /** Address for people. */
  externalUrl?: string;
  /** Where Grafana is, and the uid of this server in it. */
  grafana?: { url: string; datasource: string };
  links: { title: string; url: string }[];
  alertmanager?: PrometheusConnection;
  /** Labels that it attaches when it scrapes. */
  labels: Record<string, LabelTemplate>;
  /** Whether it evaluates alerting rules. */
  alerts: boolean;
  simulated: boolean;
}

/**
 * What stands under `delivery.prometheus`.
 *
 * @public
 */
export interface PrometheusConfig {
  servers: PrometheusServerConfig[];
  /** Own ones first. */
  profiles: HealthProfile[];
  /** Whether queries in annotations are run. */
  allowRules: boolean;
}

const KEY = 'delivery.prometheus';

/**
 * Reads `delivery.prometheus`.
 *
 * @throws InputError with the key that is wrong
 */
export function readPrometheusConfig(config: Config): PrometheusConfig {
  const parsed = PrometheusSection.safeParse(config.getOptional(KEY) ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`${keyOf(issue.path)}: ${issue.message}`);
  }
  const { servers, profiles, allowRules } = parsed.data;
  refuseTwice(
    `${KEY}.servers`,
    servers.map(({ name }) => name),
  );
  const all = [...profiles, ...builtinProfiles()];
  refuseTwice(
    `${KEY}.profiles`,
    all.map(({ id }) => id),
  );
  if (servers.filter(server => server.default).length > 1) {
    throw new InputError(`${KEY}.servers: only one of them can be the default`);
  }
  return {
    servers: servers.map((server, index) =>
      toServer(server, `${KEY}.servers[${index}]`),
    ),
    profiles: all,
    allowRules,
  };
}

function keyOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    KEY,
  );
}

function refuseTwice(key: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`${key}: there are two named ${twice}`);
  }
}

function toServer(
  { url, timeout, scrapeInterval, alertmanager, ...server }: ServerSection,
  key: string,
): PrometheusServerConfig {
  const { name, title = `Prometheus ${name}` } = server;
  const { clusters, environments, concurrency, maxAnswerBytes } = server;
  return {
    ...{ name, title, clusters, environments, concurrency, maxAnswerBytes },
    connection: toConnection({ ...server, url }, key),
    default: server.default,
    timeoutMs: timeout,
    scrapeInterval: scrapeInterval / 1000,
    externalUrl: server.externalUrl,
    grafana: server.grafana,
    links: server.links,
    alertmanager:
      alertmanager && toConnection(alertmanager, `${key}.alertmanager`),
    labels: server.labels,
    alerts: server.alerts,
    simulated: server.simulated,
  };
}

function toConnection(
  section: ConnectionSection,
  key: string,
): PrometheusConnection {
  const { url, username, password, token, tokenFile, headers } = section;
  const ways = [username, token, tokenFile].filter(way => way !== undefined);
  if (ways.length > 1) {
    throw new InputError(
      `${key}: there can be only one of username, token and tokenFile`,
    );
  }
  const { caFile, clientCertFile, clientKeyFile, skipTlsVerify } = section;
  const hasCert = !!(section.clientCertData ?? clientCertFile);
  const hasKey = !!(section.clientKeyData ?? clientKeyFile);
  if (hasCert !== hasKey) {
    throw new InputError(
      `${key}: a client certificate needs its key, and a key its certificate`,
    );
  }
  return {
    ...{ url, username, password, token, tokenFile, headers },
    ...{ caFile, clientCertFile, clientKeyFile, skipTlsVerify },
    ca: decode(section.caData),
    clientCert: decode(section.clientCertData),
    clientKey: decode(section.clientKeyData),
  };
}

/** Certificates come as PEM, or as base64 of PEM. */
function decode(value: string | undefined): string | undefined {
  return value === undefined || value.includes('-----BEGIN')
    ? value
    : Buffer.from(value, 'base64').toString('utf8');
}
