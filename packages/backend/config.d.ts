export interface Config {
  slipway?: {
    permission?: {
      /**
       * Entity refs of groups whose members may roll back every component,
       * beside those who own it.
       */
      onCallGroups?: string[];
    };
  };
}
