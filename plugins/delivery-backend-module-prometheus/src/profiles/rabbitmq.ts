import type { HealthProfile } from './HealthProfile';

const BACKLOG = { id: 'saturation', title: 'Queue', unit: 'count' } as const;

/** The queue that an annotation names. */
export const rabbitmq: HealthProfile = {
  id: 'rabbitmq',
  title: 'RabbitMQ',
  description:
    'Backlog, unacknowledged messages and consumers of the queue that slipway.dev/rabbitmq-queue names.',
  labels: { queue: '{annotation:slipway.dev/rabbitmq-queue}' },
  lines: [
    ['ready', 'Ready', 'messages_ready'],
    ['unacknowledged', 'Unacknowledged', 'messages_unacked'],
    ['consumers', 'Consumers', 'consumers'],
  ].flatMap(([id, title, name]) =>
    // The second is what /metrics/detailed calls it.
    ['rabbitmq_queue', 'rabbitmq_detailed_queue'].map(prefix => ({
      ...{ id, title, group: BACKLOG },
      family: `${prefix}_${name}`,
      query: `sum(${prefix}_${name}{$selector})`,
    })),
  ),
};
