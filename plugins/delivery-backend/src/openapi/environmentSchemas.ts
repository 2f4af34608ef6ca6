import {
  boolean,
  integer,
  list,
  object,
  oneOf,
  ref,
  sha,
  strict,
  string,
  time,
} from './shapes';

const policy = object({ rollback: oneOf('allow', 'roll-forward-only') });
const capability = object({ allowed: boolean }, { reason: string });
const reason = { type: 'string', minLength: 1, maxLength: 500 } as const;

/** JSON Schemas of environments; see the types of the same names in delivery-common. */
export const environments = {
  EnvironmentLife: object(
    {
      ...{ kind: string, since: time, commit: sha, staying: integer },
      createdBy: object({ name: string }, { entityRef: string }),
      problems: list(string),
    },
    {
      ...{ commitUrl: string, copiedFrom: string, reason: string },
      expires: time,
    },
  ),
  Environment: object(
    {
      ...{ name: string, title: string, order: integer },
      ...{ tenants: list(string), deployments: integer, policy },
    },
    { life: ref('EnvironmentLife') },
  ),
  EnvironmentKind: object(
    {
      ...{ kind: string, title: string, order: integer },
      ...{ reserved: list(string), policy },
      timeToLive: object(
        { required: boolean },
        { usual: string, longest: string },
      ),
    },
    { names: string },
  ),
  RefusedFolder: object({ repository: string, path: string, message: string }),
  EnvironmentFolder: object(
    {
      ...{ deploymentId: string, entityRef: string, component: string },
      ...{ repository: string, path: string },
    },
    {
      ...{ tenant: string, cluster: string, version: string, expires: time },
      hold: object(
        { version: string, by: string, reason: string },
        { since: time, until: time },
      ),
    },
  ),
  EnvironmentDetails: {
    allOf: [
      ref('Environment'),
      object({
        folders: list(ref('EnvironmentFolder')),
        can: object({ prolong: capability, end: capability }),
      }),
    ],
  },
  ProlongRequest: object({ expires: string, reason }, { base: sha }, strict),
  EndRequest: object({ reason }, { base: sha, heldToo: boolean }, strict),
};
