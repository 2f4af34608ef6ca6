import { mockServices } from '@backstage/backend-test-utils';
import { target } from '../__testUtils__/createSource';
import type { QueryAnswer } from '../client/answers';
import { PrometheusError } from '../client/PrometheusError';
import type { RequestCandidate } from '../detection/ProfileDetector';
import type { HealthProfile } from '../profiles/HealthProfile';
import { linkerd } from '../profiles/linkerd';
import { promClient } from '../profiles/promClient';
import { renderMatchers } from '../promql/promql';
import { selectLabels } from '../selection/selectLabels';
import { askCounts } from './CountsAsker';
import { LeftOut, TellOnce } from './LeftOut';
import { countsQuery, type CountWindow } from './countsQuery';

const RULES = {
  targetLabels: { namespace: '{namespace}', service: '{component}' },
};
const HOUR: CountWindow = {
  ...{ id: 'hour', seconds: 3600, lookBack: 3600, buckets: true },
};

function candidate(
  component: string,
  profile: HealthProfile = promClient,
): RequestCandidate {
  const deployment = target(component);
  const selection = selectLabels(profile, deployment, RULES)!;
  const [metrics] = profile.requests!;
  return { target: deployment, profile, selection, metrics };
}

function tasks(candidates: readonly RequestCandidate[], window = HOUR) {
  return candidates.map(each => ({ candidate: each, window }));
}

function series(
  part: string,
  labels: Record<string, string>,
  ...points: [number, number][]
) {
  return {
    labels: { ...labels, slipway_part: part },
    points: points.map(([time, value]) => ({ time, value })),
  };
}

const answerOf = (...all: ReturnType<typeof series>[]): QueryAnswer => ({
  ...{ series: all, warnings: [] },
});
const ONLY = renderMatchers(promClient.requests![0].only!);
const CART = { namespace: 'retail-prod', service: 'cart' };

describe('countsQuery', () => {
  it('asks for all, for failed ones and for buckets at once', () => {
    const { text } = countsQuery(tasks([candidate('cart')]));

    const selected = 'namespace="retail-prod",service="cart"';
    const metric = 'http_request_duration_seconds';
    expect(text.split(/ or (?=label_replace)/)).toEqual([
      `label_replace(sum by (namespace, service) (increase(${metric}_count{${ONLY},status_code!="",${selected}}[3600s])), "slipway_part", "r:0:0", "", "")`,
      `label_replace(sum by (namespace, service) (increase(${metric}_count{${ONLY},status_code!="",${selected},status_code=~"5.."}[3600s])), "slipway_part", "e:0:0", "", "")`,
      `label_replace(sum by (namespace, service, le) (increase(${metric}_bucket{${ONLY},${selected}}[3600s])), "slipway_part", "b:0:0", "", "")`,
    ]);
  });

  it('asks for those of one kind together, and of each kind in its own part', () => {
    const { text } = countsQuery(
      tasks(
        [candidate('cart'), candidate('search'), candidate('pay', linkerd)],
        { ...HOUR, buckets: false },
      ),
    );

    const parts = text.split(/ or (?=label_replace)/);
    expect(parts).toHaveLength(4);
    expect(parts[0]).toContain('service=~"cart|search"');
    expect(parts[2]).toContain(
      'response_total{direction="inbound",classification!="",deployment="pay",namespace="retail-prod"}',
    );
  });

  it('gives each deployment what is its own', () => {
    const [cart, search, pay] = [
      ...[candidate('cart'), candidate('search'), candidate('pay', linkerd)],
    ];
    const reader = countsQuery(tasks([cart, search, pay])).read(
      answerOf(
        series('r:0:0', CART, [7, 10]),
        series('e:0:0', CART, [7, 1]),
        series('b:0:0', { ...CART, le: '0.1' }, [7, 4]),
        series('b:0:0', { ...CART, le: '+Inf' }, [7, 10]),
        series('r:0:0', { ...CART, service: 'other' }, [7, 99]),
        series(
          'r:0:1',
          { namespace: 'retail-prod', deployment: 'pay' },
          [7, 3],
        ),
        series(
          'b:0:1',
          { namespace: 'retail-prod', deployment: 'pay', le: '50.0' },
          [7, 2],
        ),
        series('z:9:9', CART, [7, 1]),
      ),
    );

    expect(reader.at('hour', cart, 7)).toEqual({
      ...{ requests: 10, errors: 1 },
      buckets: [
        { le: 0.1, count: 4 },
        { le: Infinity, count: 10 },
      ],
    });
    expect(reader.at('hour', search, 7)).toBeUndefined();
    expect(reader.at('hour', pay, 7)!.buckets![0]).toEqual({
      ...{ le: 0.05, count: 2 },
    });
    expect(reader.at('hour', cart, 8)).toBeUndefined();
  });

  it('asks for windows that ended some time ago by an offset', () => {
    const { text } = countsQuery([
      { candidate: candidate('cart'), window: { ...HOUR, buckets: false } },
      {
        candidate: candidate('pay'),
        window: { ...HOUR, id: 'then', buckets: false, ago: 90 },
      },
    ]);

    const parts = text.split(/ or (?=label_replace)/);
    expect(parts[0]).toMatch(/service="cart"\}\[3600s\]\)\)/);
    expect(parts[2]).toMatch(/service="pay"\}\[3600s\] offset 90s\)\)/);
  });

  it('scales what a longer look back has counted', () => {
    const cart = candidate('cart');
    const window = { ...HOUR, id: 'line', seconds: 120, lookBack: 240 };

    const reader = countsQuery(tasks([cart], window)).read(
      answerOf(series('r:0:0', CART, [1, 10], [2, 20])),
    );

    expect(reader.at('line', cart, 1)!.requests).toBe(5);
    expect(reader.at('line', cart, 2)!.requests).toBe(10);
  });
});

describe('askCounts', () => {
  it('asks for each kind by a query of its own where that is wanted, and puts them together', async () => {
    const cart = candidate('cart');
    const ask = jest.fn(async (query: string) => {
      const [part] = /[reb]:0:0/.exec(query)!;
      const labels = part[0] === 'b' ? { ...CART, le: '+Inf' } : CART;
      return answerOf(series(part, labels, [1, part[0] === 'e' ? 2 : 9]));
    });
    const left = LeftOut.create(TellOnce.create(mockServices.logger.mock()));

    const at = await askCounts(tasks([cart]), ask, left, { apart: true });

    expect(ask).toHaveBeenCalledTimes(3);
    expect(at('hour', cart, 1)).toEqual({
      ...{ requests: 9, errors: 2 },
      buckets: [{ le: Infinity, count: 9 }],
    });
  });

  const logger = mockServices.logger.mock();
  const leftOut = () => LeftOut.create(TellOnce.create(logger));
  const tooMuch = new PrometheusError('too-large', 'Too large.');
  const many = Array.from({ length: 8 }, (_, index) => candidate(`c${index}`));
  const namesIn = (query: string) => new Set(query.match(/\bc\d\b/g));

  it('asks for halves until an answer is small enough', async () => {
    const asked: number[] = [];
    const answer = async (query: string) => {
      const names = namesIn(query);
      asked.push(names.size);
      if (names.size > 2) {
        throw tooMuch;
      }
      return answerOf(
        ...[...names].map(service =>
          series('r:0:0', { ...CART, service }, [1, 5]),
        ),
      );
    };
    const at = await askCounts(tasks(many), answer, leftOut());

    expect(asked).toEqual([8, 4, 2, 2, 4, 2, 2]);
    expect(many.every(each => at('hour', each, 1)?.requests === 5)).toBe(true);
  });

  it('does not ask again after another failure', async () => {
    const ask = jest.fn().mockRejectedValue(new Error('down'));

    await expect(askCounts(tasks(many), ask, leftOut())).rejects.toThrow(
      'down',
    );
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('leaves out the one that is too much by itself, keeps the rest, and tells once', async () => {
    const told = TellOnce.create(logger);
    const ask = async (query: string) => {
      const names = [...namesIn(query)];
      if (names.includes('c3')) {
        throw tooMuch;
      }
      return answerOf(
        ...names.map(service => series('r:0:0', { ...CART, service }, [1, 5])),
      );
    };

    for (let round = 0; round < 2; round++) {
      const left = LeftOut.create(told);
      const at = await askCounts(tasks(many), ask, left);

      expect(() => left.refuseAllOf(many.length)).not.toThrow();
      expect(many.map(each => at('hour', each, 1)?.requests)).toEqual([
        ...[5, 5, 5, undefined, 5, 5, 5, 5],
      ]);
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('too many for one question'),
      { deploymentId: 'c3-prod', reason: 'Too large.' },
    );
  });

  it('says that all are too much when none was answered', async () => {
    const left = leftOut();
    await askCounts(tasks(many), jest.fn().mockRejectedValue(tooMuch), left);

    expect(() => left.refuseAllOf(many.length)).toThrow('Too large.');
  });

  it('gives up when one after the other is too much', async () => {
    const hundred = tasks(
      Array.from({ length: 100 }, (_, index) => candidate(`d${index}`)),
    );
    const ask = jest.fn().mockRejectedValue(tooMuch);

    await expect(askCounts(hundred, ask, leftOut())).rejects.toThrow(tooMuch);
    expect(ask.mock.calls.length).toBeLessThan(120);
  });

  it('asks nothing about nobody', async () => {
    const ask = jest.fn();

    const at = await askCounts([], ask, leftOut());

    expect(ask).not.toHaveBeenCalled();
    expect(at('hour', many[0], 1)).toBeUndefined();
  });
});
