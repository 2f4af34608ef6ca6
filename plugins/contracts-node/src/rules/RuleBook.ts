import { createHash } from 'node:crypto';
import {
  bumpOfVerdict,
  type Comparison,
  type ContractChange,
  type ContractRule,
  largestBump,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '../format';

function digestOf(rules: readonly ContractRule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(sorted))
    .digest('hex')
    .slice(0, 12);
}

/** The rules of some formats together. @public */
export class RuleBook {
  readonly #byId: ReadonlyMap<string, ContractRule>;
  /** Which rules judge: it changes with each rule. */
  readonly version: string;

  private constructor(readonly rules: readonly ContractRule[]) {
    this.#byId = new Map(rules.map(rule => [rule.id, rule]));
    // People read how many there are; programs see by the digest that one changed.
    this.version = `${rules.length}-${digestOf(rules)}`;
  }

  /** @throws Error when two formats have a rule of the same id */
  static create(formats: readonly Pick<ContractFormat, 'rules'>[]): RuleBook {
    const book = new RuleBook([
      ...new Set(formats.flatMap(({ rules }) => rules)),
    ]);
    if (book.#byId.size < book.rules.length) {
      const twice = book.rules.find(rule => book.#byId.get(rule.id) !== rule);
      throw new Error(`There are two rules '${twice?.id}'`);
    }
    return book;
  }

  /** The rule of an id. */
  rule(id: string): ContractRule {
    const rule = this.#byId.get(id);
    if (!rule) {
      throw new Error(`There is no rule '${id}'`);
    }
    return rule;
  }

  /** Sums up changes: the worst verdict, and the bump they need together. */
  summarize(changes: readonly ContractChange[]): Comparison {
    return {
      verdict: worstVerdict(changes.map(({ verdict }) => verdict)),
      requiredBump: largestBump(
        changes.map(({ rule, verdict }) =>
          bumpOfVerdict(verdict, this.rule(rule).bumpWhenSafe),
        ),
      ),
      ruleset: this.version,
      changes: [...changes],
    };
  }
}
