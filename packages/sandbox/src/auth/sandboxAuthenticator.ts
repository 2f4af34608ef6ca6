import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** Header in which the sign-in page names the chosen person. */
export const SANDBOX_PERSON_HEADER = 'x-sandbox-person';

/** Who was chosen. */
export interface SandboxPerson {
  entityRef: string;
}

function fullRef(text: string): string {
  return stringifyEntityRef(parseEntityRef(text, { defaultKind: 'user' }));
}

/** Entity refs of the persons that the configuration allows; none outside a sandbox. */
export function readPersons(root: Config): ReadonlySet<string> {
  const persons = root.getOptionalConfigArray('slipway.sandbox.persons') ?? [];
  return new Set(persons.map(person => fullRef(person.getString('entityRef'))));
}

/** Entity ref that a header names, in its full form. */
function readHeader(value: string | undefined): string {
  if (!value) {
    throw new AuthenticationError(
      `The header ${SANDBOX_PERSON_HEADER} does not name a person`,
    );
  }
  try {
    return fullRef(value);
  } catch (error) {
    throw new AuthenticationError(
      `The header ${SANDBOX_PERSON_HEADER} holds no entity ref`,
      error,
    );
  }
}

/**
 * Believes who a browser says it is, but only for the persons of the sandbox.
 * Where no persons are configured, it refuses everybody.
 */
export function createSandboxAuthenticator(persons: ReadonlySet<string>) {
  return createProxyAuthenticator({
    defaultProfileTransform: async ({ entityRef }: SandboxPerson) => ({
      profile: { displayName: parseEntityRef(entityRef).name },
    }),
    initialize: () => undefined,
    async authenticate({ req }) {
      if (!persons.size) {
        throw new NotAllowedError(
          'This portal is no sandbox: slipway.sandbox.persons is not configured',
        );
      }
      const entityRef = readHeader(req.get(SANDBOX_PERSON_HEADER));
      if (!persons.has(entityRef)) {
        throw new NotAllowedError(`${entityRef} is no person of the sandbox`);
      }
      return { result: { entityRef } };
    },
  });
}
