export interface Config {
  catalog?: {
    providers?: {
      /** Entities from the repositories under `delivery.repositories`. */
      gitops?: {
        /** Ids of the repositories to read; all of them by default. */
        repositories?: string[];
        /** Namespace of entities that name none; `default` by default. */
        namespace?: string;
        /** Owner of components whose folders name none; `unknown` by default. */
        defaultOwner?: string;
        /** `all` (the default): each folder is a component; `described`: only what a `catalog-info.yaml` of some stage describes, where the catalog knows the others from elsewhere. */
        components?: 'all' | 'described';
        /** Kinds that a `catalog-info.yaml` may bring; Component, API, Resource and System by default. */
        allowKinds?: string[];
        /** Path of the chart's keys in `values.yaml` at which databases and buses are looked for; `service` and the top by default. */
        valuesAt?: string[];
      };
    };
  };
}
