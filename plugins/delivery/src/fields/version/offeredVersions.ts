import type {
  Deployment,
  DeployedVersion,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryApi } from '../../api/DeliveryApi';
import { failureMessage } from '../../api/errors';

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

async function burningOf(
  delivery: DeliveryApi,
  { id }: Deployment,
  options: Options,
): Promise<Burning> {
  try {
    const { items } = await delivery.health({ ids: [id] }, options);
    const measured = items.find(item => item.deploymentId === id);
    return measured?.status === 'burning' ? { refused: measured.message } : {};
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return { untold: failureMessage(error as Error) };
  }
}

/** Versions of a deployment, newest first, with what speaks against each. */
export async function offeredVersions(
  delivery: DeliveryApi,
  deployment: Deployment,
  options: Options,
): Promise<OfferedVersion[]> {
  const [{ items }, burning] = await Promise.all([
    delivery.versions(deployment.id, options),
    burningOf(delivery, deployment, options),
  ]);
  const place = placeOf(deployment);
  return items.map(version => {
    const against =
      version.verdict === 'current'
        ? burning
        : version.unusable && { refused: version.unusable };
    return { ...version, place, ...against };
  });
}

/**
 * Why a version must not be taken, in a sentence. What could not be told is
 * such a reason: a form that is sent in a hurry would take what burns.
 */
export async function whyNotVersion(
  delivery: DeliveryApi,
  deployment: Deployment,
  version: string | undefined,
): Promise<string | undefined> {
  const { component, desired } = deployment;
  const wanted = version ?? desired.version;
  const what = `${component} ${wanted ?? ''}`.trim();
  let all: OfferedVersion[];
  try {
    all = await offeredVersions(delivery, deployment, {});
  } catch (error) {
    const cause = failureMessage(error as Error);
    return `Could not tell whether ${what} is good: ${withStop(cause)} Try again, or leave it out.`;
  }
  const found = all.find(each => each.version === wanted);
  if (found?.refused) {
    return `${what} is not offered, because of ${found.place}: ${found.refused}`;
  }
  return (
    found?.untold &&
    `Could not tell whether ${what} burns in ${found.place}: ${withStop(found.untold)} Try again, or choose another version.`
  );
}
