import { hostsOf, renameHosts, type Renaming } from './renameHosts';

const RENAMING: Renaming = {
  names: [
    { from: 'acme', to: 'initech' },
    { from: 'qa', to: 'qa-2' },
  ],
  hosts: [{ from: 'www.retail.example', to: 'www.initech.example' }],
};
const renamed = (text: string) => renameHosts(text, RENAMING).text;

describe('host names of a copy', () => {
  it.each([
    ['host: shop.acme.example', 'host: shop.initech.example'],
    ['host: "acme.qa.example.org" # a', 'host: "initech.qa-2.example.org" # a'],
    [
      'url: https://shop.acme.example/a/b',
      'url: https://shop.initech.example/a/b',
    ],
    [
      'url: http://cart.acme.svc.cluster.local:8080',
      'url: http://cart.initech.svc.cluster.local:8080',
    ],
    [
      '- rule=Host(`web.acme.qa.example`)',
      '- rule=Host(`web.initech.qa-2.example`)',
    ],
    ['host: www.retail.example', 'host: www.initech.example'],
    ['Host: Shop.ACME.example', 'Host: Shop.initech.example'],
    ['- slipway.tenant=acme', '- slipway.tenant=initech'],
    ['  slipway.dev/tenant: acme', '  slipway.dev/tenant: initech'],
    ['environment = "qa"', 'environment = "qa-2"'],
  ])('%s becomes %s', (before, after) => {
    expect(renamed(`${before}\n`)).toBe(`${after}\n`);
  });

  it.each([
    'image: registry.acme.example/retail/payments:2.3.1',
    'repository: registry.acme.example:5000/retail/payments',
    'name: acme-payments',
    'host: shop.acme-two.example',
    'host: shop.example.acme',
    'path: templates/acme.qa.yaml/x',
    'version: 1.2.acme',
    'contact: it@shop.acme.example',
    'tenant: acme-two',
    'text: acme is a customer',
  ])('%s stays', text => {
    expect(renamed(`${text}\n`)).toBe(`${text}\n`);
  });

  it('are told, each once', () => {
    expect(
      renameHosts('a: x.acme.example\nb: x.acme.example\n', RENAMING).changes,
    ).toEqual(['x.acme.example becomes x.initech.example']);
  });

  it('are found quickly in a long text without any', () => {
    expect(renamed(`${'a.'.repeat(100_000)}\n`)).toHaveLength(200_001);
    expect(renamed(`${'a-'.repeat(100_000)}\n`)).toHaveLength(200_001);
  });
});

describe('the hosts that a manifest has requests sent to', () => {
  it.each([
    [
      'values.yaml',
      'ingress: { enabled: true, host: Shop.acme.example }',
      ['shop.acme.example'],
    ],
    [
      'values.yaml',
      'service:\n  ingress:\n    hosts:\n      - a.example\n      - host: b.example\n',
      ['a.example', 'b.example'],
    ],
    [
      'ingress.yaml',
      'kind: Ingress\nspec:\n  rules:\n    - host: a.example\n---\nkind: Service\nspec: { host: no.example }\n',
      ['a.example'],
    ],
    [
      'route.yaml',
      'kind: HTTPRoute\nspec:\n  hostnames: [a.example]\n',
      ['a.example'],
    ],
    [
      'compose.yaml',
      'services:\n  web:\n    deploy:\n      labels:\n        - x.rule=Host(`a.example`) || Host(`b.example`)\n',
      ['a.example', 'b.example'],
    ],
    [
      'variables.hcl',
      'host = "a.example"\nother_host = "b.example"\n',
      ['a.example'],
    ],
    ['values.yaml', 'database: { host: db.example.org }', []],
    ['templates/a.yaml', '{{- if .Values.x }}\nhost: {{ .y }}\n', []],
    ['values.yaml', 'ingress: { host: "" }', []],
  ])('%s: %j', (file, text, hosts) => {
    expect(hostsOf(file, text)).toEqual(hosts);
  });
});
