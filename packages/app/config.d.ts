export interface Config {
  slipway?: {
    sandbox?: {
      /**
       * Persons that can be signed in as without a password. Only a sandbox
       * has them: the sign-in page offers exactly these, and where this is
       * absent nobody can sign in that way.
       */
      persons?: Array<{
        /**
         * Entity ref of a user in the catalog, for example `user:default/oncall-1`.
         * @visibility frontend
         */
        entityRef: string;
        /**
         * What the person is called on the sign-in page.
         * @visibility frontend
         */
        title: string;
        /**
         * What the person does.
         * @visibility frontend
         */
        description?: string;
      }>;
    };
  };
}
