import { mockServices } from '@backstage/backend-test-utils';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { DeliverySignal } from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentRow } from '../database/rows';
import { ChangePublisher } from './ChangePublisher';
import type { Topics } from './Topics';

/** The rows that are asked for, of one entity each two of them. */
const getMany = jest.fn(async (ids: string[]) =>
  ids
    .filter(id => id !== 'gone')
    .map(id => {
      const number = Math.floor(Number(id.slice(id.indexOf('#') + 1)) / 2);
      return { id, entity_ref: `component:default/secret-${number}` };
    }),
);

type Published = Parameters<SignalsService['publish']>;

function setup(answer: () => Promise<void> = async () => {}) {
  const publish = jest.fn<Promise<void>, Published>(answer);
  const logger = mockServices.logger.mock();
  const changes = ChangePublisher.create({
    logger,
    signals: { publish },
    deployments: {
      getMany: getMany as unknown as (
        ids: string[],
      ) => Promise<DeploymentRow[]>,
    },
    topics: {
      of: (ref: string) => `t${ref.slice(ref.lastIndexOf('-') + 1)}`,
    } as Topics,
  });
  const told = () =>
    publish.mock.calls.map(
      ([{ message }]) => message as unknown as DeliverySignal,
    );
  return { changes, publish, logger, told };
}

const ids = (count: number) =>
  Array.from({ length: count }, (_, n) => `prod/acme/secret#${n}`);

describe('ChangePublisher', () => {
  beforeEach(() => getMany.mockClear());

  it('names nothing that not everybody may see', async () => {
    const { changes, publish } = setup();

    await changes.deploymentsChanged(ids(4));
    await changes.operationChanged('5f3c', ids(1)[0]);
    await changes.sourcesChanged();

    expect(JSON.stringify(publish.mock.calls)).not.toMatch(
      /secret|acme|component|default/,
    );
  });

  it('tells everybody on one channel, and an entity once', async () => {
    const { changes, publish } = setup();

    await changes.deploymentsChanged([...ids(4), ...ids(2)]);

    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'delivery',
          message: { type: 'deployments', topics: ['t0', 't1'] },
        },
      ],
    ]);
  });

  it('tells much in parts, and asks the database for it in parts', async () => {
    const { changes, told } = setup();

    await changes.deploymentsChanged(ids(2402));

    expect(getMany.mock.calls.map(([some]) => some.length)).toEqual([
      ...[500, 500, 500, 500, 402],
    ]);
    const sizes = told().map(
      message => message.type === 'deployments' && message.topics.length,
    );
    expect(sizes).toEqual([500, 500, 201]);
  });

  it.each([[[]], [['gone']]])('says nothing for %j', async none => {
    const { changes, publish } = setup();

    await changes.deploymentsChanged(none);

    expect(publish).not.toHaveBeenCalled();
  });

  it('tells of an operation by its random id and the topic it is on', async () => {
    const { changes, told } = setup();

    await changes.operationChanged('5f3c', 'prod/acme/secret#3');

    expect(told()).toEqual([
      { type: 'operation', operationId: '5f3c', topics: ['t1'] },
    ]);
  });

  it('goes on when browsers cannot be told, and says so once for each', async () => {
    const { changes, logger } = setup(() =>
      Promise.reject(new Error('The event bus is away')),
    );

    await changes.alive(30);
    await changes.sourcesChanged();

    expect(logger.warn).toHaveBeenCalledTimes(2);
    expect(logger.warn).toHaveBeenCalledWith(
      'A change could not be told to browsers',
      { cause: 'Error: The event bus is away' },
    );
  });
});

describe('waiting for a change', () => {
  const HOUR_MS = 3_600_000;
  const never = () => new AbortController().signal;

  it('ends with the next change of that deployment, also of one that is gone', async () => {
    const { changes } = setup();
    const waiting = changes.waitForChange('gone', HOUR_MS, never());
    let ended = false;
    const noted = waiting.then(() => {
      ended = true;
    });

    await changes.deploymentsChanged(['prod/acme/secret#1']);
    expect(ended).toBe(false);
    await changes.deploymentsChanged(['gone']);
    await noted;

    expect(ended).toBe(true);
  });

  it('ends after its time, and when its work is called off', async () => {
    const { changes } = setup();
    const stop = new AbortController();

    await changes.waitForChange('a#1', 1, never());
    const waiting = changes.waitForChange('a#1', HOUR_MS, stop.signal);
    stop.abort();

    await expect(waiting).resolves.toBeUndefined();
  });

  it('wakes all that wait for the same one', async () => {
    const { changes } = setup();
    const waiting = Array.from({ length: 20 }, () =>
      changes.waitForChange('a#1', HOUR_MS, never()),
    );

    await changes.deploymentsChanged(['a#1']);

    await expect(Promise.all(waiting)).resolves.toHaveLength(20);
  });
});
