import type { HealthSpan } from '@slipway/backstage-plugin-delivery-node';
import {
  describeWithEngine,
  missingPrometheus,
  openMetrics,
  startPrometheus,
  type PastSeries,
  type StartedPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createSource, target } from './__testUtils__/createSource';
import { PROM_CLIENT, traffic, type Phase } from './__testUtils__/traffic';

const SETUP_MS = 120_000;
const HOUR = 3600;
const NASTY = 'a"b\\c\nd';
const INJECTION = 'x"} or http_request_duration_seconds_count{service!="';

describeWithEngine('counts of a real Prometheus', missingPrometheus, () => {
  const now = Math.floor(Date.now() / 120_000) * 120 - 120;
  const deploy = now - 1800;
  const from = now - 3 * HOUR;
  const { signal } = new AbortController();
  let prometheus: StartedPrometheus;

  const of = (service: string, phases: Phase[], extra = {}): PastSeries[] =>
    traffic(
      PROM_CLIENT,
      { namespace: 'retail-prod', service, ...extra },
      phases,
    );
  const steady: Phase = { from, rate: 10, errors: 0.01 };

  beforeAll(async () => {
    const series = [
      ...of('steady', [steady]),
      ...of('worse', [steady, { from: deploy, rate: 10, errors: 0.2 }]),
      ...of('clean', [{ from, rate: 2, errors: 0 }]).filter(
        ({ labels }) => labels.status_code === '200',
      ),
      ...of('idle', [{ from, rate: 0, errors: 0 }]),
      ...of('once', [{ from, rate: 0, errors: 0 }]).map(each =>
        each.labels.status_code === '200'
          ? { ...each, valueAt: (time: number) => (time < deploy ? 0 : 1) }
          : each,
      ),
      ...of('vanished', [
        steady,
        { from: deploy, rate: 0, errors: 0, gone: true },
      ]),
      ...of(
        'replaced',
        [steady, { from: deploy, rate: 0, errors: 0, gone: true }],
        {
          pod: 'replaced-1',
        },
      ),
      ...of('replaced', [{ ...steady, from: deploy, errors: 0.5 }], {
        pod: 'replaced-2',
      }),
      ...of('restarted', [
        steady,
        { ...steady, from: deploy, restarts: true },
        { ...steady, from: deploy + 600, restarts: true },
      ]),
      ...of('rebucketed', [
        { ...steady, faster: { '0.1': 0.5, '1': 0.9 } },
        {
          ...steady,
          from: deploy,
          restarts: true,
          faster: { '0.25': 0.7, '2.5': 0.99 },
        },
      ]),
      ...of('migrated', [
        steady,
        { from: deploy, rate: 0, errors: 0, gone: true },
      ]),
      ...traffic(
        {
          count: 'http_server_request_duration_seconds_count',
          histogram: 'http_server_request_duration_seconds',
          ok: { http_response_status_code: '200' },
          failed: { http_response_status_code: '500' },
        },
        { namespace: 'retail-prod', service: 'migrated' },
        [{ ...steady, from: deploy, rate: 20 }],
      ),
      ...of(NASTY, [{ ...steady, rate: 3 }]),
      {
        name: 'http_requests_total',
        labels: { namespace: 'retail-prod', service: 'unclassified' },
        valueAt: (time: number) => time - from,
      },
    ];
    prometheus = await startPrometheus({
      history: openMetrics(series, { from, to: now, step: 15 }),
    });
  }, SETUP_MS);

  afterAll(() => prometheus?.stop(), SETUP_MS);

  const source = (server = {}) =>
    createSource({ url: prometheus.url, now, server });

  async function count(component: string, span: HealthSpan, server = {}) {
    const [answer] = await source(server).source.counts(
      [{ target: target(component), span }],
      { signal },
    );
    return answer;
  }
  const before = { from: deploy - HOUR, to: deploy, parts: 1 };
  const after = { from: deploy, to: now, parts: 1 };

  async function survey(component: string, overrides = {}) {
    const deployment = target(component, overrides);
    const readings = await source().source.survey([deployment], { signal });
    return readings.get(deployment.deploymentId);
  }

  it('tells the hour before a deploy from the time after it', async () => {
    const [good] = await count('worse', before);
    const [bad] = await count('worse', after);

    expect(good!.errors / good!.requests).toBeCloseTo(0.01, 3);
    expect(bad!.errors / bad!.requests).toBeCloseTo(0.2, 2);
    expect(bad!.requests / 18_000).toBeCloseTo(1, 1);
  });

  it('shows in which part the errors began', async () => {
    const parts = await count('worse', {
      ...{ from: deploy - 1800, to: now, parts: 12 },
    });

    const ratios = parts.map(part => part!.errors / part!.requests);
    expect(Math.max(...ratios.slice(0, 6))).toBeLessThan(0.05);
    expect(Math.min(...ratios.slice(6))).toBeGreaterThan(0.15);
  });

  it('takes errors that were never counted for none, where requests are counted', async () => {
    const [counts] = await count('clean', before);

    expect(counts!.requests / 7_200).toBeCloseTo(1, 2);
    expect(counts!.errors).toBe(0);
  });

  it('takes requests of which no end is known for unmeasured', async () => {
    expect(await survey('unclassified')).toBeUndefined();
  });

  it('counts nothing where no request came, and does not leave it out', async () => {
    const reading = await survey('idle');

    expect(reading!.hour).toMatchObject({ requests: 0, errors: 0 });
    expect(reading!.line!.points.at(-1)).toMatchObject({ requests: 0 });
  });

  it('has no ratio and no latency where no request came', async () => {
    const { groups } = await source().source.series(
      ...([target('idle'), { from: now - 600, to: now, step: 60 }] as const),
      { signal },
    );

    expect(groups.map(({ id }) => id)).toEqual(['requests', 'errors']);
    expect(groups[0].lines[0].values.every(value => value === 0)).toBe(true);
    expect(groups[1].lines[0].values.every(value => value === null)).toBe(true);
  });

  it('counts one request as about one', async () => {
    const reading = await survey('once');

    expect(reading!.hour!.requests).toBeGreaterThan(0.9);
    expect(reading!.hour!.requests).toBeLessThan(1.1);
    expect(reading!.fiveMinutes!.requests).toBe(0);
  });

  it('counts what was there before the series vanished, and nothing after', async () => {
    const [good] = await count('vanished', before);
    const [gone] = await count('vanished', {
      ...{ from: deploy + 600, to: now, parts: 1 },
    });
    const reading = await survey('vanished');

    expect(good!.requests / 36_000).toBeCloseTo(1, 2);
    expect(gone).toBeUndefined();
    expect(reading!.fiveMinutes).toBeUndefined();
    expect(reading!.line!.points.at(-1)).toBeNull();
  });

  it('goes on counting when new instances take the place of old ones', async () => {
    const [counts] = await count('replaced', after);

    expect(counts!.requests / 18_000).toBeCloseTo(1, 1);
    expect(counts!.errors / counts!.requests).toBeCloseTo(0.5, 1);
  });

  it('is not misled by counters that begin anew', async () => {
    const [counts] = await count('restarted', after);

    expect(counts!.requests / 18_000).toBeCloseTo(1, 1);
  });

  it('gives the buckets that there are, before and after', async () => {
    const [old] = await count('rebucketed', before);
    const [young] = await count('rebucketed', after);

    expect(old!.buckets!.map(({ le }) => le)).toEqual([0.1, 1, Infinity]);
    expect(young!.buckets!.map(({ le }) => le)).toEqual([0.25, 2.5, Infinity]);
  });

  it('finds the metrics that an earlier version had', async () => {
    const [old] = await count('migrated', before);
    const [young] = await count('migrated', after);

    expect(old!.requests / 36_000).toBeCloseTo(1, 2);
    expect(young!.requests / 36_000).toBeCloseTo(1, 1);
  });

  it('finds a deployment whose name has quotes, backslashes and line breaks', async () => {
    const reading = await survey(NASTY);

    expect(reading!.hour!.requests / 10_800).toBeCloseTo(1, 2);
  });

  it('keeps a name that tries to be a matcher a value, alone and among others', async () => {
    const { source: own } = source();
    const evil = target(INJECTION);
    const pattern = target('.*');

    const readings = await own.survey([evil, pattern, target('steady')], {
      signal,
    });

    expect([...readings.keys()]).toEqual(['steady-prod']);
    expect(readings.get('steady-prod')!.hour!.requests / 36_000).toBeCloseTo(
      1,
      2,
    );
    expect(await survey(INJECTION)).toBeUndefined();
  });

  it('finds the labels that an annotation names, as values', async () => {
    const selector = (text: string) => ({
      annotations: { 'slipway.dev/health-selector': text },
    });

    const found = await survey(
      'other',
      selector('service="steady",namespace="{namespace}"'),
    );

    expect(found!.hour!.requests / 36_000).toBeCloseTo(1, 2);
    expect(await survey('other', selector('service=".*"'))).toBeUndefined();
  });

  it('says that a selector is not understood, and measures the others', async () => {
    const { source: own, logger } = source();
    const broken = target('broken', {
      annotations: { 'slipway.dev/health-selector': 'service=~".*"' },
    });

    const readings = await own.survey([broken, target('steady')], { signal });

    expect([...readings.keys()]).toEqual(['steady-prod']);
    expect(logger.warn).toHaveBeenCalledWith(
      'An annotation about metrics is not understood',
      expect.objectContaining({ entityRef: 'component:default/broken' }),
    );
  });

  it('measures none of two deployments that the same labels select, and says so once', async () => {
    const { source: own, logger } = source({
      labels: { service: '{component}' },
    });

    const readings = await own.survey(
      [
        target('steady'),
        target('steady', { environment: 'dev' }),
        target('idle'),
      ],
      { signal },
    );

    await own.survey(
      [target('steady'), target('steady', { environment: 'dev' })],
      { signal },
    );

    expect([...readings.keys()]).toEqual(['idle-prod']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Deployments that the same labels select'),
      { deployments: 'steady-dev, steady-prod' },
    );
  });

  it('refuses counts and charts of one alone that a survey could not tell apart', async () => {
    const { source: own } = source({ labels: { service: '{component}' } });
    const dev = target('steady', { environment: 'dev' });
    const all = [target('steady'), dev, target('idle')];
    await own.survey(all, { signal });

    const counts = await own.counts(
      all.map(each => ({ target: each, span: before })),
      { signal },
    );
    const [alone] = await own.counts([{ target: dev, span: after }], {
      signal,
    });
    const { groups, warnings } = await own.series(
      ...([dev, { from: now - 600, to: now, step: 60 }, { signal }] as const),
    );

    expect(counts.map(([part]) => part !== undefined)).toEqual([
      ...[false, false, true],
    ]);
    expect(alone).toEqual([undefined]);
    expect(groups).toEqual([]);
    expect(warnings[0]).toMatch(/^The same labels select steady-prod, so/);
  });

  it('counts many different spans at once as it counts each alone', async () => {
    const spans = Array.from({ length: 60 }, (_, index): HealthSpan => ({
      ...{ from: deploy - index * 37, to: now - index * 11 },
      parts: 1 + (index % 3),
    }));
    const worse = target('worse');

    const together = await source().source.counts(
      spans.map(span => ({ target: worse, span })),
      { signal },
    );

    for (const [index, span] of spans.entries()) {
      const alone = await count('worse', span);
      expect(together[index]).toHaveLength(alone.length);
      alone.forEach((part, at) => {
        const ratio = together[index][at]!.requests / part!.requests;
        expect(ratio).toBeGreaterThan(0.95);
        expect(ratio).toBeLessThan(1.05);
        expect(together[index][at]!.buckets).toHaveLength(4);
      });
    }
  });

  it('counts in longer parts where scrapes are far apart, and adds nothing by it', async () => {
    const parts = await count(
      'worse',
      { from: now - 720, to: now, parts: 12 },
      { scrapeInterval: '1m' },
    );

    const sum = parts.reduce((total, part) => total + (part?.requests ?? 0), 0);
    expect(parts).toHaveLength(12);
    expect(parts.filter(Boolean)).toHaveLength(3);
    expect(sum / 7_200).toBeCloseTo(1, 1);
  });

  it('counts nothing over a time that is too short to count in', async () => {
    expect(
      await count('steady', { from: now - 45, to: now, parts: 1 }),
    ).toEqual([undefined]);
  });

  it('counts parts that are no whole number of seconds', async () => {
    const parts = await count('steady', {
      ...{ from: now - 1000.7, to: now - 0.3, parts: 7 },
    });

    for (const part of parts) {
      expect(part!.requests / 1429).toBeCloseTo(1, 1);
    }
  });
});
