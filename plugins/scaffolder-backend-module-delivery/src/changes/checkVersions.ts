import type { CanIResult } from '@slipway/backstage-plugin-contracts-common';
import type { PreviewCheck } from '@slipway/backstage-plugin-delivery-common';
import type { StepContext } from '../actions/types';
import type { ContractsClient } from '../clients/ContractsClient';
import { NotInstalledError } from '../clients/toCallError';

/** Versions that shall run somewhere, beside what runs there already. */
export interface CheckedVersions {
  environment: string;
  tenant?: string;
  services: readonly { component: string; version?: string }[];
}

type Check = Pick<PreviewCheck, 'status' | 'message'>;

const AT_ONCE = 8;

function checkOf(
  name: string,
  { answer, message, findings }: CanIResult,
): Check | undefined {
  // A component without any contract is no doubt.
  if (answer === 'unknown' && !findings.length) return undefined;
  if (answer === 'allowed') return undefined;
  const status = answer === 'blocked' ? 'warn' : 'unknown';
  return { status, message: `${name}: ${message}` };
}

/**
 * Whether versions fit to what runs at a place, in sentences: one for all that
 * fit, one for each that does not.
 */
export async function checkVersions(
  ctx: Pick<StepContext, 'getInitiatorCredentials' | 'signal'>,
  contracts: Pick<ContractsClient, 'canI'>,
  { environment, tenant, services }: CheckedVersions,
): Promise<Check[]> {
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  const named = services.filter(({ version }) => version);
  const doubts: Check[] = [];
  const ask = async ({ component, version = '' }: (typeof named)[number]) => {
    const found = await contracts.canI(
      {
        ...{ component: `component:default/${component}`, version },
        ...{ environment, tenant, action: 'deploy' },
      },
      options,
    );
    return checkOf(`${component} ${version}`, found);
  };
  try {
    for (let index = 0; index < named.length; index += AT_ONCE) {
      const some = await Promise.all(
        named.slice(index, index + AT_ONCE).map(ask),
      );
      doubts.push(...some.flatMap(check => check ?? []));
    }
  } catch (error) {
    if (error instanceof NotInstalledError) return [];
    const message = `Whether the versions fit could not be told: ${(error as Error).message}`;
    return [{ status: 'unknown', message }];
  }
  const place = [environment, tenant].filter(Boolean).join(' · ');
  const fine = named.length - doubts.length;
  const words = fine === 1 ? '1 version fits' : `${fine} versions fit`;
  return [
    ...doubts,
    ...(fine > 0
      ? [
          {
            status: 'ok' as const,
            message: `${words} to what runs in ${place}, as far as contracts tell.`,
          },
        ]
      : []),
  ];
}
