import type {
  KubernetesApiError,
  KubernetesFailure,
} from './KubernetesApiError';

/** Names that a sentence about a failure needs. */
export interface FailureSubject {
  /** Name of the cluster in the configuration. */
  cluster: string;
  /** The namespace that was asked about; absent: all. */
  namespace?: string;
}

type Sentence = (subject: FailureSubject, detail: string) => string;

function where({ namespace }: FailureSubject): string {
  return namespace ? `in namespace ${namespace}` : 'in all namespaces';
}

const SENTENCES: Partial<Record<KubernetesFailure, Sentence>> = {
  credentials: ({ cluster }, detail) =>
    `The credentials for cluster ${cluster} cannot be read (${detail}). Check tokenFile and caFile in delivery.argocd.clusters.`,
  unauthorized: ({ cluster }) =>
    `Cluster ${cluster} does not accept the credentials of the portal (401). Renew the token in delivery.argocd.clusters.`,
  forbidden: subject =>
    `Cluster ${subject.cluster} does not let the portal read Applications: grant it list and watch on applications.argoproj.io ${where(subject)} (403).`,
  'not-found': ({ cluster }) =>
    `Cluster ${cluster} does not know applications.argoproj.io: Argo CD is not installed there, or the address is not that of a Kubernetes API (404).`,
  overloaded: ({ cluster }) =>
    `Cluster ${cluster} asks to be asked less often (429). Trying again later.`,
  redirect: ({ cluster }, detail) =>
    `Cluster ${cluster} redirects ${detail}, which is not followed. Configure the address of the Kubernetes API itself.`,
  'not-kubernetes': ({ cluster }, detail) =>
    `What answers for cluster ${cluster} is not a Kubernetes API: ${detail}. Check the address, and what stands in front of it.`,
  'too-large': ({ cluster }, detail) =>
    `Cluster ${cluster} sent more than is accepted at once: ${detail}.`,
  untrusted: ({ cluster }, detail) =>
    `Cluster ${cluster} cannot be trusted: ${detail}. Configure its certificate authority.`,
  'server-error': ({ cluster }, detail) =>
    `Cluster ${cluster} has trouble of its own: ${detail}.`,
};

/** One sentence for a person: what is the matter, and what to do. */
export function describeFailure(
  error: KubernetesApiError,
  subject: FailureSubject,
): string {
  const sentence = SENTENCES[error.failure];
  return (
    sentence?.(subject, error.message) ??
    `Cluster ${subject.cluster} does not answer: ${error.message}.`
  );
}
