/**
 * Observes Argo CD Applications through the Kubernetes API.
 *
 * @packageDocumentation
 */
export { deliveryModuleArgocd as default } from './module';
export { ArgoCdRuntimeObserver } from './observer/ArgoCdRuntimeObserver';
export type {
  ArgoCdRuntimeObserverOptions,
  ArgoCdTimings,
} from './observer/ArgoCdRuntimeObserver';
export type { ArgoCdClusterConfig } from './config/readArgoCdConfig';
export type { KubernetesConnection } from './kubernetes/KubernetesConnection';
