import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Somebody of the sandbox to sign in as. */
export interface SandboxPerson {
  entityRef: string;
  title: string;
  description?: string;
}

/** The persons of the sandbox; none anywhere else. */
export function readSandboxPersons(config: ConfigApi): SandboxPerson[] {
  const persons = config.getOptionalConfigArray('slipway.sandbox.persons');
  return (persons ?? []).map(person => ({
    entityRef: person.getString('entityRef'),
    title: person.getString('title'),
    description: person.getOptionalString('description'),
  }));
}

const KEY = 'slipway.sandbox.person';
const ASK = 'ask';

/**
 * Who one is in this tab of the browser. Nobody was chosen at first, which
 * makes one the first person; after signing out one is asked.
 */
export const chosenPerson = {
  set: (entityRef: string) => sessionStorage.setItem(KEY, entityRef),
  askNext: () => sessionStorage.setItem(KEY, ASK),
  /** @returns undefined when the person is to be asked */
  among: (persons: readonly SandboxPerson[]): SandboxPerson | undefined => {
    const chosen = sessionStorage.getItem(KEY);
    return chosen === null
      ? persons[0]
      : persons.find(({ entityRef }) => entityRef === chosen);
  },
};
