import { target } from '../__testUtils__/createSource';
import type { QueryAnswer } from '../client/answers';
import type { Candidate } from '../detection/candidates';
import type { RequestCandidate } from '../detection/ProfileDetector';
import { istio } from '../profiles/istio';
import { kubernetesContainers } from '../profiles/kubernetesContainers';
import { promClient } from '../profiles/promClient';
import { rabbitmq } from '../profiles/rabbitmq';
import type { HealthProfile } from '../profiles/HealthProfile';
import { renderMatchers } from '../promql/promql';
import { PROMETHEUS_ANNOTATIONS } from '../selection/annotations';
import { selectLabels } from '../selection/selectLabels';
import { Grid } from './Grid';
import { profileLinesQuery } from './profileLines';
import {
  readRequestLines,
  requestLinesQuery,
  requestRateQuery,
} from './requestLines';

const RULES = {
  targetLabels: { namespace: '{namespace}', service: '{component}' },
};
const ONLY = renderMatchers(promClient.requests![0].only!);
const cart = target('cart', {
  annotations: { [PROMETHEUS_ANNOTATIONS.queue]: 'orders "new"' },
});

function candidate(profile: HealthProfile): Candidate {
  return {
    ...{ target: cart, profile },
    selection: selectLabels(profile, cart, RULES)!,
  };
}

function requests(profile: HealthProfile, index = 0): RequestCandidate {
  return { ...candidate(profile), metrics: profile.requests![index] };
}

function answer(
  ...series: [part: string, values: number[], labels?: object][]
): QueryAnswer {
  return {
    warnings: [],
    series: series.map(([part, values, labels]) => ({
      labels: { ...labels, slipway_part: part },
      points: values.map((value, index) => ({ time: 60 * index, value })),
    })),
  };
}

describe('Grid', () => {
  const grid = Grid.of({ from: 0, to: 180, step: 60 });

  it('has the first and the last time', () => {
    expect(grid.times).toEqual([0, 60, 120, 180]);
  });

  it('puts each value where it belongs, and nothing where there is none', () => {
    expect(
      grid.place([
        { time: 60.001, value: 1 },
        { time: 120, value: NaN },
        { time: 180, value: Infinity },
        { time: 240, value: 9 },
        { time: -60, value: 9 },
      ]),
    ).toEqual([null, 1, null, null]);
  });

  it('counts steps that are no whole numbers', () => {
    expect(Grid.of({ from: 0, to: 0.3, step: 0.1 }).times).toHaveLength(4);
  });
});

describe('requestLines', () => {
  const grid = Grid.of({ from: 0, to: 120, step: 60 });

  it('asks for rate, errors and three quantiles in one query', () => {
    const query = requestLinesQuery(requests(promClient), 240);

    const ids = [...query.matchAll(/"slipway_part", "(\w+)"/g)];
    expect(ids.map(([, id]) => id)).toEqual([
      ...['requests', 'errors', 'p50', 'p95', 'p99'],
    ]);
    expect(query).toContain(
      `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{${ONLY},namespace="retail-prod",service="cart"}[240s])))`,
    );
  });

  it('asks a native histogram for numbers', () => {
    const native = requests(
      promClient,
      promClient.requests!.findIndex(metrics => metrics.native),
    );

    expect(requestRateQuery(native, 60)).toBe(
      `histogram_count(sum(rate(http_request_duration_seconds{${ONLY},quantile="",status_code!="",namespace="retail-prod",service="cart"}[60s])))`,
    );
    expect(requestLinesQuery(native, 60)).not.toContain('_bucket');
  });

  it('has ratios where requests came, and seconds where milliseconds were measured', () => {
    const groups = readRequestLines(
      answer(
        ['requests', [10, 0, 5]],
        ['errors', [1]],
        ['p95', [250, NaN, 500]],
      ),
      ...([requests(istio), grid] as const),
    );

    expect(groups.map(({ id, unit }) => [id, unit])).toEqual([
      ['requests', 'perSecond'],
      ['errors', 'ratio'],
      ['latency', 'seconds'],
    ]);
    expect(groups[1].lines[0].values).toEqual([0.1, null, 0]);
    expect(groups[2].lines).toEqual([
      { id: 'p95', title: 'p95', values: [0.25, null, 0.5] },
    ]);
  });

  it('keeps a latency of nothing a latency', () => {
    const groups = readRequestLines(
      answer(['requests', [1, 1, 1]], ['p50', [0, 0, 0]]),
      ...([requests(promClient), grid] as const),
    );

    expect(groups[2].lines[0].values).toEqual([0, 0, 0]);
  });

  it('draws nothing where no request was counted, whatever errors there are', () => {
    expect(
      readRequestLines(answer(['errors', [1]]), requests(promClient), grid),
    ).toEqual([]);
  });
});

describe('profileLines', () => {
  const grid = Grid.of({ from: 0, to: 0, step: 60 });

  function linesOf(...extra: [HealthProfile, string[]][]) {
    return profileLinesQuery(
      {
        ...{ target: cart, candidates: [] },
        extra: extra.map(([profile, families]) => ({
          ...{ candidate: candidate(profile), families: new Set(families) },
        })),
      },
      60,
    );
  }

  it('is not asked where nothing is there', () => {
    expect(linesOf()).toBeUndefined();
    expect(linesOf([rabbitmq, ['other']])).toBeUndefined();
  });

  it('asks only for what is there, with values as values', () => {
    const { text } = linesOf([rabbitmq, ['rabbitmq_queue_messages_ready']])!;

    expect(text).toBe(
      'label_replace((sum(rabbitmq_queue_messages_ready{queue="orders \\"new\\""})), "slipway_part", "0", "", "")',
    );
  });

  it('fills in how far a rate looks back', () => {
    const { text } = linesOf([
      ...[kubernetesContainers],
      ['kube_pod_container_status_restarts_total'],
    ] as [HealthProfile, string[]])!;

    expect(text).toContain(
      'increase(kube_pod_container_status_restarts_total{container="cart",namespace="retail-prod"}[60s])',
    );
    expect(text).not.toContain('$');
  });

  it('draws lines of one unit together, and of another apart', () => {
    const families = [
      'container_memory_working_set_bytes',
      'kube_pod_container_status_waiting_reason',
    ];
    const { read } = linesOf(
      [kubernetesContainers, families],
      [rabbitmq, ['rabbitmq_queue_consumers']],
    )!;

    const groups = read(
      answer(
        ['0', [0.5]],
        ['1', [1], { reason: 'CrashLoopBackOff' }],
        ['1', [2], { reason: 'ImagePullBackOff' }],
        ['2', [3]],
        ['9', [3]],
      ),
      grid,
    );

    expect(
      groups.map(({ id, unit, lines }) => [
        id,
        unit,
        lines.map(line => line.id),
      ]),
    ).toEqual([
      ['saturation', 'ratio', ['memory']],
      [
        ...['restarts', 'count'],
        ['waiting-CrashLoopBackOff', 'waiting-ImagePullBackOff'],
      ],
      ['saturation-count', 'count', ['consumers']],
    ]);
  });

  it('draws so many lines of a chart and no more', () => {
    const { read } = linesOf([
      ...[kubernetesContainers],
      ['kube_pod_container_status_waiting_reason'],
    ] as [HealthProfile, string[]])!;
    const many = Array.from(
      { length: 40 },
      (_, index) =>
        ['0', [1], { reason: `r${index}` }] as [string, number[], object],
    );

    expect(read(answer(...many), grid)[0].lines).toHaveLength(12);
  });
});
