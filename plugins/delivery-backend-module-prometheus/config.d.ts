import type { HumanDuration } from '@backstage/types';

export interface Config {
  delivery?: {
    prometheus?: {
      /** Servers that answer the API of Prometheus: Prometheus, Thanos, Mimir, VictoriaMetrics. */
      servers?: Array<{
        /** Unique in this list; the value of `prometheus.io/service-name`. */
        name: string;
        /** For people; `Prometheus <name>` when absent. */
        title?: string;
        /** Address before `/api/v1`. */
        url: string;
        /** Clusters whose deployments it measures; all when absent. */
        clusters?: string[];
        /** Environments, or kinds of those that exist only in Git, whose deployments it measures; all when absent. */
        environments?: string[];
        /** Measures what no other server says that it measures. Only one may. */
        default?: boolean;
        /** Basic authentication. At most one of `username`, `token` and `tokenFile`. */
        username?: string;
        /**
         * Password for `username`.
         *
         * @visibility secret
         */
        password?: string;
        /**
         * Bearer token.
         *
         * @visibility secret
         */
        token?: string;
        /** File that holds the token; read anew for each request. */
        tokenFile?: string;
        /** Certificate authority: PEM, or base64 of PEM. */
        caData?: string;
        /** File with the certificate authority, in PEM. */
        caFile?: string;
        /** Client certificate: PEM, or base64 of PEM. */
        clientCertData?: string;
        /** File with the client certificate, in PEM. */
        clientCertFile?: string;
        /**
         * Key of the client certificate: PEM, or base64 of PEM.
         *
         * @visibility secret
         */
        clientKeyData?: string;
        /** File with the key of the client certificate, in PEM. */
        clientKeyFile?: string;
        /** Accepts any certificate of this server, and of no other. */
        skipTlsVerify?: boolean;
        /**
         * Own headers, for example `X-Scope-OrgID`. Values may have `{tenant}`, `{environment}`, `{cluster}`.
         *
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** Longest wait for an answer; 10 seconds when absent. */
        timeout?: HumanDuration | string;
        /** Most questions at a time; 8 when absent. */
        concurrency?: number;
        /** Largest answer that is accepted, in bytes; 20,000,000 when absent. */
        maxAnswerBytes?: number;
        /** How often it scrapes; 15 seconds when absent. Rates look back on four scrapes or more. */
        scrapeInterval?: HumanDuration | string;
        /** Address of its pages for people. */
        externalUrl?: string;
        /** Where Grafana is, and the uid of this server among its data sources. */
        grafana?: { url: string; datasource: string };
        /** Further links; addresses may have `{component}`, `{namespace}`, `{environment}`, `{tenant}`, `{cluster}`, `{from}`, `{to}`, `{query}`. */
        links?: Array<{ title: string; url: string }>;
        /** Knows which alerts are silenced. */
        alertmanager?: {
          /** Address before `/api/v2`. */
          url: string;
          /** Basic authentication. */
          username?: string;
          /**
           * Password for `username`.
           *
           * @visibility secret
           */
          password?: string;
          /**
           * Bearer token.
           *
           * @visibility secret
           */
          token?: string;
          /** File that holds the token. */
          tokenFile?: string;
          /** Certificate authority: PEM, or base64 of PEM. */
          caData?: string;
          /** File with the certificate authority, in PEM. */
          caFile?: string;
          /** Client certificate: PEM, or base64 of PEM. */
          clientCertData?: string;
          /** File with the client certificate, in PEM. */
          clientCertFile?: string;
          /**
           * Key of the client certificate.
           *
           * @visibility secret
           */
          clientKeyData?: string;
          /** File with the key of the client certificate, in PEM. */
          clientKeyFile?: string;
          /** Accepts any certificate of this server, and of no other. */
          skipTlsVerify?: boolean;
          /**
           * Own headers.
           *
           * @deepVisibility secret
           */
          headers?: { [name: string]: string };
        };
        /** Labels that it attaches when it scrapes, with what they are for a deployment; `namespace` and `service` when absent. */
        labels?: { [label: string]: string | { pattern: string } };
        /** False when it evaluates no alerting rules. */
        alerts?: boolean;
        /** True when what it measures is a simulation: pages say so. */
        simulated?: boolean;
      }>;
      /** Own profiles; see docs/profiles.md. They are preferred to those that there are. */
      profiles?: Array<{
        id: string;
        title: string;
        description?: string;
        /** `target`, or templates by label. */
        labels?: 'target' | { [label: string]: string | { pattern: string } };
        requests?: Array<{
          /** The counter, or a native histogram. */
          metric: string;
          native?: boolean;
          /** Which of its series are requests to the deployment. */
          only?: Array<{
            label: string;
            equals?: string;
            notEquals?: string;
            matches?: string;
            notMatches?: string;
          }>;
          /** Which requests failed. */
          errors: { label: string; matches: string };
          /** Classic histogram: the name before `_bucket`. */
          histogram?: string;
          unit?: 's' | 'ms';
        }>;
        lines?: Array<{
          /** Metric that is there when the line can be drawn. */
          family: string;
          group: {
            id: string;
            title: string;
            unit:
              'perSecond' | 'ratio' | 'seconds' | 'count' | 'bytes' | 'cores';
          };
          id: string;
          title: string;
          /** With `$selector` and `$window`. */
          query: string;
          /** Label that tells lines apart. */
          dimension?: string;
        }>;
      }>;
      /** False when queries in the annotation `prometheus.io/rule` are not run. */
      allowRules?: boolean;
    };
  };
}
