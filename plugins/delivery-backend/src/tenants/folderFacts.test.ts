import { type FolderFile, readDocuments } from './folderDocuments';
import { folderFacts } from './folderFacts';

const FOLDER = 'tenants/acme/prod/shop';

function facts(
  files: Record<string, string>,
  charts: Record<string, Record<string, string>> = {},
  shared: Record<string, string> = {},
) {
  const listed = (all: Record<string, string>): FolderFile[] =>
    Object.entries(all).map(([name, text]) => ({ name, text }));
  const own = readDocuments(FOLDER, listed(files), folder =>
    listed(charts[folder] ?? {}),
  );
  const { objects } = readDocuments('', listed(shared), () => []);
  return folderFacts(own, objects);
}

const answers = (result: ReturnType<typeof facts>) =>
  Object.values(result.rules).map(({ answer }) => answer);

const CHART = {
  'charts/service': {
    'values.yaml':
      'networkPolicy: { enabled: true }\nquota: { enabled: true }\nlimits: { enabled: true }\nserviceAccount: { mountToken: false }\n',
    'templates/network.yaml': '{{ if }}\nkind: NetworkPolicy',
    'templates/namespace.yaml': 'kind: ResourceQuota\nkind: LimitRange {{ }}',
    'templates/_pod.tpl': 'automountServiceAccountToken: {{ .x }}',
  },
};
const dependsOn = (repository: string) => ({
  'Chart.yaml': `dependencies:\n  - name: service\n    repository: ${repository}\n`,
});
const LOCAL = dependsOn('file://../../../../charts/service');

describe('what manifests tell of isolation', () => {
  it('is what a chart of the repository makes of its defaults', () => {
    expect(
      answers(facts({ ...LOCAL, 'values.yaml': 'service: {}' }, CHART)),
    ).toEqual(['yes', 'yes', 'yes', 'yes']);
  });

  it('is no where the folder switches a rule off', () => {
    const { rules } = facts(
      {
        ...LOCAL,
        'values.yaml':
          'service:\n  networkPolicy: { enabled: false }\n  serviceAccount: { mountToken: true }\n',
      },
      CHART,
    );
    expect([rules.network.answer, rules.token.answer]).toEqual(['no', 'no']);
    expect(rules.quota.answer).toBe('yes');
    expect(rules.network.by).toContain('networkPolicy.enabled: false');
  });

  it('is not known of a library, which makes nothing itself', () => {
    const library = {
      'charts/service': {
        ...CHART['charts/service'],
        'Chart.yaml': 'name: service\ntype: library\n',
      },
    };
    const values = { 'values.yaml': 'service: {}' };
    expect(answers(facts({ ...LOCAL, ...values }, library))).toEqual(
      Array(4).fill('unknown'),
    );
  });

  it('is not known of a chart that is elsewhere, whatever its values ask for', () => {
    const files = {
      ...dependsOn('oci://registry.example.org/charts'),
      'values.yaml': 'service: { networkPolicy: { enabled: true } }',
    };
    const result = facts(files, CHART);
    expect(new Set(answers(result))).toEqual(new Set(['unknown']));
    expect(result.rules.network.by).toContain('is not in the repository');
  });

  it('is not known of a chart that makes no such object', () => {
    const bare = {
      'charts/service': {
        'values.yaml': CHART['charts/service']['values.yaml'],
      },
    };
    expect(new Set(answers(facts(LOCAL, bare)))).toEqual(new Set(['unknown']));
  });

  it('does not follow a chart out of the repository', () => {
    const files = dependsOn('file://../../../../../../etc');
    expect(new Set(answers(facts(files, CHART)))).toEqual(new Set(['unknown']));
  });

  it('is what objects beside the deployments of the tenant say', () => {
    const { rules } = facts(
      { 'values.yaml': 'a: 1' },
      {},
      {
        'prod/acme/_namespace/isolation.yaml': `kind: NetworkPolicy
metadata: { name: default-deny }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
kind: ResourceQuota
metadata: { name: quota }
spec: { hard: { requests.cpu: "24" } }
---
kind: LimitRange
metadata: { name: limits }
spec: { limits: [{ type: Container }] }
`,
      },
    );
    expect(
      [rules.network, rules.quota, rules.limits].map(r => r.answer),
    ).toEqual(['yes', 'yes', 'yes']);
    expect(rules.quota.by).toBe('the ResourceQuota quota stands in Git');
  });

  it.each([
    [
      'lets some in',
      '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }] }] }',
    ],
    [
      'is for some pods',
      '{ podSelector: { matchLabels: { a: b } }, policyTypes: [Ingress] }',
    ],
    ['is for what goes out', '{ podSelector: {}, policyTypes: [Egress] }'],
  ])('does not take a policy for one that %s', (_, spec) => {
    const { rules } = facts({
      'p.yaml': `kind: NetworkPolicy\nspec: ${spec}\n`,
    });
    expect(rules.network.answer).toBe('unknown');
  });

  it.each([
    ['pods say so', 'automountServiceAccountToken: false', '', 'yes'],
    ['nobody says so', 'a: b', '', 'no'],
    [
      'their account says so',
      'serviceAccountName: shop',
      '---\nkind: ServiceAccount\nmetadata: { name: shop }\nautomountServiceAccountToken: false\n',
      'yes',
    ],
    [
      'another account says so',
      'serviceAccountName: shop',
      '---\nkind: ServiceAccount\nmetadata: { name: other }\nautomountServiceAccountToken: false\n',
      'no',
    ],
  ])('of tokens of pods: %s', (_, pod, more, answer) => {
    const text = `kind: Deployment\nmetadata: { name: shop }\nspec: { template: { spec: { ${pod} } } }\n${more}`;
    expect(facts({ 'deployment.yaml': text }).rules.token.answer).toBe(answer);
  });

  it('reads what it can beside a template and a broken file', () => {
    const result = facts({
      'templates/a.yaml': 'kind: {{ .Values.kind }}',
      'broken.yaml': 'a: [',
      'quota.yaml': 'kind: ResourceQuota\nspec: { hard: { pods: "4" } }\n',
    });
    expect(result.rules.quota.answer).toBe('yes');
    expect(result.rules.limits).toEqual({
      answer: 'unknown',
      by: 'templates/a.yaml is a template that cannot be read as it is',
    });
  });
});

describe('host names of a folder', () => {
  it('are those of values and of objects, and of no ingress that is off', () => {
    const { hosts } = facts({
      'values.yaml':
        'service:\n  ingress: { enabled: true, host: shop.acme.example }\nother:\n  ingress: { enabled: false, host: off.example }\nmore:\n  ingress: { hosts: [{ host: b.example }, c.example] }\n',
      'ingress.yaml':
        'kind: Ingress\nspec: { rules: [{ host: d.example }, {}] }\n',
      'route.yaml':
        'kind: HTTPRoute\nspec: { hostnames: [e.example, "<b>"] }\n',
    });
    expect(hosts).toEqual([
      ...['b.example', 'c.example', 'd.example', 'e.example'],
      'shop.acme.example',
    ]);
  });

  const policy = (name: string, spec: string) =>
    `kind: NetworkPolicy\nmetadata: { name: ${name} }\nspec: { podSelector: {}, ${spec} }\n`;

  it.each([
    ['policyTypes: [Ingress]'],
    ['policyTypes: [Ingress, Egress], ingress: []'],
    ['ingress: []'],
  ])('takes a policy with %s for a denial', spec => {
    const { rules } = facts({}, {}, { 'deny.yaml': policy('deny', spec) });
    expect(rules.network.answer).toBe('yes');
  });

  it.each([
    ['egress only', 'policyTypes: [Egress]', 'unknown'],
    [
      'ports from anywhere',
      'ingress: [{ from: [{ podSelector: {} }] }]',
      'unknown',
    ],
  ])('takes a policy about %s for none', (_, spec, answer) => {
    const { rules } = facts({}, {}, { 'a.yaml': policy('a', spec) });
    expect(rules.network.answer).toBe(answer);
  });

  it.each(['ingress: [{}]', 'ingress: [{ from: [] }]'])(
    'is no where another policy opens what one denies: %s',
    spec => {
      const { rules } = facts(
        {},
        {},
        {
          'deny.yaml': policy('deny', 'policyTypes: [Ingress]'),
          'open.yaml': policy('open', spec),
        },
      );
      expect(rules.network).toEqual({
        ...{ answer: 'no', by: 'the NetworkPolicy open lets everything in' },
      });
    },
  );
});
