import type {
  FormsSettings,
  NameAnswer,
  RemovalPreview,
  RepositorySummary,
  TemplatePreview,
} from '@slipway/backstage-plugin-delivery-common';

/** What the configuration of the story says to forms. */
export function formsSettings(
  change: Partial<FormsSettings> = {},
): FormsSettings {
  return {
    repositories: [
      { urlPrefix: 'https://git.example.org/retail/', hosting: 'gitea' },
    ],
    ...{ hostSuffixes: ['shop.example.org'], sealingClusters: ['eu-1'] },
    plans: [
      {
        ...{ name: 'small', title: 'Small', cpu: '4', memory: '8Gi' },
        ...{ storage: '50Gi', price: { perMonth: 412, currency: 'EUR' } },
      },
      { name: 'large', title: 'Large', cpu: '1500m' },
    ],
    priceList: { name: "the platform's price list", date: '2026-11-01' },
    ...change,
  };
}

/** A portal with one repository. */
export function gitopsRepositories(): RepositorySummary[] {
  const layouts = [{ path: '{environment}/{component}' }];
  return [{ id: 'gitops-retail', branch: 'main', layouts }];
}

/** What is known of a name: acme is there, all else is free. */
export function nameAnswer(
  asked: Pick<NameAnswer, 'kind' | 'name'>,
): NameAnswer {
  const { kind, name } = asked;
  if (name !== 'acme') {
    const message = `The ${kind} ${name} is free, valid and not reserved.`;
    return { kind, name, status: 'free', message };
  }
  return {
    ...{ kind, name, status: 'taken' },
    message: `The ${kind} acme is there already, in prod/acme/payments, owned by team-care; choose another name.`,
    holder: { name, where: 'prod/acme/payments', owner: 'team-care' },
  };
}

/** A new tenant as it would be committed. */
export function templatePreview(
  change: Partial<TemplatePreview> = {},
): TemplatePreview {
  return {
    checkedAt: '2026-11-19T13:06:31.000Z',
    changes: [
      {
        ...{ step: 'create', title: 'Create the tenant', kind: 'commit' },
        repository: 'gitops-retail',
        files: [
          {
            ...{ path: 'prod/initech/payments/values.yaml', status: 'added' },
            after: 'image:\n  tag: "2.3.1"\n',
          },
          {
            ...{ path: 'prod/initech/payments/secret.yaml', status: 'added' },
            after: 'kind: SealedSecret\n  password: (sealed)\n',
          },
          {
            ...{ path: 'tenants/globex.yaml', status: 'changed' },
            ...{ before: 'a: 1\nb: 2\nc: 3\n', after: 'a: 1\nb: 9\nc: 3\n' },
          },
        ],
      },
    ],
    checks: [
      { status: 'ok', message: 'You may change gitops-retail.' },
      { status: 'warn', message: 'Peak week begins on Monday.' },
    ],
    usualTime: { seconds: 84, runs: 5 },
    ...change,
  };
}

/** What dies with payments. */
export function removalPreview(
  change: Partial<RemovalPreview> = {},
): RemovalPreview {
  const folder = 'prod/acme/payments';
  return {
    folders: [
      {
        ...{ deploymentId: 'prod-acme', repository: 'gitops-retail' },
        ...{ path: folder, component: 'payments', environment: 'prod' },
        ...{ entityRef: 'component:default/payments', tenant: 'acme' },
        ...{ version: '2.4.0', files: 3 },
      },
    ],
    belongings: [
      {
        ...{ kind: 'database', name: 'service.postgresql', detail: '20Gi' },
        ...{ folder, file: 'values.yaml' },
      },
      {
        ...{ kind: 'host', name: 'pay.acme.example' },
        ...{ folder, file: 'values.yaml' },
      },
    ],
    untold: [`${folder}: the chart service may make more of its values.`],
    hidden: 0,
    consumers: [
      {
        ...{ entityRef: 'component:default/checkout', version: '5.1.3' },
        ...{ contract: 'api:default/payments', places: ['prod · acme'] },
      },
    ],
    hiddenConsumers: 0,
    ...change,
  };
}
