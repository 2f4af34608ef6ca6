import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { describePlace } from './placeInput';
import type { EnvironmentCopy } from './readCopied';

/** A folder of a copy, and why it may never be well, in a sentence. */
export type Unwell = { folder: string; message: string };

const UNWELL: readonly string[] = ['degraded', 'missing'];

/** The version that somebody named for the copy. */
export function versionGiven(
  source: Pick<Deployment, 'component'>,
  { services }: Pick<EnvironmentCopy, 'services'>,
): string | undefined {
  return services?.find(({ component }) => component === source.component)
    ?.version;
}

/** Whether the copy gets what does not run well there. */
function isUnwell(source: Deployment, copy: EnvironmentCopy): boolean {
  const isOther = versionGiven(source, copy) !== undefined;
  const { health, live } = source;
  return !isOther && !live.stale && UNWELL.includes(health.status);
}

function whyOf({ health }: Deployment): string {
  return health.message ? `: ${health.message.replace(/[.\s]*$/, '')}` : '';
}

/** What does not run well there will not run better in a copy. */
export function doubtsOf(source: Deployment, copy: EnvironmentCopy): string[] {
  const { health, live, desired, component, environment, tenant } = source;
  const where = describePlace({ component, environment, tenant });
  if (isUnwell(source, copy)) {
    return [
      `${where} is ${health.status}${whyOf(source)}; a copy of it will be, too.`,
    ];
  }
  const isWaiting =
    versionGiven(source, copy) === undefined &&
    !live.stale &&
    copy.versions !== 'live' &&
    live.version !== undefined &&
    live.version !== desired.version;
  return isWaiting
    ? [
        `Git wants ${desired.version} of ${where}, and ${live.version} runs there; the copy gets what Git wants.`,
      ]
    : [];
}

/** The cause to name when the copy does not come up. */
export function unwellOf(
  source: Deployment,
  folder: string,
  copy: EnvironmentCopy,
): Unwell[] {
  if (!isUnwell(source, copy)) return [];
  const { component, health, environment, tenant } = source;
  const place = tenant ? `${tenant} in ${environment}` : environment;
  return [
    {
      folder,
      message: `${component} was ${health.status} in ${place} as well when it was copied${whyOf(source)}.`,
    },
  ];
}
