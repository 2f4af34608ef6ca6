import type {
  DeployComparison,
  DeploymentHealth,
} from '@slipway/backstage-plugin-delivery-common';
import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { HealthSnapshot, StoredComparison } from '../health/HealthStore';
import type { HealthSubject } from '../health/HealthSubjects';
import type { HealthLimits } from '../health/compareFigures';
import { sha } from './rows';

/** Limits as they are where nothing is configured. */
export const LIMITS: HealthLimits = {
  ...{ errorRatio: 0.01, minRequests: 50, slowFactor: 1.5 },
};

/** Where a deployment's metrics are, with what a test changes. */
export function healthTarget(change: Partial<HealthTarget> = {}): HealthTarget {
  return {
    ...{ deploymentId: 'd-1', entityRef: 'component:default/payments' },
    ...{ component: 'payments', environment: 'prod', annotations: {} },
    ...change,
  };
}

/** A deployment to measure, with what a test changes. */
export function healthSubject(
  change: Partial<HealthSubject> = {},
  target: Partial<HealthTarget> = {},
): HealthSubject {
  return {
    target: healthTarget(target),
    ...{ version: '2.4.0', commit: sha('c'), slos: [] },
    ...change,
  };
}

/** The newest figures of a deployment, with what a test changes. */
export function healthSnapshot(
  change: Partial<DeploymentHealth> = {},
): HealthSnapshot {
  const { deploymentId = 'd-1' } = change;
  return {
    source: 'scripted:1',
    target: healthTarget({ deploymentId }),
    health: {
      ...{ deploymentId, status: 'healthy', message: 'All is well.' },
      measuredAt: '2026-11-21T10:00:00.000Z',
      ...{ errorLimit: 0.01, slos: [], alerts: [], problems: [] },
      ...{ source: 'scripted:1', simulated: false },
      ...change,
    },
  };
}

/** What was measured around a version, with what a test changes. */
export function storedComparison(
  change: Partial<DeployComparison> = {},
  stored: Partial<StoredComparison> = {},
): StoredComparison {
  const unknown = { result: 'unknown', message: 'not measured' } as const;
  return {
    ...{ commit: sha('c'), beforeParts: [], final: true },
    comparison: {
      ...{ deploymentId: 'd-1', version: '2.4.0' },
      at: '2026-11-21T10:00:00.000Z',
      ...{ errors: unknown, latency: unknown, traffic: unknown },
      ...{ errorLimit: 0.01, verdict: 'unknown', message: 'No idea.' },
      ...{ final: true, measuredAt: '2026-11-21T11:00:00.000Z' },
      ...change,
    },
    ...stored,
  };
}
