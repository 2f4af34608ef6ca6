import type { TenantAmounts } from '@slipway/backstage-plugin-delivery-common';
import { at, listOf, textOf } from '../belongings/yamlValues';
import { type YamlText, textAt } from '../formats';
import {
  addAmounts,
  amountIn,
  type Ask,
  emptyAsk,
  hardOf,
  type Named,
  quantityOf,
  tightest,
  timesIn,
  withoutLists,
} from './amounts';
import { type DefaultRequests, podAsk } from './podAsk';

type Objects = readonly YamlText[];

const POD = ['spec', 'template', 'spec'];
/** Where each kind keeps its pod and how often it runs it. */
const KINDS: Record<string, { pod: string[]; times: string[] }> = {
  Deployment: { pod: POD, times: ['spec', 'replicas'] },
  ReplicaSet: { pod: POD, times: ['spec', 'replicas'] },
  StatefulSet: { pod: POD, times: ['spec', 'replicas'] },
  Rollout: { pod: POD, times: ['spec', 'replicas'] },
  Job: { pod: POD, times: ['spec', 'parallelism'] },
  CronJob: {
    pod: ['spec', 'jobTemplate', ...POD],
    times: ['spec', 'jobTemplate', 'spec', 'parallelism'],
  },
  Pod: { pod: ['spec'], times: [] },
};

/** Kinds that ask for nothing themselves. */
const NO_ASK =
  /^(ConfigMap|Secret|SealedSecret|ExternalSecret|Service|ServiceAccount|Ingress|IngressClass|IngressRoute|Middleware|Gateway|HTTPRoute|GRPCRoute|VirtualService|DestinationRule|NetworkPolicy|Role|RoleBinding|ClusterRole|ClusterRoleBinding|Namespace|ResourceQuota|LimitRange|HorizontalPodAutoscaler|PodDisruptionBudget|PriorityClass|PersistentVolume|PersistentVolumeClaim|StorageClass|Certificate|Issuer|ClusterIssuer|ServiceMonitor|PodMonitor|PrometheusRule|AlertmanagerConfig|AppProject|Application|ApplicationSet|Schedule|CustomResourceDefinition|DaemonSet)$/;

function nameOf(object: YamlText): string {
  return textOf(at(object, 'metadata', 'name')) ?? '';
}

function isKind(kind: string) {
  return (object: YamlText) => textAt(object, 'kind') === kind;
}

/** What a LimitRange gives to containers that ask for nothing. */
export function defaultsOf(objects: Objects): DefaultRequests {
  const all = withoutLists(objects)
    .filter(isKind('LimitRange'))
    .flatMap(each => listOf(at(each, 'spec', 'limits')))
    .filter(each => textAt(each, 'type') === 'Container');
  const defaults: DefaultRequests = {};
  for (const name of ['cpu', 'memory'] as const) {
    for (const each of all) {
      defaults[name] ??=
        quantityOf(at(each, 'defaultRequest', name)) ??
        quantityOf(at(each, 'default', name));
    }
  }
  return defaults;
}

/** What the ResourceQuotas among some objects allow. */
export function quotaOf(objects: Objects): TenantAmounts {
  return tightest(
    withoutLists(objects)
      .filter(isKind('ResourceQuota'))
      .map(each => hardOf(at(each, 'spec', 'hard'))),
  );
}

/** How often it runs. Of what scales by itself the least counts, which it always has. */
function timesOf(object: YamlText, kind: string, objects: Objects): Named {
  const of = `${kind} ${nameOf(object)}`;
  const scaler = objects
    .filter(isKind('HorizontalPodAutoscaler'))
    .map(each => at(each, 'spec'))
    .find(
      spec =>
        textOf(at(spec, 'scaleTargetRef', 'kind')) === kind &&
        textOf(at(spec, 'scaleTargetRef', 'name')) === nameOf(object),
    );
  if (scaler) return timesIn(at(scaler, 'minReplicas'), of);
  const { times } = KINDS[kind];
  return times.length ? timesIn(at(object, ...times), of) : { untold: [] };
}

function addClaim(claim: YamlText, of: string, times: number, ask: Ask) {
  const { amount, untold } = amountIn(
    at(claim, 'spec', 'resources', 'requests', 'storage'),
    `storage of ${of}`,
  );
  if (amount !== undefined) {
    addAmounts(ask.asked, { storage: amount }, times);
  }
  ask.untold.push(...untold);
}

function addObject(
  object: YamlText,
  objects: Objects,
  defaults: DefaultRequests,
  ask: Ask,
) {
  const kind = textAt(object, 'kind') ?? '';
  const of = `${kind} ${nameOf(object)}`;
  if (kind === 'PersistentVolumeClaim') addClaim(object, of, 1, ask);
  if (kind === 'DaemonSet') {
    ask.untold.push(`${of} runs once on each node`);
  }
  if (!Object.hasOwn(KINDS, kind)) {
    if (kind && !NO_ASK.test(kind)) {
      ask.untold.push(`${of} is of a kind that may make pods of its own`);
    }
    return;
  }
  const { amount: times = 1, untold } = timesOf(object, kind, objects);
  ask.untold.push(...untold);
  const pod = podAsk(at(object, ...KINDS[kind].pod), defaults, of);
  addAmounts(ask.asked, pod.asked, times);
  if (times) ask.untold.push(...pod.untold);
  for (const claim of listOf(at(object, 'spec', 'volumeClaimTemplates'))) {
    addClaim(claim, of, times, ask);
  }
}

/**
 * What objects of Kubernetes ask for.
 *
 * @param objects - those of a folder
 * @param shared - those beside it, which say what holds for its namespace
 */
export function objectsAsk(objects: Objects, shared: Objects): Ask {
  const ask = emptyAsk();
  const all = withoutLists(objects);
  const defaults = defaultsOf([...all, ...shared]);
  for (const object of all) addObject(object, all, defaults, ask);
  return ask;
}
