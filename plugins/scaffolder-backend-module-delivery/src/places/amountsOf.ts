import { InputError } from '@backstage/errors';
import {
  parseQuantity,
  type PlanOffer,
  TENANT_AMOUNTS,
} from '@slipway/backstage-plugin-delivery-common';
import type { QuotaAmounts } from './setQuota';

function own(details: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(details, key) ? details[key] : undefined;
}

function planAmounts(
  plan: unknown,
  plans: readonly PlanOffer[],
): QuotaAmounts | undefined {
  // Where none is configured a plan is a word and nothing more.
  if (typeof plan !== 'string' || !plan || !plans.length) return undefined;
  const offer = plans.find(({ name }) => name === plan);
  if (!offer) {
    throw new InputError(
      `There is no plan '${plan.slice(0, 63)}' under delivery.tenants.plans; there are ${plans.map(({ name }) => name).join(', ')}.`,
    );
  }
  return offer;
}

/**
 * What a tenant may use: the amounts of its plan, and those that are named
 * themselves in their place.
 *
 * @throws InputError for a plan that there is not, and for what is no amount
 */
export function amountsOf(
  details: Record<string, unknown>,
  plans: readonly PlanOffer[],
): QuotaAmounts {
  const plan = planAmounts(own(details, 'plan'), plans);
  const quota = own(details, 'quota') ?? {};
  if (typeof quota !== 'object' || Array.isArray(quota)) {
    throw new InputError('A quota names cpu, memory and storage.');
  }
  const amounts: QuotaAmounts = {};
  for (const name of TENANT_AMOUNTS) {
    const asked = own(quota as Record<string, unknown>, name) ?? plan?.[name];
    if (asked === undefined || asked === null || asked === '') continue;
    const text = String(asked);
    if (!parseQuantity(text)) {
      throw new InputError(
        `'${text.slice(0, 40)}' is no amount of ${name}; write for example 500m, 4 or 64Gi.`,
      );
    }
    amounts[name] = text;
  }
  return amounts;
}
