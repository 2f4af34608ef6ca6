import {
  copyTenantFiles,
  renameWords,
  type TenantCopy,
} from './copyTenantFiles';

function copied(
  files: Record<string, string | undefined>,
  more: Partial<TenantCopy> = {},
) {
  const result = copyTenantFiles(
    Object.entries(files).map(([path, text]) => ({
      ...{ path, size: text?.length ?? 3 },
      ...(text !== undefined && { text }),
    })),
    {
      ...{ from: 'acme', to: 'initech', quota: {} },
      roots: new Map([['prod/acme', 'prod/initech']]),
      tenantFiles: ['argocd/tenants/{tenant}.yaml'],
      ...{ copied: ['prod/acme/payments'], others: [] },
      renaming: { names: [{ from: 'acme', to: 'initech' }], hosts: [] },
      ownHosts: new Set(['shop.acme.example']),
      ...more,
    },
  );
  const texts = Object.fromEntries(
    result.files.map(({ path, text }) => [path, text]),
  );
  return { ...result, texts };
}

describe('what belongs to a tenant, for another one', () => {
  it('stands in its folder, and under its name', () => {
    const { texts } = copied({
      'prod/acme/quota.yaml': 'kind: ResourceQuota\n',
      'argocd/tenants/acme.yaml':
        'name: tenant-acme\nnamespace: acme--prod-*\npath: tenants/acme/prod/*\n',
      'qa/acme/quota.yaml': 'kind: ResourceQuota\n',
    });

    expect(texts).toEqual({
      'prod/initech/quota.yaml': 'kind: ResourceQuota\n',
      'argocd/tenants/initech.yaml':
        'name: tenant-initech\nnamespace: initech--prod-*\npath: tenants/initech/prod/*\n',
    });
  });

  it('is left out where it belongs to deployments that are not copied', () => {
    const { texts } = copied(
      {
        'of/acme/README.md': 'acme\n',
        'of/acme/prod/quota.yaml': 'kind: ResourceQuota\n',
        'of/acme/qa/quota.yaml': 'kind: ResourceQuota\n',
        'of/acme/policies/a.yaml': 'kind: NetworkPolicy\n',
      },
      {
        roots: new Map([['of/acme', 'of/initech']]),
        copied: ['of/acme/prod/payments'],
        others: ['of/acme/qa/payments'],
      },
    );

    expect(Object.keys(texts)).toEqual([
      ...['of/initech/README.md', 'of/initech/prod/quota.yaml'],
      'of/initech/policies/a.yaml',
    ]);
  });

  it('leaves sealed secrets and what is no text, and says so', () => {
    const { files, notCopied } = copied({
      'prod/acme/secret.yaml':
        'kind: SealedSecret\nmetadata: { name: a, namespace: acme }\n',
      'prod/acme/logo.png': undefined,
    });

    expect(files).toEqual([]);
    expect(notCopied).toEqual([
      'prod/acme/secret.yaml: it is sealed for another namespace; seal it anew',
      'prod/acme/logo.png: it is no text',
    ]);
  });

  it('allows what the plan says, and says where nothing holds a quota', () => {
    const quota = { cpu: '4' };
    const file =
      'kind: ResourceQuota\nspec:\n  hard:\n    requests.cpu: "24"\n';
    const set = copied({ 'prod/acme/quota.yaml': file }, { quota });
    const none = copied({}, { quota });

    expect(set.texts['prod/initech/quota.yaml']).toContain('requests.cpu: "4"');
    expect(set.notCopied).toEqual([]);
    expect(none.notCopied).toEqual([
      expect.stringMatching(/^the amounts of the plan: no file of acme/),
    ]);
  });

  it('answers to host names of its own, and names those that it would share', () => {
    const ingress = (host: string) =>
      `kind: Ingress\nspec:\n  rules:\n    - host: ${host}\n`;
    const { texts, renamed, taken } = copied(
      {
        'prod/acme/a.yaml': ingress('shop.acme.example'),
        'prod/acme/b.yaml': ingress('shop.retail.example'),
      },
      { ownHosts: new Set(['shop.acme.example', 'shop.retail.example']) },
    );

    expect(texts['prod/initech/a.yaml']).toContain('shop.initech.example');
    expect(renamed).toEqual(['shop.acme.example becomes shop.initech.example']);
    expect(taken).toEqual(['shop.retail.example']);
  });
});

describe('the words of a tenant', () => {
  it.each([
    ['tenant-acme', 'tenant-initech'],
    ['"acme"', '"initech"'],
    ['acme--prod-payments', 'initech--prod-payments'],
    ['tenants/acme.yaml', 'tenants/initech.yaml'],
    ['acme', 'initech'],
  ])('become those of the other one: %s', (text, expected) => {
    expect(renameWords(text, 'acme', 'initech')).toBe(expected);
  });

  it.each([
    ...['acmes', 'macme', 'it@acme.example', 'acme@example.org'],
    ...['www.acme.example', 'acme.example', 'acme_x', 'acme2'],
  ])('are no parts of other words, hosts or mail: %s', text => {
    expect(renameWords(text, 'acme', 'initech')).toBe(text);
  });
});
