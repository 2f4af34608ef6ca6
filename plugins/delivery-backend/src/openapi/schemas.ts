/** JSON Schemas of the API, by name; see the types of the same names in delivery-common. */

import { health } from './healthSchemas';
import { belongings } from './belongingSchemas';
import { changes } from './changeSchemas';
import { environments } from './environmentSchemas';
import { tenants } from './tenantSchemas';
import { traffic } from './trafficSchemas';
import {
  boolean,
  integer,
  list,
  object,
  oneOf,
  page,
  ref,
  sha,
  strict,
  string,
  time,
  version,
} from './shapes';

const versionKind = oneOf('semver', 'build-number', 'sha', 'text');
const bump = oneOf('major', 'minor', 'patch', 'prerelease', 'none');
const capability = object({ allowed: boolean }, { reason: string });
const mark = { version, by: string, reason: string };
const person = object({ name: string }, { email: string });

const deployments = {
  DesiredState: object(
    { commit: sha, since: time, author: string },
    {
      ...{ version, versionKind, authorEmail: string },
      ...{ file: string, line: integer, commitUrl: string },
    },
  ),
  LiveState: object(
    { stale: boolean },
    {
      ...{ version, versionKind, observedAt: time, source: string },
      ...{ staleSince: time, staleCause: string, since: time, url: string },
      replicas: object(
        { desired: integer, ready: integer },
        { updated: integer },
      ),
    },
  ),
  Deployment: object(
    {
      ...{ id: string, entityRef: string, component: string },
      ...{ environment: string, repository: string, path: string },
      topic: string,
      desired: ref('DesiredState'),
      live: ref('LiveState'),
      sync: object(
        { status: oneOf('in-sync', 'out-of-sync', 'unknown') },
        { message: string, revision: string },
      ),
      health: object(
        {
          status: oneOf(
            ...['healthy', 'progressing', 'degraded'],
            ...['suspended', 'missing', 'unknown'],
          ),
        },
        { message: string, since: time },
      ),
      bans: list(object(mark, { since: time })),
      problems: list(object({ code: string, message: string })),
      can: object({ rollback: capability }),
    },
    {
      ...{ tenant: string, cluster: string },
      ...{ environmentKind: string, expires: time },
      hold: object(mark, { since: time, until: time }),
      suspended: ref('TenantSuspension'),
      operation: ref('OperationSummary'),
      lastOperation: ref('OperationSummary'),
    },
  ),
  DeploymentsPage: page('Deployment', { hiddenItems: integer }),
  Source: object(
    {
      ...{ id: string, title: string, simulated: boolean },
      kind: oneOf('git', 'runtime', 'health'),
      status: oneOf('ok', 'starting', 'silent'),
      clusters: list(string),
    },
    { lastSeenAt: time, silentSince: time, cause: string, head: sha },
  ),
};

const history = {
  Revision: object(
    {
      ...{ id: string, deploymentId: string, commit: sha },
      kind: oneOf(
        ...['deploy', 'upgrade', 'downgrade', 'config'],
        ...['create', 'remove', 'restore'],
      ),
      author: person,
      committer: person,
      ...{ authoredAt: time, committedAt: time, at: time, subject: string },
      trailers: list(object({ key: string, value: string })),
      filesChanged: integer,
      rewritten: boolean,
    },
    {
      ...{ versionBefore: version, versionAfter: version, versionKind, bump },
      ...{ commitUrl: string, landedIn: sha, body: string, problem: string },
      rollback: object(
        { from: version, to: version },
        { reason: string, requestedBy: string, operationId: string },
      ),
    },
  ),
  RevisionsPage: page('Revision'),
  DeployedVersion: object(
    {
      ...{ version, kind: versionKind, verdictText: string },
      verdict: oneOf(
        ...['current', 'ran', 'ran-healthy', 'ran-clean', 'burned'],
        ...['rolled-back', 'never-healthy', 'no-data'],
      ),
      ...{ firstFrom: time, lastFrom: time, ranForSeconds: integer },
      ...{ commit: sha, author: string, subject: string, suggested: boolean },
    },
    { bump, lastUntil: time, commitUrl: string, unusable: string },
  ),
};

const expected = object({ version, commit: sha }, {}, strict);
// An upgrade is begun by its wave only, which asks for another permission.
const requestable = oneOf('rollback', 'undo');

const operations = {
  CheckResult: object(
    {
      ...{ id: string, title: string, message: string },
      status: oneOf('ok', 'warn', 'block', 'unknown'),
      tookMs: integer,
    },
    {
      evidence: list(string),
      example: object({ caption: string, text: string }),
      about: list(string),
      links: list(
        object({
          ...{ kind: oneOf('evidence', 'way-out'), title: string, url: string },
        }),
      ),
    },
  ),
  FileChange: object({
    path: string,
    lines: list(object({ line: integer, before: string, after: string })),
  }),
  PreflightRequest: object(
    { version, expected },
    { type: oneOf('rollback', 'undo', 'upgrade') },
    strict,
  ),
  Preflight: object(
    {
      ...{ deploymentId: string, version, expected },
      ...{ checkedAt: time, tookMs: integer },
      status: oneOf('ok', 'warn', 'block', 'unknown'),
      checks: list(ref('CheckResult')),
      changes: list(ref('FileChange')),
      notRolledBack: list(string),
    },
    {
      current: object({
        ...{ version, commit: sha, author: string, at: time, subject: string },
      }),
    },
  ),
  OperationRequest: object(
    {
      type: requestable,
      deploymentId: string,
      version,
      expected,
      reason: { type: 'string', minLength: 1, maxLength: 2000 },
    },
    {
      incident: { type: 'string', maxLength: 500 },
      accept: list(string),
      undoes: string,
    },
    strict,
  ),
  OperationSummary: object(
    {
      id: string,
      type: oneOf('rollback', 'undo', 'upgrade'),
      state: oneOf(
        ...['requested', 'authorised', 'committing', 'committed', 'syncing'],
        ...['converged', 'verifying', 'recovered', 'completed', 'refused'],
        ...['superseded', 'not-recovered', 'not-verified', 'stuck'],
        ...['failed', 'cancelled'],
      ),
      ...{ deploymentId: string, entityRef: string, environment: string },
      ...{ fromVersion: version, toVersion: version, requestedBy: string },
      ...{ requestedAt: time, step: integer, steps: integer, message: string },
    },
    { tenant: string, endedAt: time },
  ),
  OperationStep: object(
    {
      name: oneOf(
        'asked',
        'committed',
        'seen',
        'syncing',
        'replicas',
        'healthy',
        'verifying',
      ),
      status: oneOf('waiting', 'running', 'done', 'failed', 'skipped'),
      attempt: integer,
    },
    { startedAt: time, endedAt: time, message: string },
  ),
  Operation: {
    allOf: [
      ref('OperationSummary'),
      object(
        {
          ...{ topic: string, component: string, reason: string, expected },
          checks: list(ref('CheckResult')),
          changes: list(ref('FileChange')),
          ...{ repository: string, path: string },
          stepDetails: list(ref('OperationStep')),
          nextActs: list(string),
          can: object({ stop: boolean, undo: boolean }),
        },
        {
          ...{ incident: string, commit: sha, commitUrl: string },
          undoes: string,
          passedOverBy: object(
            { at: time, undone: boolean },
            {
              ...{ version: string, operationId: string, author: string },
              ...{ commit: sha, commitUrl: string },
            },
          ),
        },
      ),
    ],
  },
  OperationsPage: page('OperationSummary'),
};

const errors = {
  Error: object({
    error: object({ name: string, message: string }),
  }),
};

/** All schemas by name. */
export const schemas = {
  ...deployments,
  ...history,
  ...operations,
  ...health,
  ...tenants,
  ...traffic,
  ...changes,
  ...belongings,
  ...environments,
  ...errors,
};

/** Wraps a list that is never paged. */
export function itemsOf(name: string) {
  return object({ items: list(ref(name)) });
}
