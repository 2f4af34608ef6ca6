import type {
  IsolationAnswer,
  IsolationRule,
} from '@slipway/backstage-plugin-delivery-common';
import { type YamlText, isMap, textAt } from '../formats';
import type { FolderDocuments, LocalChart } from './folderDocuments';

/** Rules that manifests tell of. */
export type ManifestRule = Exclude<IsolationRule, 'certificate' | 'backup'>;

/** What manifests say of one rule, and by what. */
export interface RuleFact {
  answer: IsolationAnswer;
  /** A clause for a person. */
  by: string;
}

/** What the manifests of a tenant's deployment tell. */
export interface FolderFacts {
  hosts: string[];
  rules: Record<ManifestRule, RuleFact>;
}

const MAX_HOSTS = 50;
const MAX_DEPTH = 6;
const WORKLOADS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
]);

function at(value: YamlText | undefined, ...path: string[]) {
  let found = value;
  for (const key of path) {
    found = isMap(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

/** How the chart of Slipway's template for repositories switches each rule. */
const SWITCHES: Record<
  ManifestRule,
  { path: [string, string]; on: 'true' | 'false'; makes: string }
> = {
  network: {
    ...{ path: ['networkPolicy', 'enabled'], on: 'true' },
    makes: 'kind: NetworkPolicy',
  },
  quota: {
    path: ['quota', 'enabled'],
    on: 'true',
    makes: 'kind: ResourceQuota',
  },
  limits: {
    path: ['limits', 'enabled'],
    on: 'true',
    makes: 'kind: LimitRange',
  },
  token: {
    ...{ path: ['serviceAccount', 'mountToken'], on: 'false' },
    makes: 'automountServiceAccountToken:',
  },
};

/** A chart of the repository says what it makes of its values. */
function byChart(
  rule: ManifestRule,
  { key, values, templates }: LocalChart,
  own: YamlText | undefined,
): RuleFact | undefined {
  const { path, on, makes } = SWITCHES[rule];
  if (!templates.some(text => text.includes(makes))) return undefined;
  const said = at(own, key, ...path) ?? at(values, ...path);
  if (said !== 'true' && said !== 'false') return undefined;
  const name = path.join('.');
  return {
    answer: said === on ? 'yes' : 'no',
    by: `the chart ${key} of the repository has ${name}: ${said}`,
  };
}

function isPolicyForAll(object: YamlText): boolean {
  const selector = at(object, 'spec', 'podSelector');
  return (
    textAt(object, 'kind') === 'NetworkPolicy' &&
    isMap(selector) &&
    !Object.keys(selector).length
  );
}

/** A policy for all pods that names the direction it restricts, and lets nothing in. */
function isDenying(object: YamlText): boolean {
  const spec = at(object, 'spec');
  const types = at(spec, 'policyTypes');
  const ingress = at(spec, 'ingress');
  const isEmpty = !ingress || (Array.isArray(ingress) && !ingress.length);
  // Without types a policy is about what comes in.
  const isIngress =
    !types || (Array.isArray(types) && types.includes('Ingress'));
  return isPolicyForAll(object) && isIngress && isEmpty;
}

/** Policies add up: one that lets everything in to all pods opens what another one denies. */
function isOpening(object: YamlText): boolean {
  const ingress = at(object, 'spec', 'ingress');
  const rules = Array.isArray(ingress) ? ingress : [];
  const letsAll = rules.some(rule => {
    const from = at(rule, 'from');
    const isAnyone = !from || (Array.isArray(from) && !from.length);
    return isAnyone && !at(rule, 'ports');
  });
  return isPolicyForAll(object) && letsAll;
}

function hasHard(object: YamlText): boolean {
  const hard = at(object, 'spec', 'hard');
  return (
    textAt(object, 'kind') === 'ResourceQuota' &&
    isMap(hard) &&
    Object.keys(hard).length > 0
  );
}

function isLimiting(object: YamlText): boolean {
  const limits = at(object, 'spec', 'limits');
  return (
    textAt(object, 'kind') === 'LimitRange' &&
    Array.isArray(limits) &&
    limits.length > 0
  );
}

const OF_NAMESPACE: Record<
  Exclude<ManifestRule, 'token'>,
  { is: (object: YamlText) => boolean; kind: string }
> = {
  network: { is: isDenying, kind: 'NetworkPolicy' },
  quota: { is: hasHard, kind: 'ResourceQuota' },
  limits: { is: isLimiting, kind: 'LimitRange' },
};

/** Whether pods ask for no token; undefined when no workload stands there as it is. */
function tokenByObjects(objects: FolderDocuments['objects']) {
  const workloads = objects.filter(object =>
    WORKLOADS.has(textAt(object, 'kind') ?? ''),
  );
  if (!workloads.length) return undefined;
  const key = 'automountServiceAccountToken';
  const accounts = objects.filter(
    object => textAt(object, 'kind') === 'ServiceAccount',
  );
  const open = workloads.filter(workload => {
    const pod = at(workload, 'spec', 'template', 'spec');
    const account = accounts.find(
      each =>
        at(each, 'metadata', 'name') ===
        (textAt(pod, 'serviceAccountName') ?? 'default'),
    );
    return (at(pod, key) ?? at(account, key)) !== 'false';
  });
  const fact: RuleFact = open.length
    ? {
        answer: 'no',
        by: `${textAt(open[0], 'kind')} ${String(at(open[0], 'metadata', 'name') ?? '')} does not say ${key}: false`,
      }
    : { answer: 'yes', by: `its pods say ${key}: false` };
  return fact;
}

function byObjects(
  rule: ManifestRule,
  own: FolderDocuments,
  shared: FolderDocuments['objects'],
): RuleFact | undefined {
  if (rule === 'token') return tokenByObjects(own.objects);
  const { is, kind } = OF_NAMESPACE[rule];
  const all = [...own.objects, ...shared];
  const opening = rule === 'network' ? all.find(isOpening) : undefined;
  if (opening) {
    return {
      answer: 'no',
      by: `the NetworkPolicy ${String(at(opening, 'metadata', 'name') ?? '')} lets everything in`,
    };
  }
  const found = all.find(is);
  return found
    ? {
        answer: 'yes',
        by: `the ${kind} ${String(at(found, 'metadata', 'name') ?? '')} stands in Git`,
      }
    : undefined;
}

function whyUnknown(rule: ManifestRule, own: FolderDocuments): string {
  if (own.remoteCharts.length) {
    return `the chart ${own.remoteCharts[0]} is not in the repository, so what it makes cannot be read`;
  }
  if (own.opaque.length) {
    return `${own.opaque[0]} is a template that cannot be read as it is`;
  }
  return rule === 'token'
    ? 'no workload stands in its folder'
    : `no ${OF_NAMESPACE[rule].kind} stands in its folder; it may come from elsewhere`;
}

function ruleFact(
  rule: ManifestRule,
  own: FolderDocuments,
  shared: FolderDocuments['objects'],
): RuleFact {
  const facts = own.charts
    // A library makes nothing itself.
    .filter(({ isLibrary }) => !isLibrary)
    .map(chart => byChart(rule, chart, own.values))
    .filter(fact => fact !== undefined);
  return (
    byObjects(rule, own, shared) ??
    facts[0] ?? { answer: 'unknown', by: whyUnknown(rule, own) }
  );
}

function collectHosts(
  value: YamlText | undefined,
  hosts: Set<string>,
  depth = 0,
): void {
  if (!isMap(value) || depth > MAX_DEPTH || hosts.size >= MAX_HOSTS) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'ingress' && isMap(child)) {
      if (textAt(child, 'enabled') !== 'false') addHosts(child, hosts);
    } else collectHosts(child, hosts, depth + 1);
  }
}

function addHosts(ingress: YamlText, hosts: Set<string>) {
  const list = at(ingress, 'hosts');
  const all = [
    at(ingress, 'host'),
    ...(Array.isArray(list) ? list : []).map(item => at(item, 'host') ?? item),
  ];
  for (const host of all) addHost(host, hosts);
}

const HOST = /^[a-z0-9.-]{1,253}$/;

function addHost(host: YamlText | undefined, hosts: Set<string>) {
  if (typeof host === 'string' && HOST.test(host) && hosts.size < MAX_HOSTS) {
    hosts.add(host);
  }
}

function hostsOf({ values, objects }: FolderDocuments): string[] {
  const hosts = new Set<string>();
  collectHosts(values, hosts);
  for (const object of objects) {
    const kind = textAt(object, 'kind');
    const rules = at(object, 'spec', 'rules');
    const names = at(object, 'spec', 'hostnames');
    if (kind === 'Ingress' && Array.isArray(rules)) {
      for (const rule of rules) addHost(at(rule, 'host'), hosts);
    }
    if (kind === 'HTTPRoute' && Array.isArray(names)) {
      for (const name of names) addHost(name, hosts);
    }
  }
  return [...hosts].sort();
}

/**
 * What can be told of a folder, honestly: what only a chart from elsewhere
 * could say is `unknown`.
 *
 * @param shared - objects of the tenant that stand beside its deployments
 */
export function folderFacts(
  own: FolderDocuments,
  shared: FolderDocuments['objects'],
): FolderFacts {
  const fact = (rule: ManifestRule) => ruleFact(rule, own, shared);
  return {
    hosts: hostsOf(own),
    rules: {
      ...{ network: fact('network'), quota: fact('quota') },
      ...{ limits: fact('limits'), token: fact('token') },
    },
  };
}
