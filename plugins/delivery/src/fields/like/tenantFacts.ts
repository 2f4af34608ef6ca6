import type { Tenant } from '@slipway/backstage-plugin-delivery-common';

/** What another tenant may have as well. */
export const TENANT_FACTS = [
  ...(['dataResidency', 'retentionDays', 'metricsRetentionDays'] as const),
  ...(['backupEvery', 'backupKeptDays'] as const),
] as const;

/** One of them. */
export type TenantFact = (typeof TENANT_FACTS)[number];

/** How a tenant has it; undefined where its file does not say. */
export function factOf(
  tenant: Tenant,
  fact: TenantFact,
): string | number | undefined {
  if (fact === 'backupEvery') return tenant.backupPlan?.every;
  if (fact === 'backupKeptDays') return tenant.backupPlan?.keptDays;
  return tenant[fact];
}

/** What a form says of a value. */
export interface FactChoices {
  enum?: unknown;
  enumNames?: unknown;
}

/** A value as the form calls it. */
export function factWords(
  value: string | number,
  { enum: values, enumNames }: FactChoices,
): string {
  if (!Array.isArray(values) || !Array.isArray(enumNames)) return String(value);
  return String(enumNames[values.indexOf(value)] ?? value);
}

/** Whether the form takes it. */
export function canTake(
  value: string | number,
  { enum: values }: FactChoices,
): boolean {
  return !Array.isArray(values) || values.includes(value);
}
