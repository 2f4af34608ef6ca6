import type {
  ContractDetail,
  ContractSummary,
  ContractVersion,
  ContractVersionDocument,
  Deprecation,
  LivePlace,
  VersionJudgement,
} from '@slipway/backstage-plugin-contracts-common';

/** Thursday, when the story is told. */
export const STORY_NOW = '2026-11-19T13:07:12.000Z';

/** The API of the story. */
export const API_REF = 'api:default/payments-api';

/** Somewhere that something runs. */
export function place(environment: string, tenant?: string): LivePlace {
  return { environment, stale: false, ...(tenant && { tenant }) };
}

/** How a version stands to the one before it. */
export function judgement(
  change: Partial<VersionJudgement> = {},
): VersionJudgement {
  return {
    ...{ baseline: '2.3.0', declaredBump: 'patch', requiredBump: 'patch' },
    ...{ fits: true, message: 'Declared patch, needs patch.' },
    ...{ verdict: 'safe', ruleset: '507-4cf4fe1aee22' },
    counts: { breaking: 0, risky: 0, unknown: 0, safe: 1 },
    ...change,
  };
}

/** The newest version says minor and takes something away. */
export function misfit(): VersionJudgement {
  return judgement({
    ...{ baseline: '2.4.0', declaredBump: 'minor', requiredBump: 'major' },
    ...{ fits: false, message: 'Declared minor, needs major.' },
    ...{ verdict: 'breaking', proposed: '3.0.0' },
    counts: { breaking: 1, risky: 1, unknown: 0, safe: 2 },
  });
}

/** One published version. */
export function version(
  change: Partial<ContractVersion> & { version: string },
): ContractVersion {
  return {
    ...{ versionKind: 'semver', digest: `sha256:${change.version}` },
    ...{ source: 'ci', publishedAt: '2026-11-03T09:00:00.000Z' },
    ...{ judgement: judgement(), live: [] },
    ...change,
  };
}

/** All versions, newest first. */
export function versions(): ContractVersion[] {
  return [
    version({
      ...{ version: '2.5.0-beta.3', judgement: misfit() },
      publishedAt: '2026-11-19T10:46:00.000Z',
      live: [{ ...place('dev'), stale: true }],
    }),
    version({ version: '2.4.1', publishedAt: '2026-11-19T12:38:00.000Z' }),
    version({
      ...{ version: '2.4.0', publishedAt: '2026-11-16T09:00:00.000Z' },
      judgement: judgement({ declaredBump: 'minor', requiredBump: 'minor' }),
      live: [place('qa'), place('prod', 'acme')],
    }),
    version({
      version: '2.3.1',
      live: [place('acc'), place('prod', 'globex')],
    }),
    version({ version: '2.3.0', publishedAt: '2026-10-26T09:00:00.000Z' }),
    version({ version: '2.2.3', publishedAt: '2026-10-17T09:00:00.000Z' }),
    version({ version: '2.2.0', publishedAt: '2026-10-02T09:00:00.000Z' }),
    version({
      ...{ version: '2.1.0', publishedAt: '2025-09-02T09:00:00.000Z' },
      judgement: undefined,
    }),
  ];
}

/** A version with its text. */
export function document(name: string): ContractVersionDocument {
  const values = name === '2.5.0-beta.3' ? '[now]' : '[now, later]';
  const lines = ['openapi: 3.1.0', 'capture:', `  enum: ${values}`, 'end: 1'];
  return {
    ...version({ version: name }),
    ...{ type: 'openapi', document: lines.join('\n') },
  };
}

/** The API as a list shows it. */
export function summary(
  change: Partial<ContractSummary> = {},
): ContractSummary {
  return {
    ...{ entityRef: API_REF, name: 'payments-api', specType: 'openapi' },
    ...{ type: 'openapi', group: 'rest', typeTitle: 'OpenAPI 3.1' },
    ...{
      owner: 'group:default/team-payments',
      system: 'system:default/retail',
    },
    providers: ['component:default/payments'],
    latest: {
      ...{ version: '2.5.0-beta.3', versionKind: 'semver' },
      ...{ publishedAt: '2026-11-19T10:46:00.000Z', judgement: misfit() },
    },
    consumers: { total: 5, breaking: 1, unknown: 1 },
    state: 'breaks',
    stateReason: '2.5.0-beta.3 would break batch-settlement 1.12.0 in prod.',
    gaps: [
      { gap: 'bump-too-small', message: 'Declared minor, needs major.' },
      { gap: 'overdue', message: 'X-Client-Key is 18 days overdue.' },
      { gap: 'unknown-consumers', message: 'reports never declared its use.' },
    ],
    ...change,
  };
}

/** What goes away. */
export function deprecations(): Deprecation[] {
  return [
    {
      ...{ operation: 'POST /payments', field: 'X-Client-Key' },
      ...{ since: '2.1.0', sinceAt: '2025-09-02T00:00:00.000Z' },
      ...{ sunset: '2026-11-01', daysLeft: -18, advice: 'Use a bearer token.' },
      consumers: [
        {
          ...{ entityRef: 'component:default/reports', version: '0.9.4' },
          certain: false,
        },
      ],
    },
    {
      ...{ operation: 'GET /payments', since: '2.3.0' },
      ...{ sunset: '2027-01-31', daysLeft: 73 },
      sinceAt: '2026-10-26T00:00:00.000Z',
      consumers: [
        {
          ...{ entityRef: 'component:default/batch-settlement' },
          ...{ version: '1.12.0', certain: true },
        },
        {
          ...{ entityRef: 'component:default/reports', version: '0.9.4' },
          certain: true,
        },
      ],
    },
  ];
}

/** All about the API. */
export function detail(change: Partial<ContractDetail> = {}): ContractDetail {
  return {
    ...summary(),
    headline: '2.5.0-beta.3 is declared minor and needs major',
    waysOut: ['Accept "later" again.', 'Release it as 3.0.0.'],
    gates: [
      {
        ...{ environment: 'qa', answer: 'unknown' },
        message: 'reports 0.9.4 could not be judged.',
      },
      {
        ...{ environment: 'acc', answer: 'allowed' },
        message: 'All 3 counterparts get what they need.',
      },
      {
        ...{ environment: 'prod', answer: 'blocked' },
        message: 'batch-settlement 1.12.0 sends "later".',
      },
    ],
    deprecations: deprecations(),
    providerVersions: [],
    ...{ versions: 8, liveAsOf: STORY_NOW, ruleset: '507-4cf4fe1aee22' },
    ...change,
  };
}
