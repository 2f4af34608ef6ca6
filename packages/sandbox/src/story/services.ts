/** How a folder of the GitOps repository is written. */
export type FolderFormat = 'library' | 'umbrella' | 'kustomize' | 'plain';

/** The environments in the order changes travel. */
export const ENVIRONMENTS = ['dev', 'qa', 'acc', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

export type Tenant = 'acme' | 'globex';

/** What runs somewhere today, and for how long. */
export interface Today {
  version: string;
  age: string;
}

/** One service of the invented company. */
export interface StoryService {
  name: string;
  description: string;
  owner: 'team-payments' | 'team-shop' | 'team-platform';
  system: 'retail' | 'finance' | 'customer' | 'logistics';
  format: FolderFormat;
  tenants: Tenant[];
  dependsOn: string[];
  /** APIs that it calls. */
  consumes: string[];
  /** Service level objectives, as its catalog entity declares them. */
  slo?: string;
  /** Versions that came before, oldest first. */
  earlier: string[];
  /** Absent where the story is told by hand. */
  today?: Partial<Record<EnvironmentName, Today>>;
}

const BOTH: Tenant[] = ['acme', 'globex'];

function today(
  ...pairs: [EnvironmentName, string, string][]
): StoryService['today'] {
  return Object.fromEntries(
    pairs.map(([environment, version, age]) => [environment, { version, age }]),
  );
}

export const SERVICES: readonly StoryService[] = [
  {
    name: 'payments',
    description: 'Takes payments, captures and refunds them',
    owner: 'team-payments',
    system: 'retail',
    format: 'library',
    tenants: BOTH,
    dependsOn: ['ledger'],
    consumes: ['ledger-api'],
    slo: '99.9% over 30d; 99% < 500ms over 30d',
    earlier: [],
  },
  {
    name: 'ledger',
    description: 'Keeps the books: every amount exactly once',
    owner: 'team-payments',
    system: 'finance',
    format: 'library',
    tenants: BOTH,
    dependsOn: [],
    consumes: [],
    earlier: ['3.9.0', '4.0.0', '4.0.1', '4.1.0', '4.1.1', '4.2.0'],
    today: today(
      ['dev', '4.3.0-beta.1', '5h'],
      ['qa', '4.2.1', '1d'],
      ['acc', '4.2.1', '5h'],
      ['prod', '4.2.1', '36m'],
    ),
  },
  {
    name: 'checkout',
    description: 'Leads a customer from the cart to a paid order',
    owner: 'team-shop',
    system: 'retail',
    format: 'library',
    tenants: BOTH,
    dependsOn: ['payments', 'cart'],
    consumes: ['payments-api'],
    earlier: ['4.9.2', '5.0.0', '5.0.1', '5.1.0', '5.1.1', '5.1.2'],
    today: today(
      ['dev', '5.2.0', '2d'],
      ['qa', '5.2.0', '1d'],
      ['acc', '5.1.3', '1d'],
      ['prod', '5.1.3', '95m'],
    ),
  },
  {
    name: 'invoices',
    description: 'Writes and sends invoices',
    owner: 'team-payments',
    system: 'finance',
    format: 'library',
    tenants: BOTH,
    dependsOn: ['payments', 'ledger'],
    consumes: ['payments-api', 'ledger-api'],
    earlier: ['3.5.0', '3.6.0', '3.6.1', '3.7.0', '3.7.1'],
    today: today(
      ['dev', '3.9.0-rc.2', '6h'],
      ['qa', '3.8.0', '9d'],
      ['acc', '3.8.0', '8d'],
      ['prod', '3.8.0', '7d'],
    ),
  },
  {
    name: 'batch-settlement',
    description: 'Settles the payments of a day with the banks at night',
    owner: 'team-payments',
    system: 'finance',
    format: 'library',
    tenants: BOTH,
    dependsOn: ['payments'],
    consumes: ['payments-api', 'ledger-db'],
    earlier: ['1.9.0', '1.9.1', '1.10.0', '1.11.0', '1.11.2'],
    today: today(
      ['dev', '1.13.0-rc.2', '1d'],
      ['qa', '1.13.0-rc.1', '2d'],
      ['acc', '1.12.0', '19d'],
      ['prod', '1.12.0', '18d'],
    ),
  },
  {
    name: 'reports',
    description: 'Figures of the day for the finance department',
    owner: 'team-payments',
    system: 'finance',
    format: 'library',
    tenants: ['acme'],
    dependsOn: ['payments'],
    // It calls payments, and never said so.
    consumes: [],
    earlier: ['0.9.1', '0.9.2', '0.9.3'],
    today: today(
      ['dev', '0.10.0', '10d'],
      ['qa', '0.10.0', '10d'],
      ['acc', '0.10.0', '9d'],
      ['prod', '0.9.4', '64d'],
    ),
  },
  {
    name: 'loyalty',
    description: 'Counts points and gives them back as vouchers',
    owner: 'team-shop',
    system: 'customer',
    format: 'plain',
    tenants: ['acme'],
    dependsOn: ['payments'],
    consumes: ['payments-api'],
    earlier: ['1.8.0', '1.8.1', '2.0.0', '2.0.1', '2.0.2'],
    today: today(
      ['dev', '2.0.3', '11d'],
      ['qa', '2.0.3', '11d'],
      ['acc', '2.0.3', '11d'],
      ['prod', '2.0.3', '10d'],
    ),
  },
  {
    name: 'catalogue',
    description: 'Finds articles, with their prices and pictures',
    owner: 'team-shop',
    system: 'retail',
    format: 'library',
    tenants: ['acme'],
    dependsOn: [],
    consumes: [],
    earlier: ['5.6.0', '5.7.0', '5.7.1', '5.8.0', '5.9.0', '5.9.1'],
    today: today(
      ['dev', '6.0.0-rc.3', '50m'],
      ['qa', '5.9.2', '3d'],
      ['acc', '5.9.2', '3d'],
      ['prod', '5.9.2', '2d'],
    ),
  },
  {
    name: 'cart',
    description: 'Keeps what a customer wants to buy',
    owner: 'team-shop',
    system: 'retail',
    format: 'kustomize',
    tenants: BOTH,
    dependsOn: ['catalogue'],
    consumes: ['catalogue-api'],
    earlier: ['2.6.0', '2.7.0', '2.7.1', '2.8.0', '2.8.1'],
    today: today(
      ['dev', '2.9.1', '4d'],
      ['qa', '2.9.1', '4d'],
      ['acc', '2.9.1', '2d'],
      ['prod', '2.9.0', '5d'],
    ),
  },
  {
    name: 'shipping',
    description: 'Books parcels and follows them to the door',
    owner: 'team-shop',
    system: 'logistics',
    format: 'library',
    tenants: ['acme'],
    dependsOn: [],
    consumes: ['order-placed', 'carrier-labels', 'stock-grpc'],
    earlier: ['2.3.0', '2.4.0', '2.4.1', '2.5.0', '2.5.1'],
    today: today(
      ['dev', '2.6.1', '3h'],
      ['qa', '2.6.0', '4d'],
      ['acc', '2.6.0', '3d'],
      ['prod', '2.6.0', '2d'],
    ),
  },
  {
    name: 'web-shop',
    description: 'The pages that customers see',
    owner: 'team-shop',
    system: 'retail',
    format: 'library',
    tenants: BOTH,
    dependsOn: ['catalogue', 'cart', 'checkout'],
    consumes: ['catalogue-api', 'checkout-api', 'storefront-graph'],
    earlier: ['7.0.0', '7.1.0', '7.1.1', '7.2.0', '7.3.0', '7.4.0', '7.4.1'],
    today: today(
      ['dev', '7.5.0-beta.2', '20m'],
      ['qa', '7.4.3', '6h'],
      ['acc', '7.4.2', '2d'],
      ['prod', '7.4.2', '1d'],
    ),
  },
  {
    name: 'notifications',
    description: 'Mails and messages to customers',
    owner: 'team-platform',
    system: 'customer',
    format: 'umbrella',
    tenants: ['acme'],
    dependsOn: [],
    consumes: ['order-placed'],
    earlier: ['3.8.0', '3.9.0', '3.9.1', '4.0.0'],
    today: today(
      ['dev', '4.0.2', '5d'],
      ['qa', '4.0.2', '5d'],
      ['acc', '4.0.2', '4d'],
      ['prod', '4.0.1', '12d'],
    ),
  },
  {
    name: 'warehouse',
    description: 'Stock and places; its versions are build numbers',
    owner: 'team-platform',
    system: 'logistics',
    format: 'library',
    tenants: ['acme'],
    dependsOn: ['shipping'],
    consumes: [],
    earlier: ['1101', '1117', '1133', '1150', '1162', '1171'],
    today: today(['qa', '1184', '1d'], ['prod', '1179', '3d']),
  },
];

/** A place where a service runs. */
export interface Place {
  environment: EnvironmentName;
  tenant?: Tenant;
}

/** Folder of a service in the GitOps repository. */
export function folderOf(service: string, place: Place): string {
  return place.tenant
    ? `${place.environment}/${place.tenant}/${service}`
    : `${place.environment}/${service}`;
}

/** Where a service runs; payments everywhere. */
export function placesOf(service: StoryService): Place[] {
  return ENVIRONMENTS.filter(
    environment => !service.today || service.today[environment],
  ).flatMap((environment): Place[] =>
    environment === 'prod'
      ? service.tenants.map(tenant => ({ environment, tenant }))
      : [{ environment }],
  );
}
