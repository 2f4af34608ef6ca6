import type {
  Change,
  ChangePlan,
  EnvironmentDetails,
} from '@slipway/backstage-plugin-delivery-common';
import { COMMITS, ENTITY_REF, HOUR, iso, STORY_NOW } from './landscape';

/** When the environment of the story ends. */
export const OWN_END = iso(STORY_NOW + 3 * HOUR);

const FOLDER = 'preview/try-1/payments';

/** An environment that somebody made, with one service. */
export function ownEnvironment(
  change: Partial<EnvironmentDetails> = {},
): EnvironmentDetails {
  const deploymentId = 'try-1-payments';
  return {
    ...{ name: 'try-1', title: 'Preview try-1', order: 2, tenants: [] },
    ...{ deployments: 1, policy: { rollback: 'allow' } },
    life: {
      ...{ kind: 'preview', since: iso(STORY_NOW - HOUR), staying: 0 },
      ...{ commit: COMMITS.v240, copiedFrom: 'qa', expires: OWN_END },
      createdBy: { name: 'dev-2', entityRef: 'user:default/dev-2' },
      ...{ reason: 'A test of the new locks', problems: [] },
    },
    folders: [
      {
        ...{ deploymentId, entityRef: ENTITY_REF, component: 'payments' },
        ...{ repository: 'gitops-retail', path: FOLDER, version: '2.4.0' },
        expires: OWN_END,
      },
    ],
    can: { prolong: { allowed: true }, end: { allowed: true } },
    ...change,
  };
}

/** What a later end changes. */
export function prolongPlan(expires: string): ChangePlan {
  const text = (end: string) => `component: payments\nexpires: ${end}\n`;
  return {
    ...{ repository: 'gitops-retail', head: COMMITS.v240 },
    files: [
      {
        ...{ path: `${FOLDER}/delivery.yaml`, status: 'changed' },
        ...{ before: text(OWN_END), after: text(expires) },
      },
    ],
  };
}

/** What the end removes. */
export function endPlan(): ChangePlan {
  return {
    ...{ repository: 'gitops-retail', head: COMMITS.v240 },
    files: ['delivery.yaml', 'values.yaml'].map(name => ({
      ...{ path: `${FOLDER}/${name}`, status: 'removed' as const },
      before: 'one\ntwo\n',
    })),
  };
}

/** A change of it, in Git. */
export function environmentChange(): Change {
  return {
    ...{ id: 'c-1', repository: 'gitops-retail', kind: 'update' },
    ...{ state: 'committed', subject: 'Prolong try-1', reason: 'Tested' },
    ...{ requestedBy: 'user:default/dev-2', requestedAt: iso(STORY_NOW) },
    ...{ commit: COMMITS.undo, paths: [], message: 'Written.' },
  };
}
