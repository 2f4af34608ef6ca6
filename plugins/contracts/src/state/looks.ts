import type {
  CanIAnswer,
  ContractState,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { Effect } from './effect';
import type { IconName, ToneName } from '@slipway/backstage-plugin-kit-react';

/** How a meaning looks: colour and icon; the word comes from the translation. */
export interface Look {
  tone: ToneName;
  icon: IconName;
}

const BAD: Look = { tone: 'critical', icon: 'error' };
const LOOK: Look = { tone: 'warning', icon: 'problem' };
const BLIND: Look = { tone: 'idle', icon: 'help' };
const FINE: Look = { tone: 'ok', icon: 'checkOutline' };

/** Of those whom the person may not see: neither good nor bad. */
export const HIDDEN_LOOK: Look = { tone: 'idle', icon: 'lock' };

/** Of a change, worst first on the screen. */
export const VERDICT_LOOKS: Readonly<Record<ContractVerdict, Look>> = {
  ...{ breaking: BAD, risky: LOOK, unknown: BLIND },
  safe: { tone: 'ok', icon: 'check' },
};

/** Of what a version does to a consumer. */
export const EFFECT_LOOKS: Readonly<Record<Effect, Look>> = {
  ...{ breaking: BAD, unknown: BLIND, risky: LOOK, safe: FINE },
  untouched: { tone: 'idle', icon: 'check' },
};

/** Of an integration point. */
export const STATE_LOOKS: Readonly<Record<ContractState, Look>> = {
  ...{ breaks: BAD, unknown: BLIND, risky: LOOK, fine: FINE },
};

/** Of an answer to whether a version may go on. */
export const ANSWER_LOOKS: Readonly<Record<CanIAnswer, Look>> = {
  blocked: { tone: 'critical', icon: 'block' },
  ...{ unknown: BLIND, allowed: FINE },
};

/** Worst first. */
export const VERDICT_ORDER: readonly ContractVerdict[] = [
  ...(['breaking', 'unknown', 'risky', 'safe'] as const),
];
