import type { HumanDuration } from '@backstage/types';

export interface Config {
  delivery?: {
    argocd?: {
      /** The Kubernetes APIs that hold Argo CD Applications. */
      clusters?: Array<{
        /** Name of the cluster, unique in this list, for example `eu-1`. */
        name: string;
        /** For people; `Argo CD <name>` when absent. */
        title?: string;
        /** Address of the Kubernetes API. Exactly one of `url`, `kubeconfig` and `inCluster` is needed. */
        url?: string;
        /**
         * Token of a service account that may list, watch and patch applications.argoproj.io.
         *
         * @visibility secret
         */
        token?: string;
        /** File that holds the token; read anew for each request, so that it can be renewed. */
        tokenFile?: string;
        /** Certificate authority of the API: PEM, or base64 of PEM. */
        caData?: string;
        /** File with the certificate authority, in PEM. */
        caFile?: string;
        /** Client certificate: PEM, or base64 of PEM. */
        clientCertData?: string;
        /**
         * Key of the client certificate: PEM, or base64 of PEM.
         *
         * @visibility secret
         */
        clientKeyData?: string;
        /** Accepts any certificate of this cluster, and of no other. */
        skipTlsVerify?: boolean;
        /** Path of a kubeconfig file. */
        kubeconfig?: string;
        /** Context in the kubeconfig file; its current one when absent. */
        context?: string;
        /** Uses the service account of the pod that the portal runs in. */
        inCluster?: boolean;
        /** Namespaces that hold Applications; all when absent. */
        namespaces?: string[];
        /** Address of Argo CD's own pages, for links. */
        argocdUrl?: string;
        /** Name of the cluster for a `destination.server` or `destination.name`; the in-cluster address is this cluster itself. */
        clusterNames?: { [serverOrName: string]: string };
        /** True when what answers is a simulation: pages say so. */
        simulated?: boolean;
        /** Longest wait for an answer; 15 seconds when absent. */
        requestTimeout?: HumanDuration | string;
        /** After so long everything is listed anew, whatever the watch said; 30 minutes when absent. */
        reconcileInterval?: HumanDuration | string;
      }>;
    };
  };
}
