import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import { deploy, type Author, type StoryEvent } from './StoryEvent';
import type { Place } from './services';
import type { StoryTime } from './storyTime';

const ACME: Place = { environment: 'prod', tenant: 'acme' };
const GLOBEX: Place = { environment: 'prod', tenant: 'globex' };
const ACC: Place = { environment: 'acc' };
const QA: Place = { environment: 'qa' };
const DEV: Place = { environment: 'dev' };

type Row = [
  told: string,
  place: Place,
  version: string,
  author: Author,
  subject: string,
];

/** Every version of payments, when it came where, as it is told. */
const DEPLOYMENTS: Row[] = [
  ['09-11 10:20', DEV, '2.0.0', 'ci-bot', 'payments 2.0.0 to dev'],
  ['09-12 09:40', QA, '2.0.0', 'dev-1', 'payments 2.0.0 to qa'],
  ['09-14 09:15', ACC, '2.0.0', 'dev-1', 'payments 2.0.0 to acc'],
  [
    '09-15 10:05',
    ACME,
    '2.0.0',
    'dev-1',
    'Amounts become objects with a currency',
  ],
  [
    '09-15 10:25',
    GLOBEX,
    '2.0.0',
    'dev-1',
    'Amounts become objects with a currency',
  ],
  ['09-20 16:30', DEV, '2.1.0', 'ci-bot', 'payments 2.1.0 to dev'],
  ['09-21 10:10', QA, '2.1.0', 'dev-2', 'payments 2.1.0 to qa'],
  ['09-22 13:50', ACC, '2.1.0', 'dev-2', 'payments 2.1.0 to acc'],
  ['09-24 11:00', ACME, '2.1.0', 'dev-2', 'Idempotency keys'],
  ['09-24 11:30', GLOBEX, '2.1.0', 'dev-2', 'Idempotency keys'],
  ['10-02 15:05', DEV, '2.2.0', 'ci-bot', 'payments 2.2.0 to dev'],
  ['10-04 09:30', QA, '2.2.0', 'dev-1', 'payments 2.2.0 to qa'],
  ['10-06 10:00', ACC, '2.2.0', 'dev-1', 'payments 2.2.0 to acc'],
  ['10-07 15:34', ACME, '2.2.0', 'dev-1', 'Settlement webhooks'],
  ['10-07 15:40', ACME, '2.2.1', 'oncall-1', 'Raise memory limit at start-up'],
  ['10-07 16:10', ACC, '2.2.1', 'oncall-1', 'Raise memory limit at start-up'],
  ['10-07 16:20', QA, '2.2.1', 'oncall-1', 'Raise memory limit at start-up'],
  ['10-08 09:20', GLOBEX, '2.2.1', 'dev-1', 'Settlement webhooks'],
  ['10-15 11:10', DEV, '2.2.3', 'ci-bot', 'payments 2.2.3 to dev'],
  ['10-16 09:45', QA, '2.2.3', 'dev-2', 'payments 2.2.3 to qa'],
  ['10-19 13:00', ACC, '2.2.3', 'dev-2', 'payments 2.2.3 to acc'],
  [
    '10-18 09:00',
    DEV,
    '2.3.0-beta.1',
    'ci-bot',
    'payments 2.3.0-beta.1 to dev',
  ],
  ['10-21 10:02', ACME, '2.2.3', 'dev-2', 'Fix rounding of split payments'],
  ['10-22 09:30', GLOBEX, '2.2.3', 'dev-2', 'Fix rounding of split payments'],
  ['10-26 10:00', DEV, '2.3.0', 'ci-bot', 'payments 2.3.0 to dev'],
  ['10-28 11:20', QA, '2.3.0', 'dev-3', 'payments 2.3.0 to qa'],
  ['10-30 14:00', ACC, '2.3.0', 'dev-3', 'payments 2.3.0 to acc'],
  ['11-03 10:20', ACME, '2.3.0', 'dev-3', 'Partial captures'],
  ['11-03 17:40', DEV, '2.3.1', 'ci-bot', 'payments 2.3.1 to dev'],
  ['11-04 09:50', QA, '2.3.1', 'dev-1', 'payments 2.3.1 to qa'],
  ['11-05 12:04', ACC, '2.3.1', 'dev-1', 'payments 2.3.1 to acc'],
  ['11-10 09:12', ACME, '2.3.1', 'dev-1', 'Post to the ledger once, not twice'],
  [
    '11-10 09:31',
    GLOBEX,
    '2.3.1',
    'dev-1',
    'Post to the ledger once, not twice',
  ],
  [
    '11-11 08:30',
    DEV,
    '2.4.0-beta.1',
    'ci-bot',
    'payments 2.4.0-beta.1 to dev',
  ],
  ['11-16 09:10', DEV, '2.4.0', 'ci-bot', 'payments 2.4.0 to dev'],
  ['11-17 10:20', QA, '2.4.0', 'dev-3', 'payments 2.4.0 to qa'],
  ['11-19 11:48', DEV, '2.5.0-beta.3', 'dev-2', 'payments 2.5.0-beta.3 to dev'],
  ['11-19 13:41', QA, '2.4.1', 'dev-3', 'payments 2.4.1 to qa'],
];

function rollback(time: StoryTime): StoryEvent {
  const reason = 'p95 went from 0.2 s to 1.9 s on captures';
  return deploy({
    at: time.at('11-03 10:58'),
    author: 'oncall-2',
    component: 'payments',
    places: [ACME],
    version: '2.2.3',
    subject: 'Roll back payments from 2.3.0 to 2.2.3 in prod for acme',
    body: [`${reason}.`],
    trailers: [
      [DELIVERY_TRAILERS.from, '2.3.0'],
      [DELIVERY_TRAILERS.to, '2.2.3'],
      [DELIVERY_TRAILERS.reason, reason],
      [DELIVERY_TRAILERS.requestedBy, 'user:default/oncall-2'],
    ],
  });
}

function ban(time: StoryTime): StoryEvent {
  const at = time.at('11-03 11:06');
  return {
    at,
    author: 'oncall-2',
    component: 'payments',
    places: [ACME, GLOBEX],
    subject: 'Ban payments 2.3.0 from prod',
    change: state => {
      state.bans.push({
        version: '2.3.0',
        by: 'oncall-2',
        reason: 'p95 went from 0.2 s to 1.9 s on captures',
        since: at.toISOString(),
      });
    },
  };
}

function hold(time: StoryTime): StoryEvent {
  const at = time.at('11-12 16:00');
  return {
    at,
    author: 'lead-payments',
    component: 'payments',
    places: [ACC],
    subject: 'Hold payments at 2.3.1 in acc during the pen test',
    change: state => {
      state.hold = {
        version: '2.3.1',
        by: 'lead-payments',
        reason: 'pen test',
        since: at.toISOString(),
        until: time.nextFridayEvening().toISOString(),
      };
    },
  };
}

/** The release that fails: 12 minutes before the story is told. */
function badRelease(time: StoryTime): StoryEvent {
  return deploy({
    at: time.at('11-19 13:55'),
    author: 'dev-3',
    component: 'payments',
    places: [ACME],
    version: '2.4.0',
    subject: 'Refunds ask for a reason',
    body: [
      'Promoted from qa; acc was skipped because it is held.',
      'Migration 0042 adds a column to refunds.',
    ],
    trailers: [[DELIVERY_TRAILERS.migration, '0042, which adds a column']],
  });
}

/** What happened to payments. */
export function paymentsStory(time: StoryTime): StoryEvent[] {
  const deployments = DEPLOYMENTS.map(
    ([told, place, version, author, subject]) =>
      deploy({
        at: time.at(told),
        author,
        component: 'payments',
        places: [place],
        version,
        subject,
      }),
  );
  const memory: StoryEvent = {
    at: time.at('10-13 09:05'),
    author: 'oncall-1',
    component: 'payments',
    places: [ACME, GLOBEX],
    subject: 'Give payments in prod half as much memory again',
    change: state => {
      state.memoryMi = 768;
    },
  };
  return [
    ...deployments,
    memory,
    rollback(time),
    ban(time),
    hold(time),
    badRelease(time),
  ];
}
