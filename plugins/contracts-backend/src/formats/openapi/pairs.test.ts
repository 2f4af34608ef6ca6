import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import {
  type CompareOptions,
  RuleBook,
} from '@slipway/backstage-plugin-contracts-node';
import { openapiFormat } from './openapiFormat';
import { request, response } from './__testUtils__/documents';
import { operationPairs } from './__testUtils__/operationPairs';
import { schemaPairs } from './__testUtils__/schemaPairs';

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

const WORST_FIRST = ['breaking', 'unknown', 'risky', 'safe'];

async function withWorse(before: string, after: string, options: object) {
  return WORST_FIRST.indexOf((await judge(before, after, options)).verdict);
}

describe('pairs of operations in OpenAPI', () => {
  it.each(operationPairs.map(pair => [pair.title, pair] as const))(
    '%s',
    async (_title, { before, after, verdict, rule }) => {
      const judged = await judge(before, after);
      const rules = judged.changes.map(change => change.rule);

      expect(judged.verdict).toBe(verdict);
      expect(rules).toEqual(
        expect.arrayContaining(rule ? [`openapi-${rule}`] : []),
      );
      expect((await judge(after, after)).changes).toEqual([]);
      expect((await judge(before, before)).changes).toEqual([]);
      expect((await judge(after, before)).verdict).toMatch(/^[a-z]+$/);
    },
  );

  it.each(
    operationPairs.flatMap(pair =>
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
      expect((await judge(before, after, { direction })).verdict).toBe(
        expected,
      );
    },
  );

  it('are never worse for one direction than in all', async () => {
    for (const { before, after, verdict } of operationPairs) {
      const all = WORST_FIRST.indexOf(verdict);
      for (const direction of ['send', 'receive'] as const) {
        expect(
          await withWorse(before, after, { direction }),
        ).toBeGreaterThanOrEqual(all);
      }
    }
  });

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
    // An ended comparison has a test of its own.
    expect(missing).toEqual(['openapi-not-compared']);
  });
});
