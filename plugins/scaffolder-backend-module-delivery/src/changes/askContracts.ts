import { ConflictError } from '@backstage/errors';
import type {
  CanIRequest,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import type { StepContext } from '../actions/types';
import type { ContractsClient } from '../clients/ContractsClient';
import { NotInstalledError } from '../clients/toCallError';

function sentencesOf({ message, findings, waysOut }: CanIResult): string {
  const found = findings
    .filter(({ answer }) => answer !== 'allowed')
    .map(finding => finding.message);
  return [...new Set([message, ...found, ...waysOut])].join(' ');
}

/**
 * Asks whether all that live at a place still fit. A portal without contracts,
 * and a component of which none is known, are told apart from a doubt.
 *
 * @throws ConflictError that names who would break, or who could not be judged
 */
export async function askContracts(
  ctx: Pick<StepContext, 'logger' | 'signal' | 'getInitiatorCredentials'>,
  contracts: Pick<ContractsClient, 'canI'>,
  request: CanIRequest,
  acceptUnknown = false,
) {
  const credentials = await ctx.getInitiatorCredentials();
  let result: CanIResult;
  try {
    result = await contracts.canI(request, { credentials, signal: ctx.signal });
  } catch (error) {
    if (!(error instanceof NotInstalledError) && !acceptUnknown) throw error;
    ctx.logger.warn(`Contracts were not asked: ${(error as Error).message}`);
    return;
  }
  if (result.answer === 'blocked') {
    throw new ConflictError(sentencesOf(result));
  }
  if (result.answer === 'unknown' && result.findings.length) {
    if (!acceptUnknown) {
      throw new ConflictError(
        `${sentencesOf(result)} Set acceptUnknown to go on in spite of that.`,
      );
    }
    ctx.logger.warn(sentencesOf(result));
    return;
  }
  ctx.logger.info(`Contracts: ${result.message}`);
}
