import type {
  Deployment,
  DeployedVersion,
  Environment,
  Operation,
  OperationSummary,
  Preflight,
  Revision,
  Source,
} from '@slipway/backstage-plugin-delivery-common';

/** Thu 19 Nov 2026, 14:07:12 in Amsterdam. */
export const STORY_NOW = Date.parse('2026-11-19T13:07:12Z');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const ENTITY_REF = 'component:default/payments';

export const COMMITS = {
  v240: '8c41f0e2b6a7d9c3e5f1a0b4d8c6e2f7a9b1c3d5',
  v231: '51e0c22f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d',
  back: 'd90b7aa1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7',
  v230: '77f2e10a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e',
  v223: '0b6ac4de1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c',
  undo: '3f9a1c7b2d4e6f8a0c1e3b5d7f9a2c4e6b8d0f1a',
} as const;

const iso = (millis: number) => new Date(millis).toISOString();

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

/** One change of a history. */
export function revision(
  id: string,
  at: number,
  change: Partial<Revision>,
): Revision {
  const author = change.author ?? { name: 'dev-1' };
  return {
    id,
    deploymentId: 'prod-acme',
    commit: COMMITS.v231,
    kind: 'upgrade',
    versionKind: 'semver',
    committer: author,
    authoredAt: iso(at),
    committedAt: iso(at),
    at: iso(at),
    subject: 'Change',
    trailers: [],
    filesChanged: 1,
    rewritten: false,
    ...change,
    author,
  };
}

/** History of prod · acme, newest first. */
export function revisions(now = STORY_NOW): Revision[] {
  return [
    revision('r6', now - 12 * MINUTE, {
      commit: COMMITS.v240,
      commitUrl: `https://git.example.org/gitops/commit/${COMMITS.v240}`,
      versionBefore: '2.3.1',
      versionAfter: '2.4.0',
      bump: 'minor',
      author: { name: 'dev-3' },
      subject: 'Refunds ask for a reason',
    }),
    revision('r5', now - 9 * DAY - 4 * HOUR, {
      commit: COMMITS.v231,
      versionBefore: '2.2.3',
      versionAfter: '2.3.1',
      bump: 'patch',
      subject: 'Post to the ledger once, not twice',
    }),
    revision('r4b', now - 12 * DAY, {
      commit: 'a17c2e8900000000000000000000000000000000',
      kind: 'config',
      versionBefore: '2.2.3',
      versionAfter: '2.2.3',
      bump: 'none',
      author: { name: 'oncall-1' },
      subject: 'Raise memory limit at start-up',
    }),
    revision('r4', now - 16 * DAY, {
      commit: COMMITS.back,
      kind: 'downgrade',
      versionBefore: '2.3.0',
      versionAfter: '2.2.3',
      bump: 'minor',
      author: { name: 'oncall-2' },
      subject: 'Roll back 2.3.0 to 2.2.3',
      rollback: {
        from: '2.3.0',
        to: '2.2.3',
        reason: 'p95 went from 0.2 s to 1.9 s on captures',
      },
    }),
    revision('r3', now - 16 * DAY - 38 * MINUTE, {
      commit: COMMITS.v230,
      versionBefore: '2.2.3',
      versionAfter: '2.3.0',
      bump: 'minor',
      author: { name: 'dev-3' },
      subject: 'Partial captures',
    }),
    revision('r2', now - 29 * DAY, {
      commit: COMMITS.v223,
      versionBefore: '2.2.1',
      versionAfter: '2.2.3',
      bump: 'patch',
      author: { name: 'dev-2' },
      subject: 'Fix rounding of split payments',
    }),
  ];
}

function version(
  text: string,
  now: number,
  change: Partial<DeployedVersion>,
): DeployedVersion {
  return {
    version: text,
    kind: 'semver',
    bump: 'patch',
    verdict: 'ran',
    verdictText: 'ran for 9 days',
    firstFrom: iso(now - 20 * DAY),
    lastFrom: iso(now - 20 * DAY),
    ranForSeconds: (9 * DAY) / 1000,
    commit: COMMITS.v231,
    author: 'dev-1',
    subject: 'Change',
    suggested: false,
    ...change,
  };
}

/** Versions that ran in prod · acme, newest first. */
export function versions(now = STORY_NOW): DeployedVersion[] {
  return [
    version('2.4.0', now, {
      bump: 'minor',
      verdict: 'current',
      verdictText: 'wanted for 12 min, still',
      commit: COMMITS.v240,
      unusable: 'It is wanted now.',
    }),
    version('2.3.1', now, {
      verdictText: 'ran for 9 days, until 13:55',
      suggested: true,
    }),
    version('2.2.3', now, {
      verdictText: 'ran for 13 days, then 6 more',
      commit: COMMITS.v223,
    }),
    version('2.3.0', now, {
      bump: 'minor',
      verdict: 'rolled-back',
      verdictText: 'rolled back on 3 Nov: p95 0.2 → 1.9 s',
      commit: COMMITS.v230,
      unusable: 'Banned by oncall-2 on 3 Nov: p95 0.2 → 1.9 s',
    }),
  ];
}

/** What the checks say of going back to a version. */
export function preflight(
  change: Partial<Preflight> = {},
  now = STORY_NOW,
): Preflight {
  const to = change.version ?? '2.3.1';
  return {
    deploymentId: 'prod-acme',
    version: to,
    expected: { version: '2.4.0', commit: COMMITS.v240 },
    checkedAt: iso(now),
    tookMs: 800,
    status: 'warn',
    checks: [
      {
        id: 'still-what-you-saw',
        title: 'Still what you saw',
        status: 'ok',
        message: 'The folder is at 8c41f0e, as on your screen.',
        tookMs: 4,
      },
      {
        id: 'one-line',
        title: 'One line',
        status: 'ok',
        message: 'Only the version changes.',
        tookMs: 2,
      },
      {
        id: 'automation',
        title: 'Automation',
        status: 'warn',
        message: 'Image Updater follows 2.x here and would bring 2.4.0 back.',
        evidence: ['argocd-image-updater.argoproj.io/image-list: payments:2.x'],
        tookMs: 12,
      },
      {
        id: 'in-flight',
        title: 'Nothing else is running',
        status: 'ok',
        message: 'No operation is at work on this deployment.',
        tookMs: 1,
      },
    ],
    changes: [
      {
        path: 'prod/acme/payments/values.yaml',
        lines: [
          {
            line: 14,
            before: '  tag: "2.4.0"  # set by CI',
            after: `  tag: "${to}"  # set by CI`,
          },
        ],
      },
    ],
    notRolledBack: ['the database and its rows since 13:55', 'secrets'],
    ...change,
  };
}

/** The rollback of the story, at its fifth step. */
export function operation(
  change: Partial<Operation> = {},
  now = STORY_NOW,
): Operation {
  const asked = now - 41_000;
  const step = (
    name: Operation['stepDetails'][number]['name'],
    from: number,
    to: number | undefined,
    message: string,
  ): Operation['stepDetails'][number] => ({
    name,
    attempt: 1,
    status: to === undefined ? 'running' : 'done',
    startedAt: iso(asked + from),
    endedAt: to === undefined ? undefined : iso(asked + to),
    message,
  });
  return {
    id: 'op-2f91',
    type: 'rollback',
    state: 'syncing',
    deploymentId: 'prod-acme',
    entityRef: ENTITY_REF,
    component: 'payments',
    environment: 'prod',
    tenant: 'acme',
    fromVersion: '2.4.0',
    toVersion: '2.3.1',
    requestedBy: 'user:default/oncall-1',
    requestedAt: iso(asked),
    step: 5,
    steps: 6,
    message: '2 of 3 replicas run 2.3.1.',
    reason: '2.4.0: degraded since 13:55: refunds table is locked',
    incident: 'https://incidents.example.org/INC-2207',
    expected: { version: '2.4.0', commit: COMMITS.v240 },
    checks: preflight({}, now).checks,
    changes: preflight({}, now).changes,
    repository: 'gitops-retail',
    path: 'prod/acme/payments',
    commit: COMMITS.undo,
    commitUrl: `https://git.example.org/gitops/commit/${COMMITS.undo}`,
    stepDetails: [
      step('asked', 0, 200, 'All checks ran again: 3 ok, 1 warning.'),
      step(
        'committed',
        200,
        800,
        'Pushed to main of gitops-retail at the first try.',
      ),
      step('seen', 800, 3700, 'payments-acme compares with 3f9a1c7.'),
      step('syncing', 3700, 6100, 'Manifests applied, 1 changed.'),
      step('replicas', 6100, undefined, '2 of 3 replicas are ready.'),
    ],
    nextActs: [],
    can: { stop: false, undo: true },
    ...change,
  };
}

/** The same as it stands in lists and lanes. */
export function operationSummary(
  change: Partial<OperationSummary> = {},
  now = STORY_NOW,
): OperationSummary {
  const { id, type, state, deploymentId, entityRef, environment, tenant } =
    operation({}, now);
  const {
    fromVersion,
    toVersion,
    requestedBy,
    requestedAt,
    step,
    steps,
    message,
  } = operation({}, now);
  return {
    id,
    type,
    state,
    deploymentId,
    entityRef,
    environment,
    tenant,
    fromVersion,
    toVersion,
    requestedBy,
    requestedAt,
    step,
    steps,
    message,
    ...change,
  };
}
