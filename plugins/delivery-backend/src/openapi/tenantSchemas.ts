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
  version,
} from './shapes';

const number = { type: 'number', minimum: 0 } as const;
const capability = object({ allowed: boolean }, { reason: string });
const reason = { type: 'string', minLength: 1, maxLength: 2000 } as const;
const expected = object({ version, commit: sha });
const changedFile = list(ref('ChangedFile'));

const known = {
  TenantFiles: object({
    tenant: string,
    items: list(
      object(
        {
          ...{ repository: string, commit: sha },
          ...{ files: list(ref('DeploymentFile')), hosts: list(string) },
        },
        { description: string },
      ),
    ),
  }),
  TenantAmounts: object({}, { cpu: number, memory: number, storage: number }),
  TenantSuspension: object(
    { by: string, reason: string },
    { since: time, dataKeptUntil: string },
  ),
  TenantUsage: object(
    {
      used: ref('TenantAmounts'),
      hard: ref('TenantAmounts'),
      measuredAt: time,
    },
    { silentSince: time, cause: string },
  ),
  IsolationFinding: object(
    {
      rule: oneOf(
        ...['network', 'quota', 'limits', 'token', 'certificate', 'backup'],
      ),
      answer: oneOf('yes', 'no', 'unknown'),
      ...{ without: list(string), unknown: list(string), message: string },
    },
    { limitSeconds: integer },
  ),
  TenantService: object(
    { deployment: ref('Deployment') },
    { measured: ref('DeploymentHealth') },
  ),
  Tenant: object(
    {
      name: string,
      state: oneOf('live', 'described', 'suspended'),
      ...{ contacts: list(string), hosts: list(string), hidden: integer },
      services: list(ref('TenantService')),
      isolation: list(ref('IsolationFinding')),
      problems: list(object({ code: string, message: string })),
      can: object({ upgrade: capability, suspend: capability }),
    },
    {
      file: object({ repository: string, path: string }),
      ...{ plan: string, owner: string, dataResidency: string, like: string },
      ...{ retentionDays: integer, metricsRetentionDays: integer },
      quota: ref('TenantAmounts'),
      ...{ usage: ref('TenantUsage'), usageProblem: string },
      backup: object({ at: time, schedule: string }),
      backupPlan: object({}, { every: string, keptDays: integer }),
      certificate: object({ at: time, name: string }),
      suspended: ref('TenantSuspension'),
    },
  ),
  ClusterRoom: object(
    {
      cluster: string,
      reserved: ref('TenantAmounts'),
      capacity: ref('TenantAmounts'),
      measuredAt: time,
    },
    { silentSince: time, cause: string },
  ),
  RoomResponse: object(
    { items: list(ref('ClusterRoom')) },
    { problem: string },
  ),
  TenantsResponse: object({ items: list(ref('Tenant')), hidden: integer }),
};

const switching = {
  TenantSuspendRequest: object(
    { reason },
    {
      dataKeptUntil: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      base: sha,
    },
    strict,
  ),
  TenantResumeRequest: object({ reason }, { base: sha }, strict),
  TenantChangePlan: object({
    ...{ repository: string, head: sha, files: changedFile },
    ...{ left: list(string) },
    scaled: list(
      object({
        ...{ component: string, environment: string, file: string },
        ...{ from: integer, to: integer },
      }),
    ),
  }),
};

const upgrades = {
  UpgradeTarget: object(
    { deploymentId: string, version, expected },
    {},
    strict,
  ),
  UpgradeVersion: object({ component: string, version }, {}, strict),
  UpgradeRequest: object(
    {
      waves: {
        ...list(
          object(
            {
              targets: {
                ...list(ref('UpgradeTarget')),
                ...{ minItems: 1, maxItems: 1_000 },
              },
            },
            {},
            strict,
          ),
        ),
        ...{ minItems: 1, maxItems: 100 },
      },
      reason,
    },
    {
      soakSeconds: { type: 'integer', minimum: 0, maximum: 604_800 },
      accept: list(string),
      versionsLetPass: { ...list(ref('UpgradeVersion')), maxItems: 100 },
      startsAt: time,
    },
    strict,
  ),
  UpgradeStart: object({}, { accept: list(string) }, strict),
  UpgradeItem: object(
    {
      ...{ deploymentId: string, entityRef: string, component: string },
      ...{ environment: string, fromVersion: string, toVersion: string },
      state: oneOf(
        ...['waiting', 'blocked', 'running', 'soaking', 'done', 'failed'],
        'set-aside',
      ),
      ...{ message: string, checks: list(ref('CheckResult')) },
    },
    { tenant: string, soakingSince: time, operationId: string },
  ),
  Upgrade: object(
    {
      ...{ id: string, reason: string, requestedBy: string },
      state: oneOf(
        ...['planned', 'running', 'stopped', 'completed', 'abandoned'],
      ),
      ...{ requestedAt: time, soakSeconds: integer, message: string },
      accepted: list(string),
      ...{ wave: integer, hidden: integer },
      waves: list(object({ items: list(ref('UpgradeItem')) })),
      can: object({ start: boolean, stop: boolean, abandon: boolean }),
    },
    {
      ...{ endedAt: time, startsAt: time },
      versionsLetPass: list(ref('UpgradeVersion')),
    },
  ),
};

/** JSON Schemas of tenants; see the types of the same names in delivery-common. */
export const tenants = { ...known, ...switching, ...upgrades };
