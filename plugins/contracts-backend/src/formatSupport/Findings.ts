import type {
  ContractChange,
  ContractDirection,
  ContractPlace,
  ContractRole,
  ContractRule,
  ContractSubject,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import {
  CONTRACT_DIRECTIONS,
  CONTRACT_ROLES,
} from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions } from '@slipway/backstage-plugin-contracts-node';

/** For whom a comparison judges. */
export type Audience = ContractDirection | ContractRole;

/** What was found, before it is judged for anybody. */
export interface Finding {
  rule: string;
  message: string;
  before?: ContractPlace;
  after?: ContractPlace;
  subject?: ContractSubject;
  counterExample?: { value: unknown };
  /** Whom it concerns; all that the rule names unless told. */
  only?: readonly Audience[];
  /** What it counts as where the rule says that it is not safe. */
  verdict?: ContractVerdict;
}

/** The directions that are asked for; a role stands for its direction. */
export function directionsOf({
  direction,
  role,
}: CompareOptions = {}): readonly ContractDirection[] {
  if (direction) return [direction];
  if (role === 'reader') return ['receive'];
  return role === 'writer' ? ['send'] : CONTRACT_DIRECTIONS;
}

/** The roles that are asked for; a direction stands for those who act in it. */
export function rolesOf(
  { direction, role }: CompareOptions = {},
  known: readonly ContractRole[] = CONTRACT_ROLES,
): readonly ContractRole[] {
  if (role) return known.filter(each => each === role);
  if (direction === 'send') return known.filter(each => each !== 'reader');
  return direction === 'receive'
    ? known.filter(each => each !== 'writer')
    : known;
}

function isDirection(member: Audience): member is ContractDirection {
  return (CONTRACT_DIRECTIONS as readonly string[]).includes(member);
}

/** Turns what was found into changes, judged by rules for an audience. */
export class Findings {
  readonly #rules: ReadonlyMap<string, ContractRule>;
  readonly #audience: readonly Audience[];
  readonly #signal?: AbortSignal;
  readonly changes: ContractChange[] = [];

  constructor(
    rules: readonly ContractRule[],
    audience: readonly Audience[],
    signal?: AbortSignal,
  ) {
    this.#rules = new Map(rules.map(rule => [rule.id, rule]));
    this.#audience = audience;
    this.#signal = signal;
  }

  /** Whether the comparison was ended from outside. */
  get ended(): boolean {
    return this.#signal?.aborted === true;
  }

  /** Whether it is judged for one of them. */
  concerns(member: Audience): boolean {
    return this.#audience.includes(member);
  }

  add({ only, verdict, ...finding }: Finding): void {
    const rule = this.#rules.get(finding.rule);
    if (!rule) throw new Error(`There is no rule '${finding.rule}'`);
    const judged = this.#audience.flatMap(member => {
      const asked = rule.verdicts[member] ?? 'safe';
      const concerned = !only || only.includes(member);
      return concerned && asked !== 'safe'
        ? [{ member, verdict: verdict ?? asked }]
        : [];
    });
    const harmful = judged.filter(each => each.verdict !== 'safe');
    if (!harmful.length) {
      const { counterExample: _none, ...rest } = finding;
      this.changes.push({ ...rest, verdict: 'safe' });
      return;
    }
    const everybody =
      harmful.length === 2 &&
      harmful.every(each => isDirection(each.member)) &&
      harmful[0].verdict === harmful[1].verdict;
    if (everybody) {
      this.changes.push({ ...finding, verdict: harmful[0].verdict });
      return;
    }
    for (const each of harmful) {
      this.changes.push({
        ...finding,
        verdict: each.verdict,
        ...(isDirection(each.member)
          ? { direction: each.member }
          : { role: each.member }),
      });
    }
  }
}
