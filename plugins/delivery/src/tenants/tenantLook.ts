import type {
  Tenant,
  TenantService,
} from '@slipway/backstage-plugin-delivery-common';
import type { ChipTone, IconName } from '@slipway/backstage-plugin-kit-react';
import type { SeenDeployment } from '../health/SeenDeployment';
import {
  describeDeployment,
  type DeploymentState,
  type StateKind,
} from '../state/describe';
import type { DeliveryWords } from '../translation';
import { leftOn } from './leftOn';

/** Icon, word and tone of a tenant. */
export interface TenantLook {
  tone: ChipTone;
  icon: IconName;
  label: string;
}

/** Worst first; what comes before healthy keeps a tenant from being called so. */
const ORDER: StateKind[] = [
  ...(['trouble', 'ended', 'mend', 'stale', 'drift', 'operation'] as const),
  ...(['progressing', 'unknown', 'noTraffic', 'suspended'] as const),
  ...(['held', 'banned', 'healthy'] as const),
];

/** Pins say nothing of how a service is. */
const PINS: ReadonlySet<StateKind> = new Set(['held', 'banned']);

/** A service as the rest of the plugin knows deployments. */
export function seenOf({
  deployment,
  measured,
}: TenantService): SeenDeployment {
  return { ...deployment, measured };
}

/** The state of a service that matters most. */
export function stateOf(
  service: TenantService,
  now: number,
  t: DeliveryWords,
): DeploymentState {
  const states = describeDeployment(seenOf(service), now, t).filter(
    ({ kind }) => !PINS.has(kind),
  );
  return [...states].sort(
    (one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind),
  )[0];
}

/** Off is only calm while nothing is left on, and that is known. */
function suspendedLook(
  tenant: Tenant,
  now: number,
  t: DeliveryWords,
): TenantLook {
  const { stopping, on, unknown } = leftOn(tenant, now);
  if (on.length) {
    const n = String(on.length);
    const isBad = on.some(each => stateOf(each, now, t).kind === 'trouble');
    return {
      ...({ tone: isBad ? 'critical' : 'warning', icon: 'problem' } as const),
      label: t('tenantState.suspendedOn', { n }),
    };
  }
  if (unknown.length || tenant.hidden) {
    const n = String(unknown.length + tenant.hidden);
    return {
      ...{ tone: 'idle', icon: 'help' },
      label: t('tenantState.suspendedUnknown', { n }),
    };
  }
  if (stopping.length) {
    const n = String(stopping.length);
    return {
      ...{ tone: 'accent', icon: 'running' },
      label: t('tenantState.suspendedStopping', { n }),
    };
  }
  return { tone: 'idle', icon: 'power', label: t('tenantState.suspended') };
}

/**
 * How a tenant is: the worst of its services and how many are so. Healthy only
 * when each of them is, and none is hidden.
 */
export function tenantLook(
  tenant: Tenant,
  now: number,
  t: DeliveryWords,
): TenantLook {
  if (tenant.state === 'suspended') return suspendedLook(tenant, now, t);
  if (tenant.state === 'described') {
    return { tone: 'plain', icon: 'help', label: t('tenantState.described') };
  }
  const states = tenant.services.map(service => stateOf(service, now, t));
  const worst = ORDER.map(kind =>
    states.filter(state => state.kind === kind),
  ).find(found => found.length);
  if (!worst) {
    return { tone: 'idle', icon: 'help', label: t('state.unknown') };
  }
  const [{ tone, icon, word, kind }] = worst;
  if (kind === 'healthy' && !tenant.hidden) {
    return { tone, icon, label: t('tenantState.live') };
  }
  if (kind === 'healthy') {
    return { tone: 'idle', icon: 'help', label: t('state.unknown') };
  }
  return {
    ...{ tone, icon },
    label: t('tenantState.count', {
      n: String(worst.filter(state => state.word === word).length),
      word: word.toLowerCase(),
    }),
  };
}
