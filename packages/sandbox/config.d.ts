export interface Config {
  slipway?: {
    sandbox?: {
      /**
       * Persons to sign in as without a password. Only a sandbox has them: where this is absent, nobody can sign in that way.
       */
      persons?: Array<{
        /** For example `user:default/dev-1`. */
        entityRef: string;
        /** What the person is called on the sign-in page. */
        title: string;
        /** What the person does. */
        description?: string;
      }>;
    };
  };
}
