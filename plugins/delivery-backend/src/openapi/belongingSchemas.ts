import { BELONGING_KINDS } from '@slipway/backstage-plugin-delivery-common';
import { integer, list, object, oneOf, ref, strict, string } from './shapes';

const name = { type: 'string', minLength: 1, maxLength: 200 } as const;

/** JSON Schemas of what folders own; see the types of the same names in delivery-common. */
export const belongings = {
  NameHolder: object({ name: string, where: string }, { owner: string }),
  HostAnswer: object({
    ...{ host: string, status: oneOf('free', 'invalid', 'taken') },
    ...{ message: string, folders: list(string) },
  }),
  RemovalRequest: object(
    {},
    {
      ...{ component: name, tenant: name, repository: name },
      environments: { ...list(name), maxItems: 100 },
    },
    strict,
  ),
  RemovedFolder: object(
    {
      ...{ deploymentId: string, repository: string, path: string },
      ...{ component: string, entityRef: string, environment: string },
      files: integer,
    },
    { tenant: string, cluster: string, version: string },
  ),
  Belonging: object(
    {
      ...{ kind: oneOf(...BELONGING_KINDS), name: string },
      ...{ folder: string, file: string },
    },
    { detail: string },
  ),
  RemovalPlan: object({
    folders: list(ref('RemovedFolder')),
    belongings: list(ref('Belonging')),
    ...{ untold: list(string), hidden: integer },
  }),
};
