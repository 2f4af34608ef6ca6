import {
  describeWithEngine,
  missingPrometheus,
  startPrometheus,
  type StartedPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createSource, target } from './__testUtils__/createSource';
import {
  writeHistograms,
  type WrittenHistogram,
} from './__testUtils__/remoteWrite';

const SETUP_MS = 120_000;
const STEP = 15;
const LENGTH = 4_200;

describeWithEngine('native histograms', missingPrometheus, () => {
  const now = Math.floor(Date.now() / 60_000) * 60 - 60;
  const { signal } = new AbortController();
  let prometheus: StartedPrometheus;

  function written(
    name: string,
    statusLabel: string,
    [status, share]: [string, number],
    elapsed: number,
  ): WrittenHistogram {
    const unit = elapsed * share;
    // With schema 0 the buckets end at 0.125, 0.25 and 0.5.
    return {
      labels: {
        ...{
          __name__: name,
          namespace: 'retail-prod',
          service: name.length > 30 ? 'otel' : 'node',
        },
        [statusLabel]: status,
      },
      time: (now - LENGTH + elapsed) * 1000,
      ...{ count: unit * 10, sum: unit * 2, schema: 0, firstIndex: -3 },
      buckets: [unit * 5, unit * 4, unit],
    };
  }

  beforeAll(async () => {
    prometheus = await startPrometheus({
      args: [
        '--enable-feature=native-histograms',
        '--web.enable-remote-write-receiver',
      ],
    });
    const histograms: WrittenHistogram[] = [];
    for (let elapsed = 0; elapsed <= LENGTH; elapsed += STEP) {
      for (const outcome of [
        ['200', 4],
        ['500', 1],
      ] as [string, number][]) {
        histograms.push(
          written('http_request_duration_seconds', 'code', outcome, elapsed),
          written(
            ...([
              'http_server_request_duration_seconds',
              'http_response_status_code',
            ] as const),
            ...([outcome, elapsed] as const),
          ),
        );
      }
    }
    await writeHistograms(prometheus.url, histograms);
  }, SETUP_MS);

  afterAll(() => prometheus?.stop(), SETUP_MS);

  it.each([
    ['node', 'prom-client'],
    ['otel', 'opentelemetry'],
  ])('are counted and give their buckets: %s', async (component, profile) => {
    const { source } = createSource({ url: prometheus.url, now });

    const readings = await source.survey([target(component)], { signal });

    const reading = readings.get(`${component}-prod`)!;
    const { requests, errors, buckets } = reading.hour!;
    expect(reading.profile).toBe(profile);
    expect(requests / 180_000).toBeCloseTo(1, 2);
    expect(errors / requests).toBeCloseTo(0.2, 3);
    const below = (bound: number) =>
      buckets!.find(({ le }) => le === bound)!.count / requests;
    expect(buckets!.at(-1)).toEqual({ le: Infinity, count: requests });
    expect(below(0.05)).toBe(0);
    expect(below(0.25)).toBeCloseTo(0.9, 3);
    expect(below(0.5)).toBeCloseTo(1, 3);
    expect(reading.line!.points.at(-1)!.requests / 6_000).toBeCloseTo(1, 2);
    expect(reading.line!.points.at(-1)!.buckets).toBeUndefined();
  });

  it('are drawn like classic ones', async () => {
    const { source } = createSource({ url: prometheus.url, now });

    const { groups } = await source.series(
      ...([target('node'), { from: now - 600, to: now, step: 60 }] as const),
      { signal },
    );

    const last = (id: string, line: number) =>
      groups.find(group => group.id === id)!.lines[line].values.at(-1)!;
    expect(last('requests', 0)).toBeCloseTo(50, 1);
    expect(last('errors', 0)).toBeCloseTo(0.2, 3);
    expect(last('latency', 0)).toBeCloseTo(0.125, 3);
    expect(last('latency', 1)).toBeGreaterThan(0.25);
  });

  it('are counted over spans in parts', async () => {
    const { source } = createSource({ url: prometheus.url, now });

    const [parts] = await source.counts(
      [
        {
          target: target('node'),
          span: { from: now - 1800, to: now, parts: 3 },
        },
      ],
      { signal },
    );

    expect(parts.map(part => part!.buckets!.length)).toEqual([12, 12, 12]);
    expect(parts[2]!.requests / 30_000).toBeCloseTo(1, 2);
  });
});
