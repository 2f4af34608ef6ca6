import {
  compareVersions,
  type Deployment,
  type Tenant,
  type TenantService,
  type Upgrade,
  type UpgradeRequest,
  type UpgradeVersion,
  type UpgradeWave,
} from '@slipway/backstage-plugin-delivery-common';
import { DateTime } from 'luxon';

/** What a person wants: versions by component, and the wave of each tenant. */
export interface UpgradeDraft {
  versions: Readonly<Record<string, string>>;
  /** 1 for the first wave. */
  waves: Readonly<Record<string, number>>;
  soakMinutes: string;
  reason: string;
  /** Local time as an input gives it; empty when a person shall start it. */
  startsAt: string;
}

/** A week. */
const MOST_MINUTES = 10_080;

/** A version of a component, and the tenants that have it. */
export interface OfferedVersion {
  version: string;
  tenants: string[];
}

/** Components that the tenants run, with the versions of each among them. */
export function offered(
  tenants: readonly Tenant[],
): Map<string, OfferedVersion[]> {
  const versions = new Map<string, Map<string, string[]>>();
  for (const { name, services } of tenants) {
    for (const { deployment } of services) {
      const { component, desired } = deployment;
      const own = versions.get(component) ?? new Map<string, string[]>();
      versions.set(component, own);
      if (desired.version) {
        const before = own.get(desired.version) ?? [];
        own.set(desired.version, [...new Set([...before, name])]);
      }
    }
  }
  const sorted = [...versions].sort(([one], [other]) =>
    one.localeCompare(other),
  );
  return new Map(
    sorted.map(([component, own]) => [
      component,
      [...own]
        .map(([version, names]) => ({ version, tenants: names }))
        .sort((one, other) => one.version.localeCompare(other.version)),
    ]),
  );
}

/** A version of a component, and where Git wants it. */
export interface KnownVersion {
  version: string;
  places: string[];
}

/** Versions that stand in other environments, newest first. */
export function knownVersions(
  deployments: readonly Deployment[],
  component: string,
  environment: string,
): KnownVersion[] {
  const known = new Map<string, string[]>();
  for (const each of deployments) {
    const { version } = each.desired;
    const isElsewhere =
      each.component === component && each.environment !== environment;
    if (isElsewhere && version) {
      known.set(version, [...(known.get(version) ?? []), each.environment]);
    }
  }
  return [...known]
    .map(([version, places]) => ({ version, places: [...new Set(places)] }))
    .sort((one, other) => -(compareVersions(one.version, other.version) ?? 0));
}

/** Services of a tenant that the draft would change. */
export function changedBy(
  { services }: Tenant,
  { versions }: Pick<UpgradeDraft, 'versions'>,
): TenantService[] {
  return services.filter(({ deployment: { component, desired } }) => {
    const wanted = versions[component]?.trim();
    return wanted && desired.version && desired.version !== wanted;
  });
}

function waveOf(tenants: readonly Tenant[], draft: UpgradeDraft): UpgradeWave {
  return {
    targets: tenants.flatMap(tenant =>
      changedBy(tenant, draft).map(({ deployment }) => ({
        deploymentId: deployment.id,
        version: draft.versions[deployment.component].trim(),
        expected: {
          version: deployment.desired.version!,
          commit: deployment.desired.commit,
        },
      })),
    ),
  };
}

/**
 * The request; waves in which nothing would change are left out.
 *
 * @param letPass - versions that stand nowhere, and that the person knows
 */
export function toUpgradeRequest(
  tenants: readonly Tenant[],
  draft: UpgradeDraft,
  letPass: readonly UpgradeVersion[] = [],
): UpgradeRequest {
  const numbers = [...new Set(Object.values(draft.waves))].sort(
    (one, other) => one - other,
  );
  const waves = numbers
    .map(number =>
      waveOf(
        tenants.filter(({ name }) => draft.waves[name] === number),
        draft,
      ),
    )
    .filter(({ targets }) => targets.length);
  return {
    waves,
    reason: draft.reason.trim(),
    ...(letPass.length && { versionsLetPass: [...letPass] }),
    ...(draft.startsAt && {
      startsAt: DateTime.fromISO(draft.startsAt).toUTC().toISO()!,
    }),
    // Without a number it is as long as configured.
    ...(draft.soakMinutes.trim() && {
      soakSeconds: Math.round(Number(draft.soakMinutes) * 60),
    }),
  };
}

/**
 * The draft that a plan was made of, to change it; undefined when the form
 * could not show all of it.
 */
export function draftOf({
  waves,
  soakSeconds,
  reason,
  hidden,
  startsAt,
}: Pick<Upgrade, 'waves' | 'soakSeconds' | 'reason' | 'hidden' | 'startsAt'>):
  (UpgradeDraft & { environment: string }) | undefined {
  const versions: Record<string, string> = {};
  const waveOfTenant: Record<string, number> = {};
  const environments = new Set<string>();
  for (const [index, { items }] of waves.entries()) {
    for (const { tenant, component, toVersion, environment } of items) {
      environments.add(environment);
      const isOther =
        (versions[component] ?? toVersion) !== toVersion ||
        (waveOfTenant[tenant ?? ''] ?? index + 1) !== index + 1;
      if (!tenant || isOther) return undefined;
      versions[component] = toVersion;
      waveOfTenant[tenant] = index + 1;
    }
  }
  const [environment] = environments;
  return environments.size === 1 && !hidden
    ? {
        ...{ versions, waves: waveOfTenant, environment, reason },
        // What was configured in seconds is not read to fifteen digits.
        soakMinutes: String(Number((soakSeconds / 60).toFixed(2))),
        startsAt: startsAt
          ? DateTime.fromISO(startsAt).toFormat("yyyy-MM-dd'T'HH:mm")
          : '',
      }
    : undefined;
}

/**
 * Why it cannot be planned, as a key of the words; undefined when it can.
 *
 * @param unsure - how many versions stand nowhere and nobody says to know;
 *   undefined while it is looked up
 */
export function whyNot(
  tenants: readonly Tenant[],
  draft: UpgradeDraft,
  unsure: number | undefined,
):
  | 'upgradePlan.noService'
  | 'upgradePlan.nothing'
  | 'upgradePlan.versionLooking'
  | 'upgradePlan.versionUnsure'
  | 'upgradePlan.badSoak'
  | 'upgradePlan.noReason'
  | 'upgradePlan.startOver'
  | undefined {
  if (!Object.values(draft.versions).some(version => version.trim())) {
    return 'upgradePlan.noService';
  }
  if (!toUpgradeRequest(tenants, draft).waves.length) {
    return 'upgradePlan.nothing';
  }
  if (unsure === undefined) return 'upgradePlan.versionLooking';
  if (unsure) return 'upgradePlan.versionUnsure';
  const minutes = Number(draft.soakMinutes);
  if (!(minutes >= 0 && minutes <= MOST_MINUTES)) {
    return 'upgradePlan.badSoak';
  }
  // What is no time compares as not later.
  if (draft.startsAt && !(Date.parse(draft.startsAt) > Date.now())) {
    return 'upgradePlan.startOver';
  }
  return draft.reason.trim() ? undefined : 'upgradePlan.noReason';
}
