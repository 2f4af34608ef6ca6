import {
  describeWithEngine,
  missingPrometheus,
  startPrometheus,
  until,
  type StartedPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createSource, target } from './__testUtils__/createSource';
import {
  missingAlertmanager,
  startAlertmanager,
} from './__testUtils__/startAlertmanager';

const SETUP_MS = 120_000;

function alert(name: string, labels: Record<string, string>, extra = {}) {
  return { alert: name, expr: 'vector(1)', labels, ...extra };
}

function recorded(record: string, value: number, labels = {}) {
  return { record, expr: `vector(${value})`, labels };
}

const SLOTH = {
  ...{ sloth_id: 'cart-availability', sloth_service: 'cart' },
  ...{ sloth_slo: 'availability', namespace: 'retail-prod' },
};
const PYRRA = {
  slo: 'search-latency',
  service: 'search',
  namespace: 'retail-prod',
};
const RULES = [
  alert(
    'CartDown',
    { namespace: 'retail-prod', service: 'cart', severity: 'page' },
    { annotations: { summary: 'Nobody can pay' } },
  ),
  alert(
    'CartSlow',
    { namespace: 'retail-prod', container: 'cart' },
    { for: '1h' },
  ),
  alert('OtherDown', { namespace: 'retail-dev', service: 'cart' }),
  alert('Watchdog', { team: 'a' }),
  alert('Disk', { team: 'b', namespace: 'retail-prod' }),
  ...[
    ['5m', 0.02],
    ['30m', 0.01],
    ['1h', 0.016],
    ['6h', 0.004],
    ['1d', 0.002],
    ['2h', 0.002],
    ['3d', 0.002],
  ].map(([window, value]) =>
    recorded(`slo:sli_error:ratio_rate${window}`, Number(value), {
      ...SLOTH,
      sloth_window: window,
    }),
  ),
  recorded('slo:objective:ratio', 0.999, SLOTH),
  recorded('slo:time_period:days', 30, SLOTH),
  recorded('slo:period_error_budget_remaining:ratio', 0.25, SLOTH),
  recorded('http_requests:burnrate5m', 0.3, PYRRA),
  recorded('http_requests:burnrate1h', 0.2, PYRRA),
  recorded('pyrra_objective', 0.99, PYRRA),
  recorded('pyrra_window', 28 * 86_400, PYRRA),
  recorded('pyrra_availability', 0.995, PYRRA),
  recorded('http_requests:burnrate1h', 0.2, { slo: 'nobody', service: 'x' }),
];

describeWithEngine(
  'alerts and objectives of a real Prometheus',
  () => missingPrometheus() ?? missingAlertmanager(),
  () => {
    const { signal } = new AbortController();
    let prometheus: StartedPrometheus;
    let alertmanager: Awaited<ReturnType<typeof startAlertmanager>>;

    beforeAll(async () => {
      alertmanager = await startAlertmanager();
      prometheus = await startPrometheus({
        // It may know its Alertmanager later than its first alert.
        args: ['--rules.alert.resend-delay=1s'],
        rules: [{ name: 'all', rules: RULES }],
        alertmanager: alertmanager.address,
        externalLabels: { region: 'eu' },
      });
      await silence('CartDown');
      const silenced = async () => {
        const response = await fetch(`${alertmanager.url}/api/v2/alerts`);
        const alerts = (await response.json()) as {
          status: { silencedBy: string[] };
        }[];
        return alerts.some(({ status }) => status.silencedBy.length);
      };
      await until('the alert is silenced', silenced, { timeoutMs: 60_000 });
    }, SETUP_MS);

    afterAll(async () => {
      await prometheus?.stop();
      await alertmanager?.stop();
    }, SETUP_MS);

    async function silence(name: string) {
      const response = await fetch(`${alertmanager.url}/api/v2/silences`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          matchers: [
            { name: 'alertname', value: name, isRegex: false, isEqual: true },
          ],
          startsAt: new Date().toISOString(),
          endsAt: new Date(Date.now() + 3_600_000).toISOString(),
          ...{ createdBy: 'ada', comment: 'known, being mended' },
        }),
      });
      expect(response.status).toBe(200);
    }

    async function reading(component: string, annotations = {}, server = {}) {
      const { source } = createSource({
        url: prometheus.url,
        server: {
          scrapeInterval: '1s',
          externalUrl: 'https://prometheus.example.org',
          alertmanager: { url: alertmanager.url },
          ...server,
        },
      });
      const deployment = target(component, { annotations });
      const readings = await source.survey([deployment], { signal });
      return readings.get(deployment.deploymentId);
    }

    it('finds the alerts of a deployment by its labels, in each form that it has', async () => {
      const { alerts, profile } = (await reading('cart'))!;

      expect(profile).toBe('alerts');
      expect(alerts.map(({ name, state }) => [name, state]).sort()).toEqual([
        ['CartDown', 'firing'],
        ['CartSlow', 'pending'],
      ]);
      expect(alerts.find(({ name }) => name === 'CartDown')).toMatchObject({
        ...{ severity: 'page', summary: 'Nobody can pay' },
        since: expect.stringMatching(/^\d{4}-.*Z$/),
        url: 'https://prometheus.example.org/graph?g0.expr=vector%281%29&g0.tab=0',
      });
    });

    it('says who silenced an alert, until when and why', async () => {
      const { alerts } = (await reading('cart'))!;

      const silenced = new Map(
        alerts.map(each => [each.name, each.silencedBy]),
      );
      expect(silenced.get('CartDown')).toEqual({
        ...{ by: 'ada', comment: 'known, being mended' },
        until: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      expect(silenced.get('CartSlow')).toBeUndefined();
    });

    it('tells alerts without their silences when the Alertmanager is down', async () => {
      const { alerts } = (await reading(
        ...([
          'cart',
          {},
          { alertmanager: { url: 'http://127.0.0.1:1' } },
        ] as const),
      ))!;

      expect(alerts).toHaveLength(2);
      expect(alerts.every(({ silencedBy }) => !silencedBy)).toBe(true);
    });

    it('finds those that an annotation names, but not those of another environment', async () => {
      const names = async (annotations: object) =>
        (await reading('other', annotations))?.alerts
          .map(({ name }) => name)
          .sort();

      expect(
        await names({ 'prometheus.io/alert': 'Watchdog, CartDown' }),
      ).toEqual(['Watchdog']);
      expect(await names({ 'prometheus.io/alert': 'all' })).toEqual([
        ...['CartSlow', 'Disk', 'Watchdog'],
      ]);
      expect(
        await names({
          'prometheus.io/alert': 'all',
          'prometheus.io/labels': 'team=b',
        }),
      ).toEqual(['Disk']);
      expect(await names({})).toBeUndefined();
    });

    it('asks for no alerts where none are evaluated', async () => {
      const all = { 'prometheus.io/alert': 'all' };

      expect(await reading('other', all, { alerts: false })).toBeUndefined();
    });

    it('reads an objective that Sloth computes', async () => {
      const slo = await until('its rules are evaluated', async () => {
        const found = (await reading('cart'))?.slos[0];
        return found?.burn && found.budgetLeft ? found : undefined;
      });

      expect(slo).toMatchObject({
        ...{ name: 'availability', declaredBy: 'sloth', objective: 0.999 },
        ...{ kind: 'availability', period: 30 * 86_400, budgetLeft: 0.25 },
      });
      expect(slo.burn).toBeCloseTo(16);
      expect(slo.exhaustedIn).toBeCloseTo((30 * 86_400 * 0.25) / 16);
      expect(
        slo.burnRates.map(({ factor, firing, severity }) => [
          ...[Number(factor.toFixed(2)), firing, severity],
        ]),
      ).toEqual([
        [14.4, true, 'page'],
        [6, false, 'page'],
        [3, false, 'ticket'],
        [1, true, 'ticket'],
      ]);
    });

    it('reads an objective that Pyrra computes', async () => {
      const slo = await until('its rules are evaluated', async () =>
        (await reading('search'))?.slos.find(({ burn }) => burn),
      );

      expect(slo).toMatchObject({
        ...{ name: 'search-latency', declaredBy: 'pyrra', objective: 0.99 },
        period: 28 * 86_400,
      });
      expect(slo.budgetLeft).toBeCloseTo(0.5);
      expect(slo.burn).toBeCloseTo(20);
      expect(slo.burnRates[0]).toMatchObject({ factor: 14, firing: true });
    });
  },
);
