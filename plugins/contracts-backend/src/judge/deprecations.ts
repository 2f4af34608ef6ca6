import type {
  ContractElement,
  Deprecation,
} from '@slipway/backstage-plugin-contracts-common';
import type { VersionRow } from '../database/rows';
import { sameOperation } from '../needs/operations';
import { byPrecedence } from '../policy/versions';
import type { DocumentFacts } from '../versions/DocumentStore';
import { affects } from '../needs/affects';
import type { JudgedConsumer } from './ConsumersJudge';

const DAY_MS = 86_400_000;

/** What is looked at. */
export interface DeprecationsInput {
  versions: readonly VersionRow[];
  facts: ReadonlyMap<string, DocumentFacts>;
  consumers: readonly JudgedConsumer[];
  now: number;
}

function sameElement(a: ContractElement, b: ContractElement): boolean {
  return sameOperation(a.operation, b.operation) && a.field === b.field;
}

/** The first version of those that deprecate it without a break until now. */
function sinceVersion(
  element: ContractElement,
  newestFirst: readonly VersionRow[],
  facts: DeprecationsInput['facts'],
): VersionRow | undefined {
  let since: VersionRow | undefined;
  for (const row of newestFirst) {
    const found = facts
      .get(row.digest)
      ?.outline?.elements.find(each => sameElement(each, element));
    if (!found?.deprecated) break;
    since = row;
  }
  return since;
}

/** Whole days until the end of a date; negative when it has passed. */
export function daysUntil(date: string, now: number): number {
  return Math.ceil((Date.parse(date) - now) / DAY_MS);
}

type Users = Deprecation['consumers'];

/** What is only ever sent concerns nobody who reads. */
const SENT = /parameter|argument|input/;

function usersOf(
  { operation, field, kind }: ContractElement,
  consumers: readonly JudgedConsumer[],
): Users {
  return consumers.flatMap(({ entityRef, version, uses, evidence }): Users => {
    // Who declared to need it without saying what, needs all of it.
    const isDeclared =
      evidence.includes('declared') || evidence.includes('pact');
    if (!uses) return [{ entityRef, version, certain: isDeclared }];
    const removed = {
      ...{ rule: '', verdict: 'breaking' as const, message: '' },
      subject: { operation, field },
      ...(SENT.test(kind) && { direction: 'send' as const }),
    };
    return affects(removed, { uses })
      ? [{ entityRef, version, certain: true }]
      : [];
  });
}

/** What the newest version says will go away, soonest first, with who still uses it. */
export function deprecationsOf({
  versions,
  facts,
  consumers,
  now,
}: DeprecationsInput): Deprecation[] {
  const newestFirst = [...versions]
    .sort((a, b) => byPrecedence(toVersioned(a), toVersioned(b)))
    .reverse();
  const outline = newestFirst.length
    ? facts.get(newestFirst[0].digest)?.outline
    : undefined;
  const found = (outline?.elements ?? [])
    .filter(({ deprecated }) => deprecated)
    .map((element): Deprecation => {
      const since = sinceVersion(element, newestFirst, facts);
      const { operation, field, title, advice, sunset } = element;
      return {
        ...{ operation, consumers: usersOf(element, consumers) },
        ...{ ...(field && { field }), ...(title && { title }) },
        ...(advice && { advice }),
        ...(since && { since: since.version, sinceAt: since.published_at }),
        ...(sunset && { sunset, daysLeft: daysUntil(sunset, now) }),
      };
    });
  return found.sort(
    (a, b) => (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity),
  );
}

/** What the order of versions needs of a row. */
export function toVersioned({ version, published_at }: VersionRow) {
  return { version, publishedAt: published_at };
}
