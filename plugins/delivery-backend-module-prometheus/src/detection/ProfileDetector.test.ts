import { mockServices } from '@backstage/backend-test-utils';
import { target } from '../__testUtils__/createSource';
import type { QueryAnswer } from '../client/answers';
import { builtinProfiles } from '../profiles/builtinProfiles';
import { ProfileDetector } from './ProfileDetector';

const NOW = 100_000;
const SELECTED = { namespace: 'retail-prod', service: 'cart' };

/** Answers by the parts of the query that ask for a metric with a label. */
function answering(
  ...present: {
    metric: string;
    label?: string;
    labels: Record<string, string>;
  }[]
) {
  return jest.fn(async (query: string, _: number): Promise<QueryAnswer> => ({
    warnings: [],
    series: query.split(/ or (?=label_replace)/).flatMap(part => {
      const [, id] = /"slipway_part", "(\d+)"/.exec(part)!;
      return present
        .filter(
          ({ metric, label }) =>
            part.includes(metric) &&
            (label ? new RegExp(`,${label}!=""`).test(part) : true) &&
            (label || !part.includes('!=""')),
        )
        .map(({ metric, labels }) => ({
          labels: { ...labels, __name__: metric, slipway_part: id },
          points: [{ time: 0, value: 1 }],
        }));
    }),
  }));
}

function createDetector() {
  return ProfileDetector.create({
    rules: {
      profiles: builtinProfiles(),
      targetLabels: { namespace: '{namespace}', service: '{component}' },
    },
    logger: mockServices.logger.mock(),
  });
}

const COUNTER = {
  ...{ metric: 'http_requests_total', label: 'code', labels: SELECTED },
};

describe('ProfileDetector', () => {
  it('looks for all profiles of all deployments by one question', async () => {
    const ask = answering(COUNTER);

    const [cart, search] = await createDetector().detectAt(
      [target('cart'), target('search')],
      ...([NOW, ask] as const),
    );

    expect(ask).toHaveBeenCalledTimes(1);
    expect(cart.requests).toMatchObject({
      profile: { id: 'prom-client' },
      metrics: { metric: 'http_requests_total', errors: { label: 'code' } },
    });
    expect(search.requests).toBeUndefined();
    expect(search.candidates.length).toBeGreaterThan(10);
  });

  it('prefers what comes first when several are there', async () => {
    const ask = answering(COUNTER, {
      metric: 'http_server_requests_seconds_count',
      ...{ label: 'status', labels: SELECTED },
    });

    const [cart] = await createDetector().detectAt([target('cart')], NOW, ask);

    expect(cart.requests!.profile.id).toBe('micrometer');
  });

  it('takes no summary for a native histogram', async () => {
    const ask = answering(COUNTER);

    await createDetector().detectAt([target('cart')], NOW, ask);

    const [[query]] = ask.mock.calls;
    const natives = query
      .split(' or ')
      .filter(part => /"http_request_duration_seconds"/.test(part));
    expect(natives.length).toBeGreaterThan(0);
    expect(natives.every(part => part.includes('quantile=""'))).toBe(true);
  });

  it('finds what was there an hour ago, and forgets nothing that is there now', async () => {
    const ask = jest.fn(async (query: string, time: number) =>
      time === NOW
        ? answering({
            metric: 'kube_deployment_spec_replicas',
            labels: { namespace: 'retail-prod', deployment: 'cart' },
          })(query, time)
        : answering(COUNTER)(query, time),
    );

    const [cart] = await createDetector().detect([target('cart')], NOW, ask);

    expect(ask.mock.calls.map(([, time]) => time)).toEqual([NOW, NOW - 3600]);
    expect(cart.requests!.profile.id).toBe('prom-client');
    expect(cart.extra.map(({ candidate }) => candidate.profile.id)).toEqual([
      'kubernetes-deployment',
    ]);
  });

  it('asks again only about those that it does not know', async () => {
    const detector = createDetector();
    const ask = answering(COUNTER);
    await detector.detect([target('cart')], NOW, ask);

    const both = await detector.detect(
      [target('cart'), target('search')],
      ...([NOW, ask] as const),
    );

    const [, [second]] = ask.mock.calls;
    expect(second).toContain('search');
    expect(second).not.toContain('cart');
    expect(both.map(each => each.target.component)).toEqual(['cart', 'search']);
    expect(detector.remembered(target('cart'))!.requests).toBeDefined();
  });

  it('asks again when an annotation or the namespace is another', async () => {
    const detector = createDetector();
    const ask = answering(COUNTER);
    await detector.detect([target('cart')], NOW, ask);
    const variants = [
      target('cart', { namespace: 'other' }),
      target('cart', {
        annotations: { 'slipway.dev/health-profile': 'istio' },
      }),
      target('cart', { annotations: { 'example.org/owner': 'me' } }),
    ];

    for (const variant of variants) {
      await detector.detect([variant], NOW, ask);
    }

    // Each of the first two is asked for now and an hour ago.
    expect(ask).toHaveBeenCalledTimes(1 + 4);
  });

  it('asks nothing about a deployment of which too little is known', async () => {
    const ask = answering(COUNTER);
    const unknown = target('cart', { namespace: undefined });

    const [cart] = await createDetector().detectAt([unknown], NOW, ask);

    const [[query]] = ask.mock.calls;
    expect(query).not.toContain('http_requests_total');
    expect(cart.candidates.map(({ profile }) => profile.id)).toEqual(['nomad']);
  });
});
