import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { OPERATION_END_STATES } from '@slipway/backstage-plugin-delivery-common';
import type { OperationRow } from '../database/rows';
import type { OperationStore } from './OperationStore';
import { contextOf } from './toOperation';

type EndState = (typeof OPERATION_END_STATES)[number];

const TITLES: Record<EndState, string> = {
  completed: 'rolled back',
  recovered: 'rolled back and recovered',
  'not-recovered': 'rolled back, not recovered',
  'not-verified': 'rolled back, not verified',
  stuck: 'rollback is stuck',
  failed: 'rollback failed',
  refused: 'rollback was refused',
  superseded: 'rollback was superseded',
  cancelled: 'rollback was stopped',
};

const WORDS: Record<string, [done: string, noun: string]> = {
  rollback: ['rolled back', 'rollback'],
  undo: ['put back', 'undo'],
  upgrade: ['upgraded', 'upgrade'],
};

function titleOf(row: OperationRow): string {
  const title = TITLES[row.state as EndState] ?? row.state;
  const [done, noun] = WORDS[row.type] ?? WORDS.rollback;
  return title.replace('rolled back', done).replace('rollback', noun);
}

function severityOf(row: OperationRow) {
  const good = ['completed', 'recovered', 'cancelled'].includes(row.state);
  return good ? ('normal' as const) : ('high' as const);
}

/**
 * Tells the owner of the component, and who asked, how an operation ended. Told
 * twice it is one notification, by its scope.
 *
 * @throws when it could not be sent
 */
export async function notifyEnd(
  operationId: string,
  options: {
    operations: OperationStore;
    notifications: NotificationService;
  },
) {
  const row = await options.operations.get(operationId);
  if (!row) {
    return;
  }
  const { component, environment, tenant } = contextOf(row);
  const place = [environment, tenant].filter(Boolean).join(' · ');
  const people = [row.entity_ref, row.requested_by].filter(ref =>
    ref.includes(':'),
  );
  await options.notifications.send({
    recipients: { type: 'entity', entityRef: people },
    payload: {
      title: `${component} in ${place}: ${titleOf(row)}, ${row.from_version} → ${row.to_version}`,
      description: row.message,
      link: `/delivery/operations/${row.id}`,
      severity: severityOf(row),
      topic: 'delivery',
      scope: row.id,
    },
  });
}
