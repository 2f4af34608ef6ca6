import {
  CONTRACT_DIRECTIONS,
  CONTRACT_ROLES,
  CONTRACT_TYPES,
  CONTRACT_VERDICTS,
} from '@slipway/backstage-plugin-contracts-common';
import {
  boolean,
  entityRef,
  list,
  object,
  oneOf,
  ref,
  strict,
  string,
  time,
  version,
} from './shapes';

const sentence = { type: 'string', minLength: 3, maxLength: 1000 };

/** Schemas of the bodies of requests. */
export const requestSchemas = {
  Document: {
    description: 'Text, or a map of path to text for several files',
    oneOf: [
      string,
      { type: 'object', minProperties: 1, additionalProperties: string },
    ],
  },
  CompareRequest: object(
    {
      type: oneOf(...CONTRACT_TYPES),
      ...{ before: ref('Document'), after: ref('Document') },
    },
    {
      role: oneOf(...CONTRACT_ROLES),
      direction: {
        ...oneOf(...CONTRACT_DIRECTIONS),
        description: 'Seen from the consumer; both unless told',
      },
    },
    strict,
  ),
  CanIRequest: object(
    {
      ...{ component: entityRef, version, environment: string },
      action: oneOf('deploy', 'rollback', 'promote'),
    },
    { tenant: string },
    strict,
  ),
  PublishRequest: object(
    { version, document: ref('Document') },
    {
      ...{ commit: string, dryRun: boolean, releasedAt: time },
      provider: object({ component: entityRef, version }, {}, strict),
    },
    strict,
  ),
  PublishNeedsRequest: object(
    { version },
    { commit: string, needs: string, pacts: list(string) },
    strict,
  ),
  NewContractException: object(
    {
      ...{ kind: oneOf('rule', 'block'), owner: entityRef, reason: sentence },
      expiresAt: time,
    },
    {
      ...{ rule: string, verdict: oneOf(...CONTRACT_VERDICTS) },
      ...{ scope: entityRef, consumer: entityRef, environment: string },
    },
    strict,
  ),
};
