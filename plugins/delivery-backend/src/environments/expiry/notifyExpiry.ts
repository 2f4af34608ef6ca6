import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { inWords } from '../lifetimes';
import { type End, heldWords } from './ends';

/** What people are told of. */
export interface ExpiryNews {
  end: End;
  /** Who asked for the environment, as an entity ref. */
  creator?: string;
}

const MOST_NAMES = 8;

function servicesOf({ rows }: End): string {
  const names = rows.map(({ component }) => component);
  const more = names.length - MOST_NAMES;
  return more > 0
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`
    : names.join(', ');
}

/** Who made it knows it; without one the owners of what runs there. */
function recipientsOf({ end, creator }: ExpiryNews): string[] {
  return creator
    ? [creator]
    : [...new Set(end.rows.map(row => row.entity_ref))];
}

type Payload = NotificationSendOptions['payload'];

async function send(
  notifications: NotificationService,
  news: ExpiryNews,
  { title, description, severity, scope }: Payload,
) {
  const { environment, id } = news.end;
  await notifications.send({
    recipients: { type: 'entity', entityRef: recipientsOf(news) },
    payload: {
      ...{ title, description, severity, topic: 'delivery' },
      link: `/delivery/environments/${environment}`,
      // Told twice it is one notification.
      scope: `expiry-${id.slice(0, 32)}-${scope}`,
    },
  });
}

/** Tells people that an environment will end. */
export async function notifyComing(
  notifications: NotificationService,
  news: ExpiryNews,
  beforeMs: number,
) {
  const { environment, expires, rows } = news.end;
  const held = heldWords(news.end, Date.parse(expires));
  const then = held
    ? `${held}: nothing of it is removed before the hold is lifted or somebody ends it.`
    : `Then ${servicesOf(news.end)} are removed with all that they hold; prolong it if it is still needed.`;
  await send(notifications, news, {
    title: `${environment} ends in ${inWords(beforeMs)}`,
    description: `It ends at ${expires.slice(0, 16).replace('T', ' ')} UTC. ${then}`,
    severity: beforeMs > 3_600_000 && !held ? 'normal' : 'high',
    scope: `${beforeMs}-${rows.length}`,
  });
}

/** Tells people that an environment is over and why it was not removed. */
export async function notifyKept(
  notifications: NotificationService,
  news: ExpiryNews,
  problem: string,
) {
  await send(notifications, news, {
    title: `${news.end.environment} is over and was not removed`,
    ...{ description: problem, severity: 'high', scope: 'kept' },
  });
}

/** Tells people that an environment ended. */
export async function notifyEnded(
  notifications: NotificationService,
  news: ExpiryNews,
  commit: string,
) {
  const { environment, repository } = news.end;
  await send(notifications, news, {
    title: `${environment} ended`,
    description: `Its time was over; ${servicesOf(news.end)} were removed from ${repository} by ${commit.slice(0, 7)}.`,
    ...{ severity: 'normal', scope: 'ended' },
  });
}
