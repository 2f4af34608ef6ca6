import {
  CONTRACT_BUMPS,
  CONTRACT_DIRECTIONS,
  CONTRACT_GAPS,
  CONTRACT_GROUPS,
  CONTRACT_ROLES,
  CONTRACT_TYPES,
  CONTRACT_VERDICTS,
} from '@slipway/backstage-plugin-contracts-common';
import { requestSchemas } from './requestSchemas';
import {
  anything,
  boolean,
  entityRef,
  extending,
  integer,
  list,
  mapOf,
  number,
  object,
  oneOf,
  ref,
  string,
  time,
  version,
} from './shapes';

const verdict = oneOf(...CONTRACT_VERDICTS);
const answer = oneOf('allowed', 'blocked', 'unknown');
const state = oneOf('breaks', 'risky', 'unknown', 'fine');
const counts = mapOf(integer);
const hits = list(object({ entityRef, version, certain: boolean }));
const componentVersion = object({ entityRef, version });
const cited = object({ id: string, owner: string, expiresAt: time });
const counterExample = object({}, { value: anything });
const asOf = { liveAsOf: time, liveProblem: string };

const comparing = {
  ContractPlace: object({ path: string }, { text: string }),
  ContractSubject: object(
    {},
    {
      ...{ operation: string, field: string, values: list(anything) },
      hits: oneOf('who-uses', 'who-omits'),
    },
  ),
  ContractChange: object(
    { rule: string, verdict, message: string },
    {
      ...{ before: ref('ContractPlace'), after: ref('ContractPlace') },
      direction: oneOf(...CONTRACT_DIRECTIONS),
      role: oneOf(...CONTRACT_ROLES),
      ...{ subject: ref('ContractSubject'), counterExample },
    },
  ),
  Comparison: object({
    ...{ verdict, requiredBump: oneOf(...CONTRACT_BUMPS), ruleset: string },
    changes: list(ref('ContractChange')),
  }),
  VersionComparison: extending(
    'Comparison',
    object({
      ...{ from: version, to: version, judgedAt: time, tookMs: number },
      changes: list(
        extending(
          'ContractChange',
          object({ hits }, { exception: cited, hiddenHits: integer }),
        ),
      ),
    }),
  ),
  ContractRule: object({
    ...{ id: string, title: string, why: string, formats: list(string) },
    ...{ verdicts: mapOf(verdict), bumpWhenSafe: oneOf(...CONTRACT_BUMPS) },
  }),
};

const versions = {
  LivePlace: object(
    { environment: string, stale: boolean },
    { tenant: string, cluster: string, since: time },
  ),
  VersionJudgement: object(
    {
      ...{ baseline: version, requiredBump: oneOf(...CONTRACT_BUMPS) },
      ...{ fits: boolean, message: string, verdict, counts, ruleset: string },
    },
    { declaredBump: oneOf(...CONTRACT_BUMPS), proposed: version },
  ),
  ContractVersion: object(
    {
      ...{ version, versionKind: oneOf('semver', 'other'), digest: string },
      ...{ source: oneOf('ci', 'catalog', 'git'), publishedAt: time },
      live: list(ref('LivePlace')),
    },
    {
      ...{ commit: string, publishedBy: string, problem: string },
      judgement: ref('VersionJudgement'),
    },
  ),
  ContractVersionDocument: extending(
    'ContractVersion',
    object({ type: oneOf(...CONTRACT_TYPES), document: ref('Document') }),
  ),
  PublishResult: extending(
    'ContractVersion',
    object(
      { created: boolean },
      {
        comparison: ref('Comparison'),
        stands: object(
          { state, message: string },
          { judgement: ref('VersionJudgement') },
        ),
      },
    ),
  ),
  ContractUse: object(
    { operation: string },
    {
      ...{ sends: list(string), receives: list(string) },
      values: mapOf(list(anything)),
    },
  ),
  ContractNeed: object(
    { contract: entityRef, evidence: oneOf('declared', 'pact') },
    {
      ...{ role: oneOf(...CONTRACT_ROLES), builtAgainst: version },
      ...{ versions: string, toleratesNewValues: boolean },
      uses: list(ref('ContractUse')),
    },
  ),
  ConsumerNeeds: object(
    {
      ...{ entityRef, version, publishedAt: time, created: boolean },
      needs: list(ref('ContractNeed')),
    },
    { commit: string },
  ),
};

const pages = {
  ContractSummary: object(
    {
      ...{ entityRef, name: string, specType: string, typeTitle: string },
      ...{ group: oneOf(...CONTRACT_GROUPS), providers: list(entityRef) },
      consumers: object({
        total: integer,
        breaking: integer,
        unknown: integer,
      }),
      ...{ state, stateReason: string },
      gaps: list(object({ gap: oneOf(...CONTRACT_GAPS), message: string })),
    },
    {
      ...{ title: string, type: oneOf(...CONTRACT_TYPES), owner: entityRef },
      ...{ system: entityRef, lifecycle: string, seenOnly: boolean },
      latest: object(
        { version, versionKind: string, publishedAt: time },
        { judgement: ref('VersionJudgement') },
      ),
    },
  ),
  ContractsPage: object(
    {
      ...{ items: list(ref('ContractSummary')), totalItems: integer },
      ...{ gaps: counts, owners: list(string), ruleset: string },
      groups: mapOf(object({ total: integer, withGaps: integer })),
    },
    { nextCursor: string, ...asOf },
  ),
  Deprecation: object(
    { operation: string, consumers: hits },
    {
      ...{ field: string, title: string, advice: string, since: version },
      ...{ sinceAt: time, sunset: string, daysLeft: integer },
      hiddenConsumers: integer,
    },
  ),
  ContractDetail: extending(
    'ContractSummary',
    object(
      {
        ...{ headline: string, waysOut: list(string), versions: integer },
        gates: list(object({ environment: string, answer, message: string })),
        ...{ deprecations: list(ref('Deprecation')), ruleset: string },
        providerVersions: list(
          object(
            { component: entityRef, version, places: list(ref('LivePlace')) },
            { contractVersion: version },
          ),
        ),
      },
      asOf,
    ),
  ),
  ConsumerVersion: object(
    {
      ...{ entityRef, version, places: list(ref('LivePlace')) },
      ...{ evidence: list(string), verdict, message: string },
    },
    {
      ...{ owner: entityRef, uses: list(ref('ContractUse')) },
      ...{ builtAgainst: version, calls: integer },
      ...{ lastCallAt: time, quietDays: integer },
    },
  ),
  ConsumersPage: object(
    {
      items: list(ref('ConsumerVersion')),
      trafficSources: list(
        object(
          { id: string, title: string, simulated: boolean },
          { readUntil: time, problem: string },
        ),
      ),
    },
    {
      ...{ version, hidden: counts },
      outside: object({ calls: integer, lastCallAt: time }),
    },
  ),
  ComponentContracts: object({
    ...{ entityRef, provides: list(ref('ContractSummary')) },
    consumes: list(
      extending(
        'ContractSummary',
        object({ versions: list(ref('ConsumerVersion')) }),
      ),
    ),
  }),
};

const deciding = {
  ContractExceptions: object({
    items: list(ref('ContractException')),
    mayManage: boolean,
  }),
  CanIFinding: object(
    {
      ...{ answer, counterpart: oneOf('consumer', 'provider') },
      ...{ contract: entityRef, message: string },
      ...{ consumer: componentVersion, provider: componentVersion },
      places: list(ref('LivePlace')),
    },
    {
      ...{ operation: string, field: string, counterExample },
      ...{ exception: cited, hidden: boolean, rule: string },
      compared: object({ from: version, to: version }),
    },
  ),
  CanIResult: object(
    {
      ...{ answer, message: string, findings: list(ref('CanIFinding')) },
      ...{ waysOut: list(string), asked: integer, ruleset: string },
    },
    { asOf: time },
  ),
  ContractMatrix: object(
    {
      ...{ environment: string, environments: list(string) },
      consumers: list(object({ id: string, entityRef, version })),
      contracts: list(
        object(
          {
            id: string,
            entityRef,
            provider: entityRef,
            version,
            whatIf: boolean,
          },
          { contractVersion: version },
        ),
      ),
      cells: list(
        object(
          { consumer: string, contract: string, verdict, message: string },
          { undeclared: boolean },
        ),
      ),
    },
    { hidden: counts, hiddenContracts: integer, ...asOf },
  ),
  ContractGovernance: object(
    {
      ...{ contracts: integer, versions: integer, gaps: counts },
      ...{ states: counts, ruleset: string },
      deprecations: list(
        extending('Deprecation', object({ contract: entityRef })),
      ),
      exceptions: list(ref('ContractException')),
    },
    asOf,
  ),
  ContractException: object(
    {
      ...{ id: string, kind: oneOf('rule', 'block'), owner: string },
      ...{ reason: string, expiresAt: time, createdBy: string },
      createdAt: time,
    },
    {
      ...{ rule: string, verdict, scope: entityRef, consumer: entityRef },
      environment: string,
    },
  ),
  Error: object({
    error: object({ name: string, message: string }),
  }),
};

/** Schemas of all that the API takes and gives. */
export const schemas: Record<string, object> = {
  ...{ ...requestSchemas, ...comparing, ...versions, ...pages, ...deciding },
};
