import { mockServices } from '@backstage/backend-test-utils';
import { NOTHING_SEEN, type SeenTraffic } from '../traffic/TrafficStore';
import type { LiveLandscape } from './DeliveryClient';
import { LiveReader } from './LiveReader';
import type { LiveStore } from './LiveStore';

const LANDSCAPE: LiveLandscape = { rows: [], environments: ['prod'] };

function readerWith(options: {
  landscape?: () => Promise<LiveLandscape>;
  calls?: () => Promise<SeenTraffic>;
}) {
  const taken: SeenTraffic[] = [];
  const store = {
    replaceAll: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
    reading: async () => ({ environments: [] }),
  };
  const logger = mockServices.logger.mock();
  const reader = LiveReader.create({
    client: {
      landscape: options.landscape ?? (async () => LANDSCAPE),
      calls: options.calls ?? (async () => NOTHING_SEEN),
    },
    ...{ store: store as unknown as LiveStore, logger },
    traffic: {
      replaceAll: async next => {
        taken.push(next);
        return true;
      },
    },
  });
  return { reader, store, taken, logger };
}

const refused = async () => {
  throw new Error('connection refused.');
};

describe('LiveReader', () => {
  it('lets those who ask at once share one answer', async () => {
    const landscape = jest.fn(async () => LANDSCAPE);
    const { reader } = readerWith({ landscape });
    await Promise.all([reader.refresh(), reader.refresh()]);
    expect(landscape).toHaveBeenCalledTimes(1);
  });

  it('says why it is not known what runs where, in one sentence', async () => {
    const { reader, store } = readerWith({ landscape: refused });
    await reader.refresh();
    expect(store.replaceAll).not.toHaveBeenCalled();
    expect(store.fail).toHaveBeenCalledWith(
      'The plugin delivery does not say what runs where: connection refused.',
    );
  });

  it('takes what was seen of calls', async () => {
    const { reader, taken } = readerWith({});
    await reader.refreshTraffic();
    expect(taken).toEqual([NOTHING_SEEN]);
  });

  it('keeps what was seen of calls when that cannot be read now, and logs it', async () => {
    const { reader, taken, logger } = readerWith({ calls: refused });
    await reader.refreshTraffic();
    expect(taken).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      'Calls between components could not be read',
      { cause: 'connection refused.' },
    );
  });
});
