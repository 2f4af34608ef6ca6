import type {
  Deployment,
  Environment,
  Source,
} from '@slipway/backstage-plugin-delivery-common';

/** Thu 19 Nov 2026, 14:07:12 in Amsterdam. */
export const STORY_NOW = Date.parse('2026-11-19T13:07:12Z');

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const ENTITY_REF = 'component:default/payments';
/** What signals call it. */
export const TOPIC = 'rK3vQ0mN7cT1bZ8wJ5yHxA';

export const COMMITS = {
  v240: '8c41f0e2b6a7d9c3e5f1a0b4d8c6e2f7a9b1c3d5',
  v231: '51e0c22f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d',
  back: 'd90b7aa1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7',
  v230: '77f2e10a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e',
  v223: '0b6ac4de1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c',
  undo: '3f9a1c7b2d4e6f8a0c1e3b5d7f9a2c4e6b8d0f1a',
} as const;

/** A moment as the backend writes it. */
export const iso = (millis: number) => new Date(millis).toISOString();

/** Environments of the story, in the order changes travel. */
export function environments(): Environment[] {
  const policy = { rollback: 'allow' } as const;
  return [
    {
      name: 'dev',
      title: 'Development',
      order: 0,
      tenants: [],
      deployments: 1,
      policy,
    },
    {
      name: 'qa',
      title: 'Quality assurance',
      order: 1,
      tenants: [],
      deployments: 1,
      policy,
    },
    {
      name: 'acc',
      title: 'Acceptance',
      order: 2,
      tenants: [],
      deployments: 1,
      policy,
    },
    {
      name: 'prod',
      title: 'Production',
      order: 3,
      tenants: ['acme', 'globex'],
      deployments: 2,
      policy,
    },
  ];
}

/** A deployment that is fine; each story changes what is not. */
export function deployment(
  change: Partial<Deployment> = {},
  now = STORY_NOW,
): Deployment {
  const environment = change.environment ?? 'prod';
  const id = [environment, change.tenant].filter(Boolean).join('-');
  return {
    id,
    topic: TOPIC,
    entityRef: ENTITY_REF,
    component: 'payments',
    environment,
    cluster: 'eu-1',
    repository: 'gitops-retail',
    path: `${id.replace('-', '/')}/payments`,
    desired: {
      version: '2.3.1',
      versionKind: 'semver',
      commit: COMMITS.v231,
      since: iso(now - 9 * DAY - 4 * HOUR),
      author: 'dev-1',
      file: `${id.replace('-', '/')}/payments/values.yaml`,
      line: 14,
      commitUrl: `https://git.example.org/gitops/commit/${COMMITS.v231}`,
    },
    live: {
      version: '2.3.1',
      versionKind: 'semver',
      observedAt: iso(now - 12_000),
      source: 'argocd:eu-1',
      stale: false,
      since: iso(now - 9 * DAY - 4 * HOUR),
      replicas: { desired: 3, ready: 3, updated: 3 },
      url: 'https://argocd.example.org/applications/payments',
    },
    sync: { status: 'in-sync' },
    health: { status: 'healthy', since: iso(now - 9 * DAY) },
    bans: [],
    problems: [],
    can: { rollback: { allowed: true } },
    ...change,
  };
}

/** 2.4.0 in prod · acme, degraded since 13:55. */
export function acme(now = STORY_NOW): Deployment {
  const base = deployment({ tenant: 'acme' }, now);
  const since = iso(now - 12 * MINUTE);
  return {
    ...base,
    desired: {
      ...base.desired,
      version: '2.4.0',
      commit: COMMITS.v240,
      since,
      author: 'dev-3',
      commitUrl: `https://git.example.org/gitops/commit/${COMMITS.v240}`,
    },
    live: {
      ...base.live,
      version: '2.4.0',
      since,
      replicas: { desired: 3, ready: 1, updated: 3 },
    },
    health: {
      status: 'degraded',
      since,
      message:
        'Readiness probe of 2 of 3 replicas answers 500: refunds table is locked',
    },
  };
}

/** All deployments of payments. */
export function deployments(now = STORY_NOW): Deployment[] {
  const acc = deployment({ environment: 'acc', cluster: 'eu-acc' }, now);
  const qa = deployment({ environment: 'qa', cluster: 'eu-qa' }, now);
  const dev = deployment({ environment: 'dev', cluster: 'dev-1' }, now);
  return [
    {
      ...dev,
      desired: {
        ...dev.desired,
        version: '2.5.0-beta.3',
        since: iso(now - 2 * HOUR - 19 * MINUTE),
        author: 'dev-2',
      },
      live: {
        ...dev.live,
        version: '2.5.0-beta.3',
        source: 'argocd:dev-1',
        observedAt: iso(now - 46 * MINUTE),
        stale: true,
        staleSince: iso(now - 46 * MINUTE),
        staleCause: 'Connection refused. Trying again every 30 s.',
      },
    },
    {
      ...qa,
      desired: {
        ...qa.desired,
        version: '2.4.1',
        commit: COMMITS.undo,
        since: iso(now - 26 * MINUTE),
        author: 'dev-3',
      },
      live: { ...qa.live, version: '2.4.0', since: iso(now - 2 * DAY) },
      sync: { status: 'out-of-sync', message: 'image tag 2.4.1 not found' },
      health: {
        status: 'progressing',
        message: 'Waiting for the image of 2.4.1',
      },
    },
    {
      ...acc,
      hold: {
        version: '2.3.1',
        by: 'user:default/lead-payments',
        reason: 'pen test',
        until: iso(now + 28 * HOUR),
      },
    },
    deployment({ tenant: 'globex', cluster: 'eu-2' }, now),
    acme(now),
  ];
}

/** Argo CD of dev-1 does not answer. */
export function sources(now = STORY_NOW): Source[] {
  const seen = { lastSeenAt: iso(now - 12_000), simulated: true };
  return [
    {
      ...seen,
      id: 'git:gitops-retail',
      kind: 'git',
      title: 'gitops-retail',
      status: 'ok',
      head: COMMITS.v240,
      clusters: [],
    },
    {
      ...seen,
      id: 'argocd:eu-1',
      kind: 'runtime',
      title: 'Argo CD eu-1',
      status: 'ok',
      clusters: ['eu-1', 'eu-2'],
    },
    {
      id: 'argocd:dev-1',
      kind: 'runtime',
      title: 'cluster dev-1',
      status: 'silent',
      lastSeenAt: iso(now - 46 * MINUTE),
      silentSince: iso(now - 46 * MINUTE),
      cause: 'Connection refused.',
      simulated: true,
      clusters: ['dev-1'],
    },
  ];
}
