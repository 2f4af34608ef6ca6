import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  describeWithEngine,
  missingPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { SANDBOX_CLUSTERS } from '../reconcile/places';
import {
  type Density,
  type ServedVersion,
  openMetricsHistory,
  scrapeLabels,
} from './history';

const NOW = new Date('2026-11-19T13:00:00.700Z');
const END = Date.parse('2026-11-19T13:00:00Z') / 1000;
const MINUTE: Density = { from: 60, to: 0, step: 15 };
const FOLDER = 'prod/acme/payments';

function served(
  tag: string,
  fromAgo: number,
  toAgo?: number,
  folder = FOLDER,
): ServedVersion {
  const component = folder.split('/').pop()!;
  return {
    ...{ cluster: SANDBOX_CLUSTERS[0], folder, component },
    image: `registry.example.org/retail/${component}:${tag}`,
    from: new Date((END - fromAgo) * 1000),
    to: toAgo === undefined ? undefined : new Date((END - toAgo) * 1000),
  };
}

function history(all: ServedVersion[], ...densities: Density[]): string[] {
  const given = densities.length ? densities : [MINUTE];
  return [...openMetricsHistory(all, NOW, () => given)]
    .join('')
    .split('\n')
    .filter(Boolean);
}

/** Time and value of each sample whose line has all of these parts. */
function samples(lines: string[], ...parts: string[]) {
  return lines
    .filter(line => parts.every(part => line.includes(part)))
    .map(line => line.split(' ').slice(-2).map(Number))
    .map(([value, at]) => ({ value, ago: END - at }));
}

const agoOf = (lines: string[], ...parts: string[]) =>
  samples(lines, ...parts).map(({ ago }) => ago);

describe('the past that a Prometheus would have read', () => {
  it('ends as OpenMetrics has to, also when nothing served', () => {
    expect(history([])).toEqual([
      '# TYPE http_requests counter',
      '# TYPE http_request_duration_seconds histogram',
      '# TYPE response counter',
      '# EOF',
    ]);
  });

  it('has a reading at each step, oldest first, none of them in the future', () => {
    const lines = history([served('2.3.1', 600)]);
    const times = agoOf(lines, 'http_requests_total', 'code="200"');
    expect(times).toEqual([60, 45, 30, 15]);
  });

  it('follows the densities, one after the other', () => {
    const lines = history(
      [served('2.3.1', 600)],
      { from: 300, to: 60, step: 60 },
      MINUTE,
    );
    expect(agoOf(lines, '_total', 'code="200"')).toEqual([
      ...[300, 240, 180, 120, 60, 45, 30, 15],
    ]);
  });

  it('begins when the version did, and ends with it', () => {
    const lines = history([served('2.3.1', 600, 31), served('2.4.0', 31)]);
    expect(agoOf(lines, '_total', '2.3.1', '"200"')).toEqual([60, 45]);
    expect(agoOf(lines, '_total', '2.4.0', '"200"')).toEqual([30, 15]);
  });

  it.each([
    ['ended before', served('2.3.1', 600, 300)],
    ['has yet to begin', served('2.3.1', 5)],
  ])('says nothing of a version that %s', (_, version) => {
    expect(history([version])).toHaveLength(4);
  });

  it('counts up from zero, faster where more is asked', () => {
    const day: Density = { from: 3600, to: 0, step: 60 };
    const lines = history([served('2.4.0', 7200)], day);
    const ok = samples(lines, '_total', '"200"').map(({ value }) => value);
    const failed = samples(lines, '_total', '"500"').map(({ value }) => value);
    expect(ok[0]).toBe(0);
    expect([...ok].sort((a, b) => a - b)).toEqual(ok);
    expect(failed.at(-1)! / (ok.at(-1)! + failed.at(-1)!)).toBeCloseTo(
      0.042,
      2,
    );
  });

  it('names each series as the server does that reads the service itself', () => {
    const [line] = history([served('2.3.1', 600)]).filter(text =>
      text.startsWith('http_requests_total'),
    );
    expect(scrapeLabels(FOLDER)).toBe(
      'instance="prod/acme/payments",job="services"',
    );
    expect(line).toMatch(
      /^http_requests_total\{instance="prod\/acme\/payments",job="services",service="payments",namespace="[^"]+",cluster="eu-1",version="2\.3\.1",code="200"\} \d+ \d+$/,
    );
  });

  it('keeps all of a family together, whatever number of services there are', () => {
    const lines = history([
      served('2.3.1', 600),
      served('1.0.0', 600, undefined, 'prod/acme/cart'),
    ]);
    const families = lines.map(line =>
      line.startsWith('http_request_duration'),
    );
    const begin = families.indexOf(true);
    const end = lines.indexOf('# TYPE response counter');
    expect(families.slice(begin, end).every(Boolean)).toBe(true);
    expect(lines[begin - 1]).toBe(
      '# TYPE http_request_duration_seconds histogram',
    );
    expect(agoOf(lines, '_total', 'cart', '"200"')).toHaveLength(4);
  });

  it('has histograms that add up', () => {
    const lines = history([served('2.3.0', 600)]);
    const all = samples(lines, '_bucket', '+Inf').map(({ value }) => value);
    expect(samples(lines, '_count').map(({ value }) => value)).toEqual(all);
    const half = samples(lines, '_bucket', 'le="0.5"');
    expect(half.every(({ value }, index) => value <= all[index])).toBe(true);
  });

  it('asks for densities by the version', () => {
    const asked: string[] = [];
    const all = [served('2.3.1', 600, 30), served('2.4.0', 30)];
    const text = openMetricsHistory(all, NOW, ({ image }) => {
      asked.push(image.split(':')[1]);
      return [];
    });
    expect([...text]).toHaveLength(4);
    expect(new Set(asked)).toEqual(new Set(['2.3.1', '2.4.0']));
  });

  it('has what services sent each other, once at each moment, over all versions', () => {
    const folder = 'prod/acme/checkout';
    const all = [
      served('5.1.2', 3600, 1800, folder),
      served('5.1.3', 1800, undefined, folder),
    ];
    const step: Density = { from: 3600, to: 0, step: 900 };
    const lines = [...openMetricsHistory(all, NOW, () => [], [step])]
      .join('')
      .split('\n');
    const calls = samples(lines, 'response_total', 'dst_deployment="payments"');

    expect(calls.map(({ ago }) => ago)).toEqual([3600, 2700, 1800, 900]);
    // Another version counts from zero, as another process does.
    expect(calls[1].value).toBeGreaterThan(1_000);
    expect(calls[2].value).toBe(0);
  });
});

describeWithEngine('promtool', missingPrometheus, () => {
  it('reads the history without a complaint', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-history-'));
    const text = join(folder, 'history.om');
    const all = [
      served('2.3.1', 7200, 1800),
      served('2.4.0', 1800),
      served('1.0.0', 7200, undefined, 'prod/acme/cart'),
    ];
    const densities = [{ from: 7200, to: 0, step: 60 }];
    await writeFile(
      text,
      [...openMetricsHistory(all, NOW, () => densities, densities)].join(''),
    );
    const blocks = join(folder, 'blocks');
    await promisify(execFile)('promtool', [
      ...['tsdb', 'create-blocks-from', 'openmetrics', text, blocks],
    ]);
    const { stdout } = await promisify(execFile)('promtool', [
      ...['tsdb', 'list', blocks],
    ]);
    // Three versions, each with two counters and ten series of a histogram, and two calls.
    expect(stdout).toMatch(/\s38\s/);
    await rm(folder, { recursive: true, force: true });
  });
});
