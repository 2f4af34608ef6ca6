import type {
  CanIResult,
  ComponentContracts,
  ConsumersPage,
  ConsumerVersion,
  VersionComparison,
} from '@slipway/backstage-plugin-contracts-common';
import { place, summary } from './contract';

type Change = VersionComparison['changes'][number];

/** What takes something from a consumer. */
export function breakingChange(change: Partial<Change> = {}): Change {
  return {
    ...{ rule: 'request-enum-value-removed', verdict: 'breaking' },
    message: 'Callers may no longer ask to capture later',
    ...{ direction: 'send' },
    subject: { operation: 'POST /payments', field: 'capture' },
    before: { path: '/paths/~1payments', text: '{"enum":["now","later"]}' },
    after: { path: '/paths/~1payments', text: 'enum: [now]' },
    counterExample: { value: { capture: 'later' } },
    hits: [
      {
        ...{ entityRef: 'component:default/batch-settlement' },
        ...{ version: '1.12.0', certain: true },
      },
      {
        ...{ entityRef: 'component:default/reports', version: '0.9.4' },
        certain: false,
      },
    ],
    ...change,
  };
}

/** What may surprise a consumer. */
export function riskyChange(change: Partial<Change> = {}): Change {
  return {
    ...{ rule: 'response-enum-value-added', verdict: 'risky' },
    message: 'A payment can have a new state: reversed',
    ...{ direction: 'receive', hits: [] },
    subject: { operation: 'GET /payments/{id}', field: 'state' },
    counterExample: { value: 'reversed' },
    ...change,
  };
}

/** What hurts nobody. */
export function safeChange(message: string): Change {
  return {
    ...{ rule: 'operation-added', verdict: 'safe', message, hits: [] },
    after: { path: '/paths/~1refunds~1{id}~1cancel' },
  };
}

/** The two versions of the story, compared. */
export function comparison(
  change: Partial<VersionComparison> = {},
): VersionComparison {
  return {
    ...{ from: '2.4.0', to: '2.5.0-beta.3', verdict: 'breaking' },
    ...{ requiredBump: 'major', ruleset: '507-4cf4fe1aee22', tookMs: 412 },
    judgedAt: '2026-11-18T10:46:00.000Z',
    changes: [
      safeChange('A refund can be cancelled'),
      riskyChange(),
      safeChange('A refund tells its reason'),
      breakingChange(),
    ],
    ...change,
  };
}

/** A live version of a consumer. */
export function consumer(
  name: string,
  version: string,
  change: Partial<ConsumerVersion> = {},
): ConsumerVersion {
  return {
    ...{ entityRef: `component:default/${name}`, version },
    ...{ places: [place('prod', 'acme')], evidence: ['declared', 'seen'] },
    ...{ verdict: 'safe', message: 'All it needs is offered.' },
    ...change,
  };
}

/** Who uses the API, as the backend gives them. */
export function consumersPage(
  change: Partial<ConsumersPage> = {},
): ConsumersPage {
  return {
    version: '2.5.0-beta.3',
    items: [
      consumer('checkout', '5.1.3', {
        evidence: ['declared', 'pact', 'seen'],
        owner: 'group:default/team-checkout',
        uses: [{ operation: 'POST /payments', values: { capture: ['now'] } }],
        ...{ calls: 1204, builtAgainst: '2.3.1' },
      }),
      consumer('reports', '0.9.4', {
        ...{ evidence: ['catalog', 'seen'], verdict: 'unknown' },
        message: 'What it reads is not known.',
        places: [{ ...place('prod'), stale: true }],
      }),
      consumer('batch-settlement', '1.12.0', {
        places: [place('prod', 'acme'), place('prod', 'globex'), place('acc')],
        ...{ verdict: 'breaking', message: 'It sends capture "later".' },
        uses: [
          {
            ...{ operation: 'POST /payments', sends: ['amount', 'capture'] },
            values: { capture: ['later'] },
          },
          { operation: 'GET /payments' },
        ],
      }),
      consumer('invoices', '3.8.0', {
        places: [place('qa'), { ...place('dev'), stale: true }],
        uses: [
          { operation: 'GET /payments/{id}', receives: ['state', 'settledAt'] },
        ],
      }),
      consumer('loyalty', '2.0.3', { evidence: ['declared'] }),
    ],
    trafficSources: [
      { id: 'prometheus:eu-1', title: 'Linkerd in eu-1', simulated: false },
    ],
    ...change,
  };
}

/** What the component of the story offers and uses. */
export function componentContracts(
  change: Partial<ComponentContracts> = {},
): ComponentContracts {
  return {
    entityRef: 'component:default/payments',
    provides: [summary()],
    consumes: [
      {
        ...summary({
          ...{ entityRef: 'api:default/ledger-api', name: 'ledger-api' },
          ...{ typeTitle: 'OpenAPI 3.0', state: 'fine', gaps: [] },
          stateReason: 'All that is live gets what it needs.',
          latest: {
            ...{ version: '4.2.1', versionKind: 'semver' },
            publishedAt: '2026-11-01T09:00:00.000Z',
          },
        }),
        versions: [
          consumer('payments', '2.4.0'),
          consumer('payments', '2.3.1', {
            ...{ verdict: 'unknown', message: 'It never declared its use.' },
          }),
        ],
      },
    ],
    ...change,
  };
}

/** What is said of a version of payments that breaks one consumer. */
export function canIResult({ version = '2.2.3' } = {}): CanIResult {
  return {
    ...{ answer: 'blocked', asked: 2, ruleset: '507-4cf4fe1aee22' },
    message: `payments ${version} may not come back to prod: it does not fit invoices 3.8.0.`,
    findings: [
      {
        ...{ answer: 'blocked', counterpart: 'consumer' },
        contract: 'api:default/payments-api',
        consumer: { entityRef: 'component:default/invoices', version: '3.8.0' },
        provider: { entityRef: 'component:default/payments', version },
        places: [place('prod', 'acme')],
        message: 'invoices 3.8.0 would break. settledAt is gone.',
      },
    ],
    waysOut: ['Bring invoices to a version that fits first.'],
  };
}
