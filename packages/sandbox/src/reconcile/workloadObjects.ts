import type { KubernetesObject } from '../cluster/KubernetesObject';
import { toSeconds } from '../cluster/ObjectStore';
import type { Workload } from './readWorkload';
import type { SimulatedApplication, SimulatedPod } from './SimulatedWorkload';

function labelsOf(component: string, hash?: string): Record<string, string> {
  return {
    app: component,
    'backstage.io/kubernetes-id': component,
    ...(hash && { 'pod-template-hash': hash }),
  };
}

function podSpec(component: string, image: string, memory?: string) {
  return {
    containers: [
      {
        name: component,
        image,
        ...(memory && { resources: { limits: { memory } } }),
      },
    ],
  };
}

function counts({ pods, workload }: SimulatedApplication) {
  const updated = pods.filter(pod => pod.hash === workload?.hash);
  const ready = pods.filter(pod => pod.ready);
  return {
    replicas: pods.length,
    updatedReplicas: updated.length,
    readyReplicas: ready.length,
    availableReplicas: ready.length,
    unavailableReplicas: pods.length - ready.length || undefined,
  };
}

function deployment(
  application: SimulatedApplication,
  workload: Workload,
): KubernetesObject {
  const { component, namespace, health } = application;
  const failed = health.message?.includes('progress deadline') ?? false;
  return {
    metadata: { name: component, namespace, labels: labelsOf(component) },
    spec: {
      replicas: workload.replicas,
      selector: { matchLabels: { app: component } },
      template: {
        metadata: { labels: labelsOf(component) },
        spec: podSpec(component, workload.image, workload.memory),
      },
    },
    status: {
      ...counts(application),
      conditions: [
        {
          type: 'Progressing',
          status: failed ? 'False' : 'True',
          reason: failed ? 'ProgressDeadlineExceeded' : 'ReplicaSetUpdated',
          message: health.message,
          lastUpdateTime: toSeconds(health.since),
        },
      ],
    },
  };
}

function replicaSets({
  pods,
  component,
  namespace,
}: SimulatedApplication): KubernetesObject[] {
  return [...new Set(pods.map(pod => pod.hash))].map(hash => {
    const own = pods.filter(pod => pod.hash === hash);
    const ready = own.filter(pod => pod.ready).length;
    return {
      metadata: {
        name: `${component}-${hash}`,
        namespace,
        labels: labelsOf(component, hash),
      },
      spec: {
        replicas: own.length,
        selector: { matchLabels: labelsOf(component, hash) },
        template: {
          metadata: { labels: labelsOf(component, hash) },
          spec: podSpec(component, own[0].image),
        },
      },
      status: {
        replicas: own.length,
        readyReplicas: ready,
        availableReplicas: ready,
      },
    };
  });
}

function containerState({ waiting, startedAt }: SimulatedPod) {
  return waiting
    ? { waiting: { reason: waiting } }
    : { running: { startedAt: toSeconds(startedAt) } };
}

function podObject(
  { component, namespace }: SimulatedApplication,
  one: SimulatedPod,
): KubernetesObject {
  return {
    metadata: {
      name: one.name,
      namespace,
      labels: labelsOf(component, one.hash),
      creationTimestamp: toSeconds(one.startedAt),
    },
    spec: podSpec(component, one.image),
    status: {
      phase: one.waiting && !one.restarts ? 'Pending' : 'Running',
      startTime: toSeconds(one.startedAt),
      conditions: [{ type: 'Ready', status: one.ready ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: component,
          image: one.image,
          ready: one.ready,
          started: one.ready,
          restartCount: one.restarts,
          state: containerState(one),
        },
      ],
    },
  };
}

/** What Kubernetes tells about pods that do not run. */
function events(application: SimulatedApplication): KubernetesObject[] {
  const { component, namespace, pods } = application;
  return pods
    .filter(({ waiting }) => waiting && waiting !== 'ContainerCreating')
    .map(one => ({
      metadata: {
        name: `${one.name}.${one.waiting?.toLowerCase()}`,
        namespace,
      },
      involvedObject: { kind: 'Pod', name: one.name, namespace },
      type: 'Warning',
      reason: one.waiting === 'ImagePullBackOff' ? 'Failed' : 'BackOff',
      message:
        one.waiting === 'ImagePullBackOff'
          ? `Failed to pull image "${one.image}": ${one.image}: not found`
          : `Back-off restarting failed container ${component} in pod ${one.name}`,
      count: Math.max(1, one.restarts),
      firstTimestamp: toSeconds(one.startedAt),
      lastTimestamp: toSeconds(application.health.since),
      source: { component: 'kubelet' },
    }));
}

/** Everything below the Application, by the plural of its kind. */
export function workloadObjects(
  application: SimulatedApplication,
): Record<string, KubernetesObject[]> {
  const { workload } = application;
  return {
    deployments: workload ? [deployment(application, workload)] : [],
    replicasets: replicaSets(application),
    pods: application.pods.map(one => podObject(application, one)),
    events: events(application),
  };
}
