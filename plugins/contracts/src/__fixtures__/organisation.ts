import {
  CONTRACT_GAPS,
  type ContractException,
  type ContractGap,
  type ContractMatrix,
  type ContractRule,
  type ContractsPage,
  type ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import { STORY_NOW, summary } from './contract';

const ref = (name: string) => `component:default/${name}`;

/** A point of which too little is known. */
export function unknownPoint(
  change: Partial<ContractSummary> = {},
): ContractSummary {
  return summary({
    ...{ entityRef: 'api:default/loyalty-admin', name: 'loyalty-admin' },
    ...{ owner: undefined, latest: undefined, state: 'unknown' },
    ...{ typeTitle: 'OpenAPI', stateReason: 'No version was ever published.' },
    providers: [],
    consumers: { total: 1, breaking: 0, unknown: 1 },
    gaps: [
      { gap: 'no-contract', message: 'No version was ever published.' },
      { gap: 'no-owner', message: 'Nobody answers for it.' },
    ],
    ...change,
  });
}

/** A point at which all is well. */
export function finePoint(
  change: Partial<ContractSummary> = {},
): ContractSummary {
  return summary({
    ...{ entityRef: 'api:default/order.placed', name: 'order.placed' },
    ...{ group: 'events', type: 'asyncapi', typeTitle: 'AsyncAPI 2' },
    ...{ state: 'fine', stateReason: 'All that is live gets what it needs.' },
    latest: {
      ...{ version: '2.0.1', versionKind: 'semver' },
      publishedAt: '2026-10-01T09:00:00.000Z',
    },
    consumers: { total: 0, breaking: 0, unknown: 0 },
    gaps: [],
    ...change,
  });
}

/** How many have each gap. */
export function gaps(): Record<ContractGap, number> {
  const none = Object.fromEntries(CONTRACT_GAPS.map(gap => [gap, 0]));
  return {
    ...(none as Record<ContractGap, number>),
    ...{ 'would-break': 1, 'bump-too-small': 1, overdue: 1 },
    ...{ 'no-contract': 3, 'unknown-consumers': 3 },
  };
}

/** The first page of integration points. */
export function pointsPage(change: Partial<ContractsPage> = {}): ContractsPage {
  return {
    items: [summary(), unknownPoint(), finePoint()],
    ...{ totalItems: 3, gaps: gaps() },
    groups: {
      rest: { total: 2, withGaps: 2 },
      events: { total: 1, withGaps: 0 },
    },
    owners: ['group:default/team-payments', 'group:default/team-crm'],
    ...{ liveAsOf: STORY_NOW, ruleset: '507-4cf4fe1aee22' },
    ...change,
  };
}

const cell = (
  consumer: string,
  contract: string,
  verdict: ContractMatrix['cells'][number]['verdict'],
  message: string,
) => ({ consumer, contract, verdict, message });

/** Which versions that live in prod fit together. */
export function matrix(change: Partial<ContractMatrix> = {}): ContractMatrix {
  const consumers = [
    ['batch-settlement', '1.12.0'],
    ['checkout', '5.1.3'],
    ['reports', '0.9.4'],
  ].map(([name, version]) => ({
    ...{ id: `${ref(name)}@${version}`, entityRef: ref(name), version },
  }));
  const [batch, checkout, reports] = consumers.map(({ id }) => id);
  const payments = 'api:default/payments-api@2.4.0';
  const ledger = 'api:default/ledger-api@4.2.1';
  return {
    ...{ environment: 'prod', environments: ['dev', 'qa', 'acc', 'prod'] },
    consumers,
    contracts: [
      {
        ...{ id: payments, entityRef: 'api:default/payments-api' },
        ...{ provider: ref('payments'), version: '2.4.0' },
        ...{ contractVersion: '2.4.0', whatIf: false },
      },
      {
        ...{ id: ledger, entityRef: 'api:default/ledger-api' },
        ...{ provider: ref('ledger'), version: '4.2.1' },
        ...{ contractVersion: '4.2.1', whatIf: false },
      },
    ],
    cells: [
      cell(batch, payments, 'safe', 'All it needs is offered.'),
      cell(checkout, payments, 'safe', 'All it needs is offered.'),
      cell(checkout, ledger, 'risky', 'A new state may come.'),
      cell(reports, payments, 'unknown', 'reports never declared its use.'),
    ],
    liveAsOf: STORY_NOW,
    ...change,
  };
}

/** The same with the newest payments in place of the one that lives. */
export function whatIfMatrix(): ContractMatrix {
  const lives = matrix();
  const [payments, ledger] = lives.contracts;
  const [batch, ...others] = lives.cells;
  return {
    ...lives,
    contracts: [{ ...payments, version: '2.5.0-beta.3', whatIf: true }, ledger],
    cells: [
      { ...batch, verdict: 'breaking', message: 'It sends capture "later".' },
      ...others,
    ],
  };
}

/** Two rules of many. */
export function rules(): ContractRule[] {
  return [
    {
      id: 'request-enum-value-removed',
      title: 'A value is no longer accepted',
      why: 'Who still sends it is refused.',
      formats: ['openapi', 'asyncapi'],
      verdicts: { send: 'breaking' },
      bumpWhenSafe: 'minor',
    },
    {
      id: 'sql-column-removed',
      title: 'A column is gone',
      why: 'Queries that name it fail.',
      formats: ['sql'],
      verdicts: { reader: 'breaking', writer: 'risky' },
      bumpWhenSafe: 'minor',
    },
  ];
}

/** What judges otherwise than the rules do. */
export function exceptions(): ContractException[] {
  const made = {
    ...{ createdBy: 'user:default/lead-1', createdAt: STORY_NOW },
    expiresAt: '2026-12-31T22:59:59.000Z',
  };
  return [
    {
      ...{ id: 'ex-1', kind: 'block', ...made },
      ...{ consumer: ref('batch-settlement'), environment: 'qa' },
      ...{ owner: 'group:default/team-finance', reason: 'Replaced on 1 Dec' },
    },
    {
      ...{ id: 'ex-2', kind: 'rule', rule: 'sql-column-removed', ...made },
      ...{ verdict: 'risky', scope: 'system:default/retail' },
      ...{ owner: 'group:default/team-retail', reason: 'Nobody reads it' },
    },
  ];
}
