import type {
  CheckResult,
  Operation,
  OperationStep,
  OperationSummary,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { COMMITS, ENTITY_REF, STORY_NOW, TOPIC, iso } from './landscape';

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
    checks: checks(),
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

function checks(): CheckResult[] {
  return [
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
  ];
}

function stepsSince(asked: number): OperationStep[] {
  const step = (
    name: OperationStep['name'],
    from: number,
    to: number | undefined,
    message: string,
  ): OperationStep => ({
    name,
    attempt: 1,
    status: to === undefined ? 'running' : 'done',
    startedAt: iso(asked + from),
    endedAt: to === undefined ? undefined : iso(asked + to),
    message,
  });
  return [
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
  ];
}

/** The rollback of the story, at its fifth step. */
export function operation(
  change: Partial<Operation> = {},
  now = STORY_NOW,
): Operation {
  const asked = now - 41_000;
  return {
    id: 'op-2f91',
    topic: TOPIC,
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
    stepDetails: stepsSince(asked),
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
