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

/** Who was chosen in this tab of the browser. */
export const chosenPerson = {
  get: (): string | undefined => sessionStorage.getItem(KEY) ?? undefined,
  set: (entityRef: string) => sessionStorage.setItem(KEY, entityRef),
  clear: () => sessionStorage.removeItem(KEY),
};
