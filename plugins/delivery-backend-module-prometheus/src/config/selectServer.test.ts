import { ConfigReader } from '@backstage/config';
import { target } from '../__testUtils__/createSource';
import { readPrometheusConfig } from './readPrometheusConfig';
import { headersFor, selectServer } from './selectServer';

function servers(...list: object[]) {
  return readPrometheusConfig(
    new ConfigReader({
      delivery: {
        prometheus: {
          servers: list.map(server => ({ url: 'http://a', ...server })),
        },
      },
    } as never),
  ).servers;
}

const chosen = (list: object[], overrides: object = {}) =>
  selectServer(servers(...list), target('cart', overrides))?.name;

describe('selectServer', () => {
  it('takes the only server there is', () => {
    expect(chosen([{ name: 'a' }])).toBe('a');
  });

  it('takes none of several that do not say what they measure', () => {
    expect(chosen([{ name: 'a' }, { name: 'b' }])).toBeUndefined();
  });

  it('takes the one that says it most precisely', () => {
    const list = [
      { name: 'fallback', default: true },
      { name: 'prod', environments: ['prod'] },
      { name: 'eu', clusters: ['eu-1'] },
      { name: 'both', clusters: ['eu-1'], environments: ['prod'] },
    ];

    expect(chosen(list, { cluster: 'eu-1' })).toBe('both');
    expect(chosen(list, { cluster: 'eu-1', environment: 'dev' })).toBe('eu');
    expect(chosen(list, { cluster: 'us-1' })).toBe('prod');
    expect(chosen(list, { environment: 'dev' })).toBe('fallback');
  });

  it('takes the one that measures a kind of environments for each of them', () => {
    const list = [
      { name: 'fallback', default: true },
      { name: 'try', environments: ['dev', 'preview'] },
    ];
    const preview = { environment: 'try-1', environmentKind: 'preview' };

    expect(chosen(list, preview)).toBe('try');
    expect(chosen(list, { environment: 'try-1' })).toBe('fallback');
  });

  it('takes none that measures other clusters', () => {
    const list = [{ name: 'eu', clusters: ['eu-1'] }];

    expect(chosen(list, { cluster: 'us-1' })).toBeUndefined();
    expect(chosen(list)).toBeUndefined();
  });

  it('takes the one that an annotation names, and no other when there is none', () => {
    const list = [
      { name: 'prod', environments: ['prod'] },
      { name: 'team-b', environments: ['dev'] },
    ];
    const named = (name: string) => ({
      annotations: { 'prometheus.io/service-name': name },
    });

    expect(chosen(list, named('team-b'))).toBe('team-b');
    expect(chosen(list, named('team-c'))).toBeUndefined();
  });
});

describe('headersFor', () => {
  const headers = { 'X-Scope-OrgID': '{tenant}', 'X-Fixed': 'a b' };

  it('names the tenant of the deployment', () => {
    expect(headersFor(headers, target('cart', { tenant: 'acme' }))).toEqual({
      ...{ 'X-Scope-OrgID': 'acme', 'X-Fixed': 'a b' },
    });
  });

  it.each([undefined, '', 'a|b', 'a\r\nX: y', '../a', 'a b'])(
    'has none for the tenant %j',
    tenant => {
      expect(headersFor(headers, target('cart', { tenant }))).toBeUndefined();
    },
  );

  it('leaves out what may be absent', () => {
    expect(
      headersFor({ 'X-Scope-OrgID': '{tenant?}' }, target('cart')),
    ).toEqual({});
  });
});
