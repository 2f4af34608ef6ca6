import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import {
  type CompareOptions,
  RuleBook,
} from '@slipway/backstage-plugin-contracts-node';
import { openapiFormat } from './openapiFormat';
import { request, response } from './pairs/documents';
import { operationPairs } from './pairs/operationPairs';
import { schemaPairs } from './pairs/schemaPairs';

const book = RuleBook.create([openapiFormat]);

async function judge(before: string, after: string, options?: CompareOptions) {
  const [old, young] = await Promise.all([
    openapiFormat.parse(before),
    openapiFormat.parse(after),
  ]);
  return book.summarize(await openapiFormat.compare(old, young, options));
}

const sides = { send: request, receive: response };
const rows = schemaPairs.flatMap(pair =>
  (['send', 'receive'] as const).map(
    (direction): [string, ContractDirection, (typeof schemaPairs)[number]] => [
      pair.title,
      direction,
      pair,
    ],
  ),
);

describe('pairs of schemas in OpenAPI', () => {
  it.each(rows)('%s, for those who %s', async (_title, direction, pair) => {
    const write = sides[direction];
    const before = write(pair.before, pair.more);
    const after = write(pair.after, pair.moreAfter);
    const other = direction === 'send' ? 'receive' : 'send';

    expect((await judge(before, after)).verdict).toBe(pair[direction]);
    expect((await judge(before, after, { direction })).verdict).toBe(
      pair[direction],
    );
    expect((await judge(before, after, { direction: other })).verdict).toBe(
      'safe',
    );
  });

  it.each(rows)(
    '%s, for those who %s: no change to itself',
    async (_title, direction, pair) => {
      const document = sides[direction](pair.after, pair.moreAfter);
      expect((await judge(document, document)).changes).toEqual([]);
    },
  );

  it('have words in full for each change', async () => {
    for (const [, direction, pair] of rows) {
      const { changes } = await judge(
        sides[direction](pair.before, pair.more),
        sides[direction](pair.after, pair.moreAfter),
      );
      for (const { message, subject, before, after } of changes) {
        expect(message).toMatch(/^[A-Z].*[^.]\.$/s);
        expect(message).not.toContain('undefined');
        expect(before ?? after).toBeDefined();
        expect(subject?.operation ?? 'POST /payments').toBe('POST /payments');
      }
    }
  });
});

describe('pairs of operations in OpenAPI', () => {
  it.each(operationPairs.map(pair => [pair.title, pair] as const))(
    '%s',
    async (_title, { before, after, verdict, rule, ...directed }) => {
      const judged = await judge(before, after);
      const rules = judged.changes.map(change => change.rule);

      expect({ verdict: judged.verdict, rules }).toEqual({
        verdict,
        rules: rule ? expect.arrayContaining([`openapi-${rule}`]) : rules,
      });
      for (const direction of ['send', 'receive'] as const) {
        const expected = directed[direction] ?? verdict;
        const one = await judge(before, after, { direction });
        const worse = ['breaking', 'unknown', 'risky', 'safe'];
        expect(worse.indexOf(one.verdict)).toBeGreaterThanOrEqual(
          worse.indexOf(expected),
        );
        if (directed[direction]) {
          expect({ direction, verdict: one.verdict }).toEqual({
            direction,
            verdict: expected,
          });
        }
      }
      expect((await judge(after, after)).changes).toEqual([]);
      expect((await judge(before, before)).changes).toEqual([]);
      expect((await judge(after, before)).verdict).toMatch(/^[a-z]+$/);
    },
  );

  it('name each rule that is not of schemas', async () => {
    const named = new Set<string>();
    for (const { before, after } of operationPairs) {
      for (const { rule } of (await judge(before, after)).changes) {
        named.add(rule);
      }
    }
    const missing = openapiFormat.rules
      .map(({ id }) => id)
      .filter(id => !/-(request|response)-/.test(id) && !named.has(id));
    // An ended comparison, and what leads out of the document, have tests of their own.
    expect(missing).toEqual(
      [
        'openapi-parameter-optional',
        'openapi-reference-unknown',
        'openapi-not-compared',
      ].filter(id => missing.includes(id)),
    );
  });
});
