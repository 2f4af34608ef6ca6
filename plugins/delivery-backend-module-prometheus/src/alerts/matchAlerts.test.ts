import { target } from '../__testUtils__/createSource';
import type { Candidate } from '../detection/candidates';
import type { Detected } from '../detection/ProfileDetector';
import { linkerd } from '../profiles/linkerd';
import { promClient } from '../profiles/promClient';
import { selectLabels } from '../selection/selectLabels';
import type { ActiveAlert } from './activeAlerts';
import { matchAlerts } from './matchAlerts';

const RULES = {
  targetLabels: { namespace: '{namespace}', service: '{component}' },
};

function detected(
  component: string,
  overrides: Parameters<typeof target>[1] = {},
): Detected {
  const deployment = target(component, overrides);
  const candidates = [promClient, linkerd].map((profile): Candidate => ({
    ...{ profile, target: deployment },
    selection: selectLabels(profile, deployment, RULES)!,
  }));
  return { target: deployment, candidates, extra: [] };
}

function active(
  name: string,
  labels: Record<string, string>,
  overrides: Partial<ActiveAlert> = {},
): ActiveAlert {
  return { name, state: 'firing', labels, annotations: {}, ...overrides };
}

function match(alerts: ActiveAlert[], ...deployments: Detected[]) {
  const found = matchAlerts(alerts, deployments, {
    silenceOf: () => undefined,
    urlOf: query => `https://p/${query}`,
  });
  return Object.fromEntries(
    [...found].map(([id, some]) => [id, some.map(({ name }) => name)]),
  );
}

describe('matchAlerts', () => {
  const prod = { namespace: 'retail-prod' };

  it('needs all labels by which a deployment is selected', () => {
    const alerts = [
      active('both', { ...prod, service: 'cart', pod: 'x' }),
      active('one', { service: 'cart' }),
      active('other', { ...prod, service: 'search' }),
      active('elsewhere', { namespace: 'retail-dev', service: 'cart' }),
    ];

    expect(match(alerts, detected('cart'))).toEqual({ 'cart-prod': ['both'] });
  });

  it('knows the labels of each profile, and tells an alert once', () => {
    const alerts = [
      active('mesh', { ...prod, deployment: 'cart' }),
      active('twice', { ...prod, deployment: 'cart', service: 'cart' }),
    ];

    expect(match(alerts, detected('cart'))).toEqual({
      'cart-prod': ['mesh', 'twice'],
    });
  });

  it('tells environments apart', () => {
    const alerts = [active('a', { namespace: 'retail-dev', service: 'cart' })];

    expect(
      match(alerts, detected('cart'), detected('cart', { environment: 'dev' })),
    ).toEqual({ 'cart-dev': ['a'] });
  });

  it.each([
    ['a', undefined, ['a']],
    ['a, b', undefined, ['a', 'b']],
    ['all', undefined, ['a', 'b', 'c']],
    ['all', 'team=x', ['a']],
    ['b', 'team=x', undefined],
    ['all', 'team="x"', ['a']],
  ])('reads prometheus.io/alert %j with labels %j', (alert, labels, names) => {
    const annotations = {
      'prometheus.io/alert': alert,
      ...(labels && { 'prometheus.io/labels': labels }),
    };
    const alerts = [
      active('a', { team: 'x' }),
      active('b', { team: 'y' }),
      active('c', prod),
      active('d', { namespace: 'retail-dev' }),
    ];

    expect(match(alerts, detected('cart', { annotations }))).toEqual(
      names ? { 'cart-prod': names } : {},
    );
  });

  it('tells what a person must know', () => {
    const [told] = matchAlerts(
      [
        active(
          'a',
          { ...prod, service: 'cart', severity: 'page' },
          {
            ...{ state: 'pending', activeAt: '2026-01-01T00:00:00.5+01:00' },
            annotations: { description: 'Slow', message: 'Down' },
            query: 'up',
          },
        ),
      ],
      [detected('cart')],
      {
        silenceOf: () => ({ by: 'ada', until: 'later', comment: 'known' }),
        urlOf: query => `https://p/${query}`,
      },
    ).get('cart-prod')!;

    expect(told).toEqual({
      ...{ name: 'a', state: 'pending', severity: 'page', summary: 'Down' },
      labels: { ...prod, service: 'cart', severity: 'page' },
      ...{ since: '2025-12-31T23:00:00.500Z', url: 'https://p/up' },
      silencedBy: { by: 'ada', until: 'later', comment: 'known' },
    });
  });

  it('knows no time where none was said', () => {
    const alerts = [
      active('a', { ...prod, service: 'cart' }, { activeAt: 'yesterday' }),
    ];

    const [told] = matchAlerts(alerts, [detected('cart')], {
      ...{ silenceOf: () => undefined, urlOf: () => undefined },
    }).get('cart-prod')!;

    expect(told).toMatchObject({ since: undefined, url: undefined });
  });

  it('sorts thousands of alerts among thousands of deployments in little time', () => {
    const deployments = Array.from({ length: 2_000 }, (_, index) =>
      detected(`svc-${index}`),
    );
    const alerts = Array.from({ length: 5_000 }, (_, index) =>
      active(`a${index}`, { ...prod, service: `svc-${index % 2_500}` }),
    );
    const before = performance.now();

    const found = match(alerts, ...deployments);

    expect(Object.keys(found)).toHaveLength(2_000);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
