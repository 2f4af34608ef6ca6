export interface Config {
  slipway?: {
    sandbox?: {
      /**
       * Persons that can be signed in as, without a password. Present only in
       * the sandbox: the sign-in page then offers exactly these.
       */
      persons?: Array<{
        /**
         * Entity ref of a user in the catalog, for example `user:default/oncall-1`.
         * @visibility frontend
         */
        entityRef: string;
        /**
         * @visibility frontend
         */
        title: string;
        /**
         * What this person may do.
         * @visibility frontend
         */
        description?: string;
      }>;
    };
  };
}
