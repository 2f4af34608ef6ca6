import { useApi } from '@backstage/core-plugin-api';
import {
  isAbout,
  type DeploymentHealth,
  type DeploymentHealthDetails,
  type Source,
} from '@slipway/backstage-plugin-delivery-common';
import { useMemo } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import type { DeploymentList } from '../deployments/readDeployments';
import { useResource, type Resource } from '../live/useResource';
import { useWords } from '../translation';
import { unmeasured, type SeenDeployment } from './SeenDeployment';

type HealthById = ReadonlyMap<string, DeploymentHealth>;

const NONE: HealthById = new Map();

/** Deployments that were read, with what measurements say of them. */
export interface SeenList extends DeploymentList {
  items: SeenDeployment[];
}

/**
 * Whether anybody measures: not known until the sources are. Without them it
 * is taken for yes, because the other way the runtime's word would pass for a
 * measurement.
 */
function isMeasuring(sources: Resource<Source[]>): boolean | undefined {
  if (sources.value) {
    return sources.value.some(({ kind }) => kind === 'health');
  }
  return sources.error ? true : undefined;
}

/** Which deployments are meant; all without anything. */
export interface HealthScope {
  entityRef?: string;
  environment?: string;
}

/** The newest measured health of an entity's or environment's deployments, or of all. */
export function useHealth(
  { entityRef, environment }: HealthScope,
  measuring: boolean | undefined,
): Resource<HealthById> {
  const api = useApi(deliveryApiRef);
  return useResource<HealthById>({
    key: `health:${entityRef ?? '*'}:${environment ?? '*'}:${measuring}`,
    load: async options => {
      if (!measuring) {
        return NONE;
      }
      const { items } = await api.health({ entityRef, environment }, options);
      return new Map(items.map(item => [item.deploymentId, item]));
    },
    affectedBy: signal =>
      measuring === true &&
      (signal.type === 'health' ||
        signal.type === 'sources' ||
        signal.type === 'deployments'),
    reach: entityRef ? 'narrow' : 'wide',
  });
}

/**
 * Puts measurements beside deployments. Where somebody measures, a deployment
 * without an answer says why, so that it never passes for a healthy one.
 */
export function useSeen(
  deployments: Resource<DeploymentList>,
  sources: Resource<Source[]>,
  scope: HealthScope = {},
): Resource<SeenList> {
  const t = useWords();
  const measuring = isMeasuring(sources);
  const health = useHealth(scope, measuring);
  const { value, loading } = deployments;
  const settled = measuring === false || (measuring && !health.loading);
  const cause = health.error && failureMessage(health.error);
  const seen = useMemo((): SeenList | undefined => {
    if (!value || !measuring) {
      return value;
    }
    const missing = cause
      ? t('measured.failed', { cause })
      : t('measured.pending');
    const items = value.items.map(deployment => ({
      ...deployment,
      measured:
        health.value?.get(deployment.id) ?? unmeasured(deployment.id, missing),
    }));
    return { ...value, items };
  }, [value, measuring, health.value, cause, t]);
  return {
    ...deployments,
    value: settled ? seen : undefined,
    loading: loading || (!settled && value !== undefined),
    refresh: () => {
      deployments.refresh();
      health.refresh();
    },
  };
}

/** A range of time: a length until now, or a part of the past. */
export interface AskedRange {
  /** Milliseconds until now. */
  lengthMs?: number;
  /** ISO 8601. */
  from?: string;
  to?: string;
}

/** Figures and series of one deployment; again after each round of measuring. */
export function useHealthDetails(
  deployment: { id: string; topic: string } | undefined,
  range: AskedRange,
): Resource<DeploymentHealthDetails | undefined> {
  const api = useApi(deliveryApiRef);
  const id = deployment?.id;
  const { lengthMs, from, to } = range;
  return useResource<DeploymentHealthDetails | undefined>({
    key: `details:${id}:${lengthMs}:${from}:${to}`,
    load: async options => {
      const start =
        from ?? (lengthMs && new Date(Date.now() - lengthMs).toISOString());
      return id
        ? api.healthDetails(id, { from: start || undefined, to }, options)
        : undefined;
    },
    affectedBy: signal =>
      deployment !== undefined &&
      (signal.type === 'health' ||
        (signal.type === 'deployments' && isAbout(signal, [deployment.topic]))),
  });
}
