import { target } from '../__testUtils__/createSource';
import { candidatesOf, classifiedMatchers } from '../detection/candidates';
import { builtinProfiles } from '../profiles/builtinProfiles';
import { linkerd } from '../profiles/linkerd';
import { promClient } from '../profiles/promClient';
import { traefik } from '../profiles/traefik';
import { selectLabels } from './selectLabels';

const RULES = {
  targetLabels: { service: '{component}', namespace: '{namespace}' },
};
const equal = (name: string, value: string) => ({
  ...{ name, value, isPattern: false },
});
const selector = (text: string, more = {}) =>
  target('cart', {
    annotations: { 'slipway.dev/health-selector': text, ...more },
  });

describe('selectLabels', () => {
  it('takes the labels of the server, sorted', () => {
    expect(selectLabels(promClient, target('cart'), RULES)).toEqual([
      equal('namespace', 'retail-prod'),
      equal('service', 'cart'),
    ]);
  });

  it('takes the labels of the profile where it has its own', () => {
    expect(selectLabels(linkerd, target('cart'), RULES)).toEqual([
      equal('deployment', 'cart'),
      equal('namespace', 'retail-prod'),
    ]);
  });

  it('selects nothing by a label whose value is not known', () => {
    const unknown = target('cart', { namespace: undefined });

    expect(selectLabels(promClient, unknown, RULES)).toBeUndefined();
  });

  it('leaves out what may be left out, but not everything', () => {
    const tenants = (tenant?: string) =>
      selectLabels(promClient, target('cart', { tenant }), {
        targetLabels: { tenant: '{tenant?}', service: '{component}' },
      });

    expect(tenants()).toEqual([equal('service', 'cart')]);
    expect(tenants('acme')).toHaveLength(2);
    expect(
      selectLabels(promClient, target('cart'), {
        targetLabels: { tenant: '{tenant?}' },
      }),
    ).toBeUndefined();
  });

  it('puts an annotation in the place of the labels of the server', () => {
    const own = selector('app="shop",ns="{namespace}"');

    expect(selectLabels(promClient, own, RULES)).toEqual([
      equal('app', 'shop'),
      equal('ns', 'retail-prod'),
    ]);
    expect(selectLabels(linkerd, own, RULES)).toEqual(
      selectLabels(linkerd, target('cart'), RULES),
    );
  });

  it('puts it in the place of the labels of a profile that is named too', () => {
    const own = selector('deployment="shop"', {
      'slipway.dev/health-profile': 'linkerd',
    });

    expect(selectLabels(linkerd, own, RULES)).toEqual([
      equal('deployment', 'shop'),
    ]);
  });

  it('fills a pattern with values that stand for themselves', () => {
    const [label] = selectLabels(traefik, target('a.b'), RULES)!;

    const expression = new RegExp(`^(?:${label.value})$`);
    expect(label).toMatchObject({ name: 'service', isPattern: true });
    expect(expression.test('retail-prod-a.b-80@kubernetes')).toBe(true);
    expect(expression.test('retail-prod-aXb-80@kubernetes')).toBe(false);
    expect(expression.test('retail-prod-a.b-web-80@kubernetes')).toBe(false);
    expect(expression.test('retail-dev-a.b-80@kubernetes')).toBe(false);
  });
});

describe('candidatesOf', () => {
  const rules = { ...RULES, profiles: builtinProfiles() };

  it('lists each way, the preferred first', () => {
    const ids = candidatesOf(target('cart'), rules).map(
      ({ profile }) => profile.id,
    );

    expect([...new Set(ids)]).toEqual(
      builtinProfiles()
        .map(({ id }) => id)
        .filter(id => id !== 'rabbitmq'),
    );
  });

  it('counts requests by the named profile alone, and draws by all', () => {
    const named = target('cart', {
      annotations: { 'slipway.dev/health-profile': 'istio' },
    });

    const candidates = candidatesOf(named, rules);

    const counting = candidates.filter(({ metrics }) => metrics);
    expect(new Set(counting.map(({ profile }) => profile.id))).toEqual(
      new Set(['istio']),
    );
    expect(candidates.map(({ profile }) => profile.id)).toContain('kubernetes');
  });

  it('throws a sentence when an annotation is broken', () => {
    expect(() => candidatesOf(selector('app=~"x"'), rules)).toThrow(
      /slipway\.dev\/health-selector is not understood/,
    );
  });
});

describe('classifiedMatchers', () => {
  it('wants requests of which the end is known', () => {
    expect(classifiedMatchers(linkerd.requests![0])).toEqual([
      { label: 'direction', equals: 'inbound' },
      { label: 'classification', notEquals: '' },
    ]);
  });
});
