import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ContractState,
  ContractSummary,
  Deprecation,
} from '@slipway/backstage-plugin-contracts-common';
import type { KeptSummary } from '../states/StateStore';
import type { ContractAuthorizer } from './ContractAuthorizer';

const REASONS: Readonly<Record<ContractState, string>> = {
  breaks: 'The newest version would break a consumer that you may not see.',
  unknown:
    'What the newest version does to a consumer that you may not see could not be told.',
  risky: 'The newest version may surprise a consumer that you may not see.',
  fine: 'All that is live gets what it needs.',
};

const GAPS: Readonly<Partial<Record<string, string>>> = {
  'would-break': 'The newest version breaks a consumer that you may not see.',
  'unknown-consumers':
    'A consumer that you may not see never declared what is used.',
  'no-contract': 'Somebody that you may not see calls it without a contract.',
};

/** What one caller may see of the entities that an answer is about. */
export class Sight {
  /** Absent when it may see all. */
  readonly #seen: ReadonlySet<string> | undefined;

  private constructor(seen: ReadonlySet<string> | undefined) {
    this.#seen = seen;
  }

  /** @param refs - asked for only when the answer depends on the entity */
  static async of(
    authorizer: Pick<ContractAuthorizer, 'readable'>,
    refs: () => readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Sight> {
    const seen = await authorizer.readable(async () => refs(), credentials);
    return new Sight(seen && new Set(seen));
  }

  sees(entityRef: string): boolean {
    return !this.#seen || this.#seen.has(entityRef);
  }

  /** Those that may be seen, and how many may not. */
  split<T extends { entityRef: string }>(
    items: readonly T[],
  ): { items: T[]; hidden: T[] } {
    return {
      items: items.filter(each => this.sees(each.entityRef)),
      hidden: items.filter(each => !this.sees(each.entityRef)),
    };
  }

  /** A state without the names of those that may not be seen. */
  summary({ mentions, ...summary }: KeptSummary): ContractSummary {
    const { state, stateReason, seenOnly } = summary;
    const names = (refs: readonly string[] = []) =>
      refs.every(ref => this.sees(ref));
    const reason = seenOnly ? GAPS['no-contract']! : REASONS[state];
    return {
      ...summary,
      providers: summary.providers.filter(ref => this.sees(ref)),
      stateReason: names(mentions?.state) ? stateReason : reason,
      gaps: summary.gaps.map((each, index) => ({
        gap: each.gap,
        message: names(mentions?.gaps[index])
          ? each.message
          : (GAPS[each.gap] ?? each.message),
      })),
    };
  }

  /** What goes away, with those of its users that may be seen. */
  deprecations<T extends Deprecation>(items: readonly T[]): T[] {
    return items.map(each => {
      const { items: consumers, hidden } = this.split(each.consumers);
      return {
        ...{ ...each, consumers },
        ...(hidden.length && { hiddenConsumers: hidden.length }),
      };
    });
  }
}
