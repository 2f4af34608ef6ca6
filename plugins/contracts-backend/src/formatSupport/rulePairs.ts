// A suite is written here and run by each format, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title */
import type {
  ContractChange,
  ContractDocument,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type CompareOptions,
  type ContractFormat,
  RuleBook,
} from '@slipway/backstage-plugin-contracts-node';

/** Two documents, and what is to be found between them. */
export interface RulePair extends Omit<CompareOptions, 'signal'> {
  title: string;
  before: ContractDocument;
  after: ContractDocument;
  /** Ids of rules, without the prefix of the format. */
  rules: readonly string[];
  verdict: ContractVerdict;
  /** What one of the changes has to hold. */
  change?: Partial<ContractChange>;
}

/** Reads and compares as a caller of the format does. */
export async function changesBetween(
  format: ContractFormat,
  before: ContractDocument,
  after: ContractDocument,
  options?: CompareOptions,
): Promise<ContractChange[]> {
  const [old, young] = await Promise.all([
    format.parse(before),
    format.parse(after),
  ]);
  return format.compare(old, young, options);
}

async function judge(format: ContractFormat, pair: RulePair) {
  const { before, after, direction, role } = pair;
  const changes = await changesBetween(format, before, after, {
    ...(direction && { direction }),
    ...(role && { role }),
  });
  return RuleBook.create([format]).summarize(changes);
}

/** Holds a format against pairs, and the pairs against the rules: each rule has one. */
export function rulePairsSuite(
  format: ContractFormat,
  pairs: readonly RulePair[],
  /** The rules that these pairs have to hit; all unless told. */
  covers: (rule: string) => boolean = () => true,
): void {
  const prefix = `${format.id}-`;
  // A format may share rules of another, which are named whole.
  const idOf = (rule: string) =>
    format.rules.some(({ id }) => id === rule) ? rule : prefix + rule;

  describe(`pairs of ${format.title}`, () => {
    it.each(pairs.map(pair => [pair.title, pair] as const))(
      'are judged: %s',
      async (_title, pair) => {
        const { verdict, changes } = await judge(format, pair);

        expect({
          verdict,
          rules: [...new Set(changes.map(({ rule }) => rule))].sort(),
        }).toEqual({
          verdict: pair.verdict,
          rules: pair.rules.map(idOf).sort(),
        });
        expect(changes).toContainEqual(
          expect.objectContaining(pair.change ?? {}),
        );
        for (const { message, before, after } of changes) {
          expect(message).toMatch(/^\S.*\.$/s);
          expect(before ?? after).toBeDefined();
        }
      },
    );

    it('say nothing between equal documents, and something when swapped', async () => {
      for (const pair of pairs) {
        const { before, after } = pair;
        expect(await changesBetween(format, after, after)).toEqual([]);
        const swapped = { ...pair, before: after, after: before };
        expect((await judge(format, swapped)).verdict).toMatch(/^[a-z]+$/);
      }
    });

    it('hit each rule', () => {
      const hit = new Set(pairs.flatMap(({ rules }) => rules));
      const missed = format.rules
        .filter(({ id }) => id.startsWith(prefix))
        .map(({ id }) => id.slice(prefix.length))
        // What was not compared is tried by ending a comparison.
        .filter(id => covers(id) && !hit.has(id) && id !== 'not-compared');
      expect(missed).toEqual([]);
    });
  });
}
