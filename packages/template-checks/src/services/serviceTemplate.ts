import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  type FakeAction,
  type Rendering,
  type StartedScaffolder,
  RenderedRepository,
  TEMPLATES,
  fakeAction,
  pairwise,
  startScaffolder,
} from '..';

/** Folder with the templates of services, and the parts that they share. */
export const SERVICES = join(TEMPLATES, 'services');

/** All answers of the form of a service. */
export interface ServiceAnswers {
  name: string;
  description: string;
  owner: string;
  system?: string;
  repoUrl: string;
  branch: string;
  hosting: string;
  register?: boolean;
  database: string;
  bus: string;
  busComponent?: string;
  busHost?: string;
  busNetwork?: string;
  busGuests?: string[];
  follows?: string;
  calls?: string[];
  callers?: string[];
  contract: string;
  needs: string[];
  ci: string;
  environment: string;
  tenant?: string;
  gitops?: string;
  registry: string;
  ingress: string;
  host?: string;
  issuer?: string;
  mesh: string;
  autoscaling: boolean;
  backup: boolean;
  metrics: boolean;
  alerts: boolean;
  slo: string;
  secrets?: string;
  sealingCluster?: string;
  databaseUser?: string;
  databasePassword?: string;
  busUser?: string;
  busPassword?: string;
}

/** A value as the form seals it for a secret. */
export function sealedFor(secret: string, tenant?: string): string {
  const namespace = `${tenant ? `${tenant}--` : ''}dev--orders`;
  return `eu-1:${namespace}/${secret}:AQA${'A'.repeat(365)}`;
}

/** What the form asks for when passwords are sealed. */
function sealed({ database, bus, tenant }: ServiceAnswers) {
  const [ofDatabase, ofBus] = ['orders-database', 'orders-bus'].map(secret =>
    sealedFor(secret, tenant),
  );
  return {
    sealingCluster: 'eu-1',
    ...(database !== 'none' && {
      ...{ databaseUser: ofDatabase, databasePassword: ofDatabase },
    }),
    ...(bus !== 'none' && { busUser: ofBus, busPassword: ofBus }),
  };
}

/** Answers that a person could give: little is chosen. */
export function answers(change: Partial<ServiceAnswers> = {}): ServiceAnswers {
  return {
    name: 'orders',
    description: 'Takes orders',
    owner: 'group:default/checkout',
    repoUrl: 'https://git.example.org/retail/orders.git',
    branch: 'main',
    hosting: 'other',
    database: 'none',
    bus: 'none',
    contract: 'openapi',
    needs: [],
    ci: 'github',
    environment: 'dev',
    registry: 'registry.example.org/retail',
    ingress: 'none',
    mesh: 'none',
    autoscaling: false,
    backup: false,
    metrics: true,
    alerts: true,
    slo: '99.9',
    ...change,
  };
}

/** All of it chosen. */
export const EVERYTHING: ServiceAnswers = answers({
  system: 'system:default/retail',
  hosting: 'gitlab',
  register: true,
  database: 'postgresql',
  bus: 'rabbitmq',
  contract: 'asyncapi',
  needs: ['payments-api', 'api:default/ledger-db'],
  busGuests: ['mailer'],
  calls: ['stock', 'qa--rates/rates:9000'],
  callers: ['shop', 'qa--shop/shop', 'tools/*'],
  ci: 'gitlab',
  tenant: 'acme',
  gitops: 'gitops-retail',
  ingress: 'https',
  host: 'orders.example.org',
  issuer: 'letsencrypt',
  mesh: 'linkerd',
  autoscaling: true,
  backup: true,
  secrets: 'sealed',
  sealingCluster: 'eu-1',
  databaseUser: sealedFor('orders-database', 'acme'),
  databasePassword: sealedFor('orders-database', 'acme'),
  busUser: sealedFor('orders-bus', 'acme'),
  busPassword: sealedFor('orders-bus', 'acme'),
});

const CHOICES = {
  system: [undefined, 'system:default/retail'],
  hosting: ['other', 'github', 'gitlab', 'gitea'],
  register: [false, true],
  database: ['none', 'postgresql'],
  bus: ['none', 'rabbitmq', 'component', 'address'],
  contract: ['none', 'openapi', 'asyncapi', 'file'],
  needs: [[], ['payments-api']],
  calls: [[], ['stock', 'qa--rates/rates:9000']],
  callers: [undefined, [], ['shop', 'qa--shop/shop', 'tools/*']],
  busGuests: [[], ['mailer', 'qa--mailer/mailer']],
  ci: ['github', 'gitlab', 'travis'],
  tenant: [undefined, 'acme'],
  ingress: ['none', 'http', 'https'],
  mesh: ['none', 'linkerd'],
  autoscaling: [false, true],
  backup: [false, true],
  metrics: [true, false],
  alerts: [false, true],
  slo: ['none', '99.95'],
  secrets: ['existing', 'sealed'],
} as const;

/** What the form asks for of a bus. */
function busOf({ bus, busGuests }: ServiceAnswers): Partial<ServiceAnswers> {
  const asked: Record<string, Partial<ServiceAnswers>> = {
    rabbitmq: { busGuests },
    component: { busComponent: 'shop' },
    address: { busHost: 'bus.example.org', busNetwork: '10.20.0.0/16' },
  };
  return { bus, ...asked[bus] };
}

/** What the form asks for when something else was chosen. */
export function complete(chosen: ServiceAnswers): ServiceAnswers {
  const { busGuests: _, secrets, ...given } = chosen;
  const isSilent = given.contract === 'asyncapi' && given.bus === 'none';
  const bus = isSilent ? 'rabbitmq' : given.bus;
  const hasStore = given.database !== 'none' || bus !== 'none';
  return {
    ...{ ...given, ...busOf({ ...chosen, bus }) },
    register: given.register && given.hosting !== 'other',
    ...(given.ingress !== 'none' && { host: 'orders.example.org' }),
    ...(given.ingress === 'https' && { issuer: 'letsencrypt' }),
    ...(!given.metrics && { alerts: false, slo: 'none' }),
    ...(hasStore && { secrets: secrets ?? 'existing' }),
    ...(hasStore && secrets === 'sealed' && sealed({ ...given, bus })),
  };
}

/** Values that a template allows, by the names of its choices. */
export type AllowedValues = Partial<
  Record<'database' | 'bus' | 'contract' | 'slo', readonly string[]>
> &
  Partial<Record<'autoscaling' | 'backup', readonly boolean[]>>;

/** Answers in which each two choices meet, and what else the form asks for then. */
export function combinations(
  allowed: AllowedValues = {},
  more: Partial<ServiceAnswers> = {},
): ServiceAnswers[] {
  return pairwise({ ...CHOICES, ...allowed }).map(chosen => ({
    ...complete(answers(chosen as object)),
    ...more,
  }));
}

/** What the answers have in common, for the title of a test. */
export function describeAnswers(given: ServiceAnswers): string {
  const { database, bus, contract, ci, tenant, ingress, hosting } = given;
  return [database, bus, contract, ci, tenant ?? 'no tenant', ingress, hosting]
    .concat(given.register ? ['registered'] : [])
    .concat(given.slo === 'none' ? [] : [`slo ${given.slo}`])
    .join(', ');
}

const OUTPUTS: Record<string, Record<string, string>> = {
  'delivery:change:revert': {},
  'delivery:deployment:create': { change: 'change-2', folder: 'dev/orders' },
  'delivery:deployment:wait': { version: '0.1.0' },
  'delivery:name:reserve': { change: 'change-1' },
  'delivery:secret:seal': { manifest: 'kind: SealedSecret' },
  'git:publish': { remoteUrl: 'https://git.example.org', commit: '0123456' },
};

/** A part of what was rendered, by paths below it. */
export function partOf(
  { repository }: Rendering,
  part: 'repository' | 'deployment',
): RenderedRepository {
  return RenderedRepository.create(
    repository
      .paths()
      .filter(path => path.startsWith(`${part}/`))
      .map(path => [path.slice(part.length + 1), repository.text(path)]),
  );
}

/** The templates of services behind the real scaffolder. */
export class ServiceTemplates {
  readonly #scaffolder: StartedScaffolder;
  readonly #actions: Map<string, FakeAction>;

  private constructor(
    scaffolder: StartedScaffolder,
    actions: Map<string, FakeAction>,
  ) {
    this.#scaffolder = scaffolder;
    this.#actions = actions;
  }

  static async start(entities: Entity[] = []): Promise<ServiceTemplates> {
    const actions = new Map(
      Object.entries(OUTPUTS).map(([id, outputs]) => [
        id,
        fakeAction(id, outputs),
      ]),
    );
    const scaffolder = await startScaffolder(
      [...actions.values()].map(({ action }) => action),
      [],
      entities,
    );
    return new ServiceTemplates(scaffolder, actions);
  }

  render(template: string, given: object): Promise<Rendering> {
    return this.#scaffolder.render(join(SERVICES, `${template}.yaml`), {
      ...given,
    });
  }

  /** What the actions were asked since the last time, by their ids. */
  takeCalls(): Record<string, JsonObject[]> {
    const asked = [...this.#actions].map(([id, { calls }]) => [
      id,
      calls.splice(0),
    ]);
    return Object.fromEntries(asked);
  }

  stop(): Promise<void> {
    return this.#scaffolder.stop();
  }
}
