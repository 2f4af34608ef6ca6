import type {
  Deployment,
  DeployedVersion,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryApi } from '../../api/DeliveryApi';
import { failureMessage } from '../../api/errors';
import type { DeliveryWords } from '../../translation';

/** A version with what is known of it at a place. */
export interface OfferedVersion extends DeployedVersion {
  /** Why it cannot be chosen, in a clause. */
  refused?: string;
  /** Why it is not known whether it burns. */
  untold?: string;
  place: string;
}

interface Options {
  signal?: AbortSignal;
}

/** What a running version does: nothing, burn, or nobody can tell. */
interface Burning {
  refused?: string;
  untold?: string;
}

/** A cause as the end of a sentence. */
export function withStop(cause: string): string {
  return cause.replace(/[.\s]*$/, '.');
}

function placeOf({
  environment,
  tenant,
}: Pick<Deployment, 'environment' | 'tenant'>): string {
  return [environment, tenant].filter(Boolean).join(' · ');
}

/** Says of a deployment whether what runs there burns. */
export type BurningOf = (deployment: Pick<Deployment, 'id'>) => Burning;

/** An address has room for so many. */
const IDS_AT_ONCE = 50;

/** Which of some deployments burn, by one question for all that an address has room for. */
export async function askBurning(
  delivery: DeliveryApi,
  deployments: readonly Pick<Deployment, 'id'>[],
  options: Options,
): Promise<BurningOf> {
  const known = new Map<string, Burning>();
  for (let from = 0; from < deployments.length; from += IDS_AT_ONCE) {
    const ids = deployments.slice(from, from + IDS_AT_ONCE).map(({ id }) => id);
    try {
      const { items } = await delivery.health({ ids }, options);
      for (const { deploymentId, status, message } of items) {
        if (status === 'burning') known.set(deploymentId, { refused: message });
        if (status === 'silent') known.set(deploymentId, { untold: message });
      }
    } catch (error) {
      if (options.signal?.aborted) throw error;
      const untold = failureMessage(error as Error);
      for (const id of ids) known.set(id, { untold });
    }
  }
  return ({ id }) => known.get(id) ?? {};
}

/** Versions with what speaks against each. */
export function judgedVersions(
  versions: readonly DeployedVersion[],
  deployment: Deployment,
  burningOf: BurningOf,
): OfferedVersion[] {
  const place = placeOf(deployment);
  return versions.map(version => {
    const against =
      version.verdict === 'current'
        ? burningOf(deployment)
        : version.unusable && { refused: version.unusable };
    return { ...version, place, ...against };
  });
}

/**
 * Versions of a deployment, newest first, with what speaks against each.
 *
 * @param burning - where it is known already; it is asked for otherwise
 */
export async function offeredVersions(
  delivery: DeliveryApi,
  deployment: Deployment,
  options: Options,
  burning?: BurningOf,
): Promise<OfferedVersion[]> {
  const [{ items }, burningOf] = await Promise.all([
    delivery.versions(deployment.id, options),
    burning ?? askBurning(delivery, [deployment], options),
  ]);
  return judgedVersions(items, deployment, burningOf);
}

/**
 * Why a version must not be taken, in a sentence. What could not be told is
 * such a reason: a form that is sent in a hurry would take what burns.
 */
export async function whyNotVersion(
  t: DeliveryWords,
  delivery: DeliveryApi,
  deployment: Deployment,
  version: string | undefined,
  burning?: BurningOf,
): Promise<string | undefined> {
  const { component, desired } = deployment;
  const wanted = version ?? desired.version;
  const what = `${component} ${wanted ?? ''}`.trim();
  let all: OfferedVersion[];
  try {
    all = await offeredVersions(delivery, deployment, {}, burning);
  } catch (error) {
    const cause = failureMessage(error as Error);
    return t('fields.versionUntold', { what, cause: withStop(cause) });
  }
  const found = all.find(each => each.version === wanted);
  if (found?.refused) {
    return t('fields.notOfferedVersion', {
      ...{ version: what, place: found.place, reason: found.refused },
    });
  }
  return (
    found?.untold &&
    t('fields.versionBurnsUntold', {
      ...{ what, place: found.place, cause: withStop(found.untold) },
    })
  );
}
