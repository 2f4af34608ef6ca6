import {
  type CompareOptions,
  RuleBook,
} from '@slipway/backstage-plugin-contracts-node';
import { asyncPairs } from './__testUtils__/pairs';
import { asyncapiFormat } from './asyncapiFormat';

const book = RuleBook.create([asyncapiFormat]);

async function judge(before: string, after: string, options?: CompareOptions) {
  const [old, young] = await Promise.all([
    asyncapiFormat.parse(before),
    asyncapiFormat.parse(after),
  ]);
  return book.summarize(await asyncapiFormat.compare(old, young, options));
}

describe('pairs of AsyncAPI', () => {
  it.each(asyncPairs.map(pair => [pair.title, pair] as const))(
    '%s',
    async (_title, { before, after, verdict, rule }) => {
      const judged = await judge(before, after);

      expect(judged.verdict).toBe(verdict);
      expect(judged.changes.map(change => change.rule)).toEqual(
        expect.arrayContaining(rule ? [`asyncapi-${rule}`] : []),
      );
      for (const { message, before: old, after: young } of judged.changes) {
        expect(message).toMatch(/^[A-Z].*[^.]\.$/s);
        expect(message).not.toContain('undefined');
        expect(old ?? young).toBeDefined();
      }
      expect((await judge(after, after)).changes).toEqual([]);
      expect((await judge(before, before)).changes).toEqual([]);
      expect((await judge(after, before)).verdict).toMatch(/^[a-z]+$/);
    },
  );

  it.each(
    asyncPairs.flatMap(pair =>
      (['send', 'receive'] as const).flatMap(direction => {
        const expected = pair[direction];
        return expected
          ? [{ title: pair.title, direction, expected, pair }]
          : [];
      }),
    ),
  )(
    '$title: $expected for those who $direction',
    async ({ direction, expected, pair: { before, after } }) => {
      const { verdict } = await judge(before, after, { direction });
      expect(verdict).toBe(expected);
    },
  );

  it('name each rule that is not of schemas', async () => {
    const named = new Set<string>();
    for (const { before, after } of asyncPairs) {
      for (const { rule } of (await judge(before, after)).changes) {
        named.add(rule);
      }
    }
    const missing = asyncapiFormat.rules
      .map(({ id }) => id)
      .filter(id => !/-(sent|received)-/.test(id) && !named.has(id));
    // An ended comparison has a test of its own.
    expect(missing).toEqual(['asyncapi-not-compared']);
  });
});
