/**
 * Annotations of the ecosystem that say which Argo CD Applications, Kubernetes
 * workloads or folders belong to an entity. All are optional: a folder named
 * like the component needs none.
 *
 * @public
 */
export const DELIVERY_ANNOTATIONS = {
  /** Name of one Argo CD Application. */
  argocdAppName: 'argocd/app-name',
  /** Label selector `key=value` of Argo CD Applications. */
  argocdAppSelector: 'argocd/app-selector',
  /** Value of the label `backstage.io/kubernetes-id` on workloads. */
  kubernetesId: 'backstage.io/kubernetes-id',
  /** On an Argo CD Application: the entity it belongs to. */
  entityRef: 'backstage.io/entity-ref',
  /** Service level objectives, for example `99.9% over 30d; 99% < 300ms over 30d`. */
  slo: 'slipway.dev/slo',
  /** On an entity that the GitOps repository says: the folder it comes from. */
  gitopsFolder: 'slipway.dev/gitops-folder',
} as const;

/** Trailers that a commit of ours carries. @public */
export const DELIVERY_TRAILERS = {
  from: 'Rollback-From',
  to: 'Rollback-To',
  /** On a commit that brings a version by a wave of an upgrade. */
  upgradeFrom: 'Upgrade-From',
  upgradeTo: 'Upgrade-To',
  reason: 'Reason',
  requestedBy: 'Requested-By',
  incident: 'Incident',
  operationId: 'Portal-Operation-Id',
  /** On a commit that takes a rollback back: the operation it undoes. */
  undoOf: 'Undo-Of',
  /** On a commit that creates an environment as a copy of another one. */
  copiedFrom: 'Copied-From',
  /** On a commit that removes what is over: the end that it had. */
  expired: 'Expired',
  /** On a commit that deploys a version: a database migration it runs. */
  migration: 'Migration',
} as const;
