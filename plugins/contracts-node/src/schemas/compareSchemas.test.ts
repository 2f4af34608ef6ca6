import { keywordRows } from './__testUtils__/keywordRows';
import { placeRows } from './__testUtils__/placeRows';
import { compare } from './__testUtils__/comparing';
import { object, text, whole, WORST_FIRST } from './__testUtils__/schemas';

const rows = [...keywordRows, ...placeRows];

const directed = rows.flatMap(row =>
  (['send', 'receive'] as const).map((direction, index) => ({
    ...row,
    direction,
    verdict: row.verdicts[index],
  })),
);

describe('compareSchemas', () => {
  it.each(directed)(
    'says what $title means for who has to $direction',
    ({ before, after, direction, verdict, kinds, field, dialect }) => {
      const changes = compare(before, after, { direction, dialect });
      const worst = WORST_FIRST.find(each =>
        changes.some(change => change.verdict === each),
      );
      const prefix = direction === 'send' ? 'sent' : 'received';
      const expected = kinds.map(kind => `json-schema-${prefix}-${kind}`);

      expect(worst).toBe(verdict);
      expect(expected.some(id => changes.some(({ rule }) => rule === id))).toBe(
        true,
      );
      for (const { rule, subject, message } of changes) {
        expect(expected).toContain(rule);
        expect(subject?.field).toBe(field);
        expect(message).toMatch(/^[A-Z].*\.$/);
      }
    },
  );

  it.each(rows)(
    'finds nothing between $title and itself',
    ({ after, dialect }) => {
      for (const direction of ['send', 'receive'] as const) {
        expect(
          compare(after, structuredClone(after), { direction, dialect }),
        ).toEqual([]);
      }
    },
  );

  it.each(directed.filter(({ verdict }) => verdict === 'breaking'))(
    'shows a value for $title to who has to $direction, where values decide',
    ({ before, after, direction, dialect }) => {
      const changes = compare(before, after, { direction, dialect });
      const breaking = changes.filter(({ verdict }) => verdict === 'breaking');
      // What has no value is a name or a format that is gone.
      const withoutValue = breaking.filter(
        ({ rule, counterExample }) =>
          !counterExample &&
          !/removed|format|alternative|composition/.test(rule),
      );

      expect(withoutValue).toEqual([]);
    },
  );

  it('shows a value that is accepted by one side and refused by the other', () => {
    const [change] = compare(
      object({ a: { ...whole, maximum: 9 } }),
      object({ a: { ...whole, maximum: 5 } }),
    );

    expect(change).toEqual({
      rule: 'json-schema-sent-bound-tightened',
      verdict: 'breaking',
      message: 'In the order, a is bounded by maximum 5, which was 9.',
      before: { path: '#/properties/a', text: '9' },
      after: { path: '#/properties/a', text: '5' },
      direction: 'send',
      subject: { field: 'a', hits: 'who-uses' },
      counterExample: { value: expect.any(Number) },
    });
    const { value } = change.counterExample as { value: number };
    expect(value).toBeGreaterThan(5);
    expect(value).toBeLessThanOrEqual(9);
  });

  it('shows an object without what became required', () => {
    const before = object({ a: text, b: whole }, { required: ['b'] });
    const [change] = compare(before, { ...before, required: ['a', 'b'] });

    expect(change.counterExample).toEqual({ value: { b: 0 } });
    expect(change.subject).toEqual({ field: 'a', hits: 'who-omits' });
  });

  it('calls a bound safe that other keywords imply', () => {
    const before = object({ a: { ...text, enum: ['a', 'bb'] } });
    const after = object({ a: { ...text, enum: ['a', 'bb'], maxLength: 5 } });

    expect(compare(before, after).map(({ verdict }) => verdict)).toEqual([
      'safe',
    ]);
  });

  it('does not count what neither side can have', () => {
    const impossible = { ...text, minLength: 5, maxLength: 2 };
    const changes = compare(impossible, { ...impossible, maxLength: 1 });

    expect(changes.map(({ verdict }) => verdict)).toEqual(['safe']);
  });

  it('says unknown where the comparison was ended and no keyword tells', () => {
    const changes = compare(
      { ...text, pattern: '^a' },
      { ...text, pattern: '^b' },
      { signal: AbortSignal.abort() },
    );

    expect(changes).toEqual([
      expect.objectContaining({
        verdict: 'unknown',
        message: expect.stringContaining('the comparison was ended'),
      }),
    ]);
  });
});
