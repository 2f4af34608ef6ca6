import { hostsOf, renameHosts, type Renaming } from './renameHosts';

const RENAMING: Renaming = {
  names: [
    { from: 'acme', to: 'initech' },
    { from: 'qa', to: 'qa-2' },
  ],
  hosts: [{ from: 'www.retail.example', to: 'www.initech.example' }],
};
const OWN = new Set([
  ...['shop.acme.example', 'acme.qa.example.org', 'web.acme.qa.example'],
  '*.acme.example',
]);
const renamed = (text: string) => renameHosts(text, RENAMING, OWN);

describe('host names of a copy', () => {
  it.each([
    ['host: shop.acme.example', 'host: shop.initech.example'],
    ['host: "*.acme.example"', 'host: "*.initech.example"'],
    ['host: "acme.qa.example.org" # a', 'host: "initech.qa-2.example.org" # a'],
    [
      'url: https://shop.acme.example/a/b',
      'url: https://shop.initech.example/a/b',
    ],
    [
      'url: http://cart.acme--qa-cart.svc.cluster.local:8080',
      'url: http://cart.initech--qa-2-cart.svc.cluster.local:8080',
    ],
    [
      'url: postgres://a:b@db.acme.svc/x',
      'url: postgres://a:b@db.initech.svc/x',
    ],
    ['url: http://cart.qa-cart.svc', 'url: http://cart.qa-2-cart.svc'],
    [
      '- rule=Host(`web.acme.qa.example`)',
      '- rule=Host(`web.initech.qa-2.example`)',
    ],
    ['host: www.retail.example', 'host: www.initech.example'],
    ['host: WWW.retail.example', 'host: www.initech.example'],
    ['Host: Shop.ACME.example', 'Host: Shop.initech.example'],
    ['- slipway.tenant=acme', '- slipway.tenant=initech'],
    ['  slipway.dev/tenant: acme', '  slipway.dev/tenant: initech'],
    ['environment = "qa"', 'environment = "qa-2"'],
    ['namespace: acme--qa-web', 'namespace: initech--qa-2-web'],
  ])('%s becomes %s', (before, after) => {
    expect(renamed(`${before}\n`).text).toBe(`${after}\n`);
  });

  it.each([
    'image: registry.acme.example/retail/payments:2.3.1',
    'repository: registry.acme.example:5000/retail/payments',
    'name: acme-payments',
    'host: shop.acme-two.example',
    'mainClass: com.acme.orders.Main',
    'file: application.qa.yaml',
    'topic: orders.qa.created',
    'url: https://qa.azure.com/x',
    'login: https://login.acme.com',
    'contact: it@shop.acme.example',
    'tenant: acme-two',
    'environment:\n  qa: 1',
    'text: acme is a customer',
  ])('%j stays', text => {
    expect(renamed(`${text}\n`).text).toBe(`${text}\n`);
  });

  it('are told, each once, and so is what still names the source', () => {
    const { changes, kept } = renamed(
      'a: shop.acme.example\nb: shop.acme.example\nc: https://login.acme.com\nd: com.acme.Main\n',
    );

    expect(changes).toEqual(['shop.acme.example becomes shop.initech.example']);
    expect(kept).toEqual(['login.acme.com']);
  });

  it('are found quickly in a long text without any', () => {
    for (const part of ['a.', 'a-', 'a://', 'x@']) {
      const text = part.repeat(50_000);
      expect(renamed(text).text).toHaveLength(text.length);
    }
  });
});

describe('the hosts that a manifest has requests sent to', () => {
  it('are not looked for in a template, and nothing is said to the log for it', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue(undefined);
    expect(hostsOf('all.yaml', '{{ include "all" . }}\n')).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it.each([
    [
      'values.yaml',
      'ingress: { enabled: true, host: Shop.acme.example }',
      ['shop.acme.example'],
    ],
    [
      'values.yaml',
      'service:\n  ingress:\n    hosts:\n      - a.example\n      - host: "*.b.example"\n',
      ['*.b.example', 'a.example'],
    ],
    [
      'ingress.yaml',
      'kind: Ingress\nspec:\n  rules:\n    - host: a.xn--p1ai\n---\nkind: Service\nspec: { host: no.example }\n',
      ['a.xn--p1ai'],
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
    [
      'values.yaml',
      `a: &a { x: 1 }\ningress: [${Array(200).fill('*a').join(', ')}]\n`,
      [],
    ],
  ])('%s: %j', (file, text, hosts) => {
    expect(hostsOf(file, text)).toEqual(hosts);
  });
});
