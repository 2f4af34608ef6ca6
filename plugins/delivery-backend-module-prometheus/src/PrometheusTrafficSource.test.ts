import {
  describeWithEngine,
  missingPrometheus,
  openMetrics,
  startGateway,
  startPrometheus,
  trafficSourceSuite,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { CALL_FIXTURES, onceASecond } from './__testUtils__/callFixtures';
import { createOptions, target } from './__testUtils__/createSource';
import { PrometheusTrafficSource } from './PrometheusTrafficSource';

const HOUR = 3600;
const checkout = target('checkout');
const payments = target('payments');
const [stock, labels] = [target('stock'), target('labels')];
const linkerd = CALL_FIXTURES.find(({ profile }) => profile === 'linkerd')!;
const traefik = CALL_FIXTURES.find(({ profile }) => profile === 'traefik')!;

function createTraffic(url: string, now: number, server: object = {}) {
  return PrometheusTrafficSource.create(createOptions({ url, now, server }));
}

describeWithEngine('a real Prometheus', missingPrometheus, () => {
  const until = Math.floor(Date.now() / 1000 / HOUR) * HOUR;
  const from = until - 6 * HOUR;
  const span = { from, to: until, step: 60 };

  trafficSourceSuite({
    name: 'PrometheusTrafficSource',
    setup: async () => {
      const counted = [
        [linkerd, linkerd.between!(checkout, payments)],
        [linkerd, linkerd.between!(stock, target('not-deployed'))],
        [traefik, traefik.outside!(payments)],
      ] as const;
      const prometheus = await startPrometheus({
        history: openMetrics(
          counted.map(([{ metric }, each]) => onceASecond(metric, each, from)),
          span,
        ),
      });
      const gateway = await startGateway(prometheus);
      return {
        ...{ gateway, until, caller: checkout, called: payments },
        createSource: () =>
          createTraffic(gateway.url, until + 300, { environments: ['prod'] }),
        ...{ apart: stock, unseen: labels },
        foreign: target('checkout', { environment: 'dev' }),
        stop: async () => {
          await gateway.stop();
          await prometheus.stop();
        },
      };
    },
  });

  describe.each(CALL_FIXTURES)(
    'calls as $profile counts them',
    ({ metric, between, outside, twice }) => {
      it('are found, each once', async () => {
        const labelSets = [
          between?.(checkout, payments),
          outside?.(payments),
          twice?.(checkout, payments),
        ].filter(each => each !== undefined);
        const prometheus = await startPrometheus({
          history: openMetrics(
            labelSets.map(each => onceASecond(metric, each, from)),
            span,
          ),
        });
        const source = createTraffic(prometheus.url, until + 300);

        const { calls, watched } = await source.calls(
          [checkout, payments, stock],
          { from: until - HOUR, to: until },
          { signal: new AbortController().signal },
        );
        await source.close();
        await prometheus.stop();

        const found = calls.map(
          each => `${each.from ?? 'outside'} → ${each.to}`,
        );
        expect(found.sort()).toEqual([
          ...(between ? [`${checkout.entityRef} → ${payments.entityRef}`] : []),
          ...(outside ? [`outside → ${payments.entityRef}`] : []),
        ]);
        for (const { requests } of calls) {
          expect(requests / HOUR).toBeCloseTo(1, 1);
        }
        expect(watched).toHaveLength(between ? 2 : 0);
      }, 60_000);
    },
  );

  it('counts what a mesh and traces see of two once', async () => {
    const graph = CALL_FIXTURES.find(
      ({ profile }) => profile === 'service-graph',
    )!;
    const prometheus = await startPrometheus({
      history: openMetrics(
        [linkerd, graph].map(({ metric, between }) =>
          onceASecond(metric, between!(checkout, payments), from),
        ),
        span,
      ),
    });
    const source = createTraffic(prometheus.url, until + 300);

    const { calls } = await source.calls(
      [checkout, payments],
      { from: until - HOUR, to: until },
      { signal: new AbortController().signal },
    );
    await source.close();
    await prometheus.stop();

    expect(calls).toHaveLength(1);
    expect(calls[0].requests / HOUR).toBeCloseTo(1, 1);
  }, 60_000);
});
