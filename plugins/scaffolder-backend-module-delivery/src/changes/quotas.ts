import { ConflictError } from '@backstage/errors';
import type {
  ChangePlan,
  PreviewCheck,
  QuotaAsk,
} from '@slipway/backstage-plugin-delivery-common';
import type { Zod } from '../actions/types';
import { describeAmount, describeShare } from './describeAmount';

type Check = Pick<PreviewCheck, 'status' | 'message'>;

/** Input of each action that may ask for more than is allowed. */
export const quotaInput = {
  acceptOverQuota: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Makes it although it asks for more than its plan or quota allows; what is too much will not start',
      ),
};

const MOST_UNTOLD = 2;

function whose({ path, tenant, environment }: QuotaAsk): string {
  return path ?? `${tenant} in ${environment}`;
}

function excessOf({ asked, allowed, over }: QuotaAsk): string {
  return over
    .map(name => {
      const [much, may] = [asked, allowed].map(of =>
        describeAmount(name, of[name]),
      );
      // Rounded, both can read the same.
      const words = much === may ? `a little more than ${may}` : much;
      return `${words} where ${may} may be used`;
    })
    .join(', ');
}

function untoldOf({ untold }: QuotaAsk): string {
  const more = untold.length - MOST_UNTOLD;
  return [
    ...untold.slice(0, MOST_UNTOLD),
    ...(more > 0 ? [`${more} more`] : []),
  ].join('; ');
}

function within(ask: QuotaAsk): Check {
  const { asked, allowed, untold } = ask;
  if (!Object.keys(allowed).length) {
    return {
      status: 'unknown',
      message: `What ${whose(ask)} may use could not be told: ${untoldOf(ask)}.`,
    };
  }
  const names = Object.keys(allowed) as (keyof typeof allowed)[];
  const amounts = names
    .map(name => describeShare(name, asked[name], allowed[name]))
    .join(', ');
  if (!untold.length) {
    return { status: 'ok', message: `${whose(ask)} asks for ${amounts}.` };
  }
  return {
    status: 'unknown',
    message: `${whose(ask)} asks for ${amounts}, and what could not be told comes on top: ${untoldOf(ask)}.`,
  };
}

/** What a change asks for beside its quotas, in sentences. */
export function quotaChecks({ asks = [] }: Pick<ChangePlan, 'asks'>): Check[] {
  return asks.map(ask =>
    ask.over.length
      ? {
          status: 'warn',
          message: `${whose(ask)} asks for ${excessOf(ask)}; what is too much will not start.`,
        }
      : within(ask),
  );
}

const ASK_LESS =
  'Ask for less, or let it use more first (its plan or its quota)';

/** Whether a sentence is that refusal; over the scaffolder only its text comes back. */
export function isOverQuota(message: string): boolean {
  return message.includes(ASK_LESS);
}

/**
 * Refuses what would be committed and never start.
 *
 * @throws ConflictError that names each amount
 */
export function assertWithinQuotas({ asks = [] }: Pick<ChangePlan, 'asks'>) {
  const over = asks.filter(ask => ask.over.length);
  if (!over.length) return;
  const words = over.map(ask => `${whose(ask)} would ask for ${excessOf(ask)}`);
  throw new ConflictError(
    `${words.join('; ')}. ${ASK_LESS}; nothing was written.`,
  );
}
