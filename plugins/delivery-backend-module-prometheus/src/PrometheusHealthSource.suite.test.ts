import {
  describeWithEngine,
  healthSourceSuite,
  missingPrometheus,
  openMetrics,
  startGateway,
  startPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createSource, target } from './__testUtils__/createSource';
import { PROM_CLIENT, traffic } from './__testUtils__/traffic';

const COMPONENTS = ['cart', 'checkout', 'search'];

describeWithEngine('a real Prometheus', missingPrometheus, () => {
  healthSourceSuite({
    name: 'PrometheusHealthSource',
    setup: async () => {
      const now = Math.floor(Date.now() / 60_000) * 60 - 120;
      const from = now - 3 * 3600;
      const history = openMetrics(
        COMPONENTS.flatMap((service, index) =>
          traffic(PROM_CLIENT, { namespace: 'retail-prod', service }, [
            { from, rate: 5 + index, errors: 0.02 },
          ]),
        ),
        { from, to: now, step: 15 },
      );
      const prometheus = await startPrometheus({ history });
      const gateway = await startGateway(prometheus);
      return {
        ...{ gateway, now },
        createSource: () =>
          createSource({
            ...{ url: gateway.url, now },
            server: { environments: ['prod'] },
          }).source,
        measured: COMPONENTS.map(component => target(component)),
        unmeasured: target('unknown'),
        foreign: target('cart', { environment: 'dev' }),
        stop: async () => {
          await gateway.stop();
          await prometheus.stop();
        },
      };
    },
  });
});
