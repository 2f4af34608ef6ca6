import { rules } from './__testUtils__/comparing';
import { Decisions } from './Decisions';
import { TooLargeError } from './bundleSchema';
import { joinField, listed, short } from './Finding';
import { messageOf } from './messages';
import {
  SCHEMA_CHANGE_KINDS,
  type SchemaChangeKind,
} from './schemaChangeKinds';

const kinds = Object.keys(SCHEMA_CHANGE_KINDS) as SchemaChangeKind[];
const words = {
  who: 'Callers',
  where: 'POST /orders',
  what: 'amount',
  detail: "'a'",
};

describe('SchemaRules', () => {
  it.each(kinds)('have a rule for %s in both directions', kind => {
    const [sent, received] = (['send', 'receive'] as const).map(direction =>
      rules.rule(kind, direction),
    );

    expect(sent.id).toBe(`json-schema-sent-${kind}`);
    expect(received.id).toBe(`json-schema-received-${kind}`);
    expect(Object.keys(sent.verdicts)).toEqual(['send']);
    expect(Object.keys(received.verdicts)).toEqual(['receive']);
    for (const { title, why, formats } of [sent, received]) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
      expect(formats).toEqual(['json-schema']);
    }
  });

  it('are all of them, each once', () => {
    expect(rules.all).toHaveLength(kinds.length * 2);
    expect(new Set(rules.all.map(({ id }) => id)).size).toBe(kinds.length * 2);
  });

  it('say which kind has no rule', () => {
    expect(() => rules.rule('nothing' as SchemaChangeKind, 'send')).toThrow(
      "There is no rule for 'nothing'",
    );
  });

  it('never call safe in both directions what harms in one', () => {
    const opposites: [SchemaChangeKind, SchemaChangeKind][] = [
      ['property-required', 'property-optional'],
      ['null-refused', 'null-accepted'],
      ['enum-value-removed', 'enum-value-added'],
      ['values-listed', 'values-freed'],
      ['bound-tightened', 'bound-loosened'],
      ['alternative-removed', 'alternative-added'],
      ['closed-to-others', 'opened-to-others'],
    ];
    for (const [narrower, wider] of opposites) {
      expect(rules.rule(narrower, 'send').verdicts.send).toBe('breaking');
      expect(rules.rule(narrower, 'receive').verdicts.receive).toBe('safe');
      expect(rules.rule(wider, 'send').verdicts.send).toBe('safe');
      expect(rules.rule(wider, 'receive').verdicts.receive).not.toBe('safe');
    }
  });
});

describe('messageOf', () => {
  it.each(kinds)('says %s in a sentence for both directions', kind => {
    for (const direction of ['send', 'receive'] as const) {
      const sentence = messageOf({ kind }, direction, words);

      expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
      expect(sentence).toContain('POST /orders');
      expect(sentence).toContain('amount');
      expect(sentence).not.toContain('undefined');
    }
  });

  it.each<[SchemaChangeKind, 'send' | 'receive', string]>([
    [
      'enum-value-removed',
      'send',
      "Callers may no longer send amount 'a' in POST /orders.",
    ],
    [
      'enum-value-added',
      'receive',
      "In POST /orders, amount may be 'a' now, which is new.",
    ],
    [
      'property-required',
      'send',
      'Callers must now send amount in POST /orders.',
    ],
    [
      'property-optional',
      'receive',
      'In POST /orders, amount may be missing now.',
    ],
    ['null-accepted', 'receive', 'In POST /orders, amount may be null now.'],
  ])('says %s for who %s', (kind, direction, sentence) => {
    expect(messageOf({ kind }, direction, words)).toBe(sentence);
  });

  it('adds why something could not be told', () => {
    expect(
      messageOf({ kind: 'pattern-changed', why: 'a reason' }, 'send', {
        ...words,
        detail: 'from a to b',
      }),
    ).toBe(
      'In POST /orders, the pattern of amount changed from a to b. What that means could not be told: a reason.',
    );
  });
});

describe('words of values', () => {
  it.each([
    ['a', "'a'"],
    [1, '1'],
    [null, 'null'],
    [{ b: 1, a: [2] }, '{"a":[2],"b":1}'],
  ])('%j is %s', (value, text) => {
    expect(short(value)).toBe(text);
  });

  it('are cut where they are long', () => {
    expect(short('x'.repeat(200))).toHaveLength(80);
    expect(short('x'.repeat(200))).toMatch(/…$/);
  });

  it('are counted where there are many', () => {
    expect(listed(['a', 'b'])).toBe("'a', 'b'");
    expect(listed([1, 2, 3, 4, 5, 6, 7, 8])).toBe(
      '1, 2, 3, 4, 5, 6 and 2 more',
    );
  });

  it.each([
    ['', 'a', 'a'],
    ['a', 'b', 'a.b'],
    ['a', '[]', 'a[]'],
    ['', '[]', '[]'],
    ['a[]', 'b', 'a[].b'],
    ['a', '*', 'a.*'],
    ['a', '', 'a'],
  ])('join %j and %j as %j', (field, step, joined) => {
    expect(joinField(field, step)).toBe(joined);
  });
});

describe('Decisions', () => {
  const wide = { type: 'string' };
  const narrow = { type: 'string', maxLength: 1 };

  it('ask the engine', () => {
    const decisions = new Decisions();

    expect(
      decisions.decide(
        () => narrow,
        () => wide,
      ),
    ).toEqual({ status: 'included' });
    expect(
      decisions.decide(
        () => wide,
        () => narrow,
      ).status,
    ).toBe('not-included');
  });

  it('answer equal questions with the same answer', () => {
    const decisions = new Decisions();
    const ask = () =>
      decisions.decide(
        () => ({ ...wide }),
        () => ({ ...narrow }),
      );

    expect(ask()).toBe(ask());
  });

  it('are not asked any more once the comparison was ended', () => {
    const inner = jest.fn();
    const decisions = new Decisions(AbortSignal.abort());

    expect(decisions.decide(inner, inner)).toEqual({
      status: 'cannot-decide',
      why: 'the comparison was ended',
    });
    expect(inner).not.toHaveBeenCalled();
  });

  it('say what is too large', () => {
    const tooLarge = () => {
      throw new TooLargeError('the schema is too large for one question');
    };
    const decisions = new Decisions();

    expect(decisions.decide(tooLarge, () => wide)).toEqual({
      status: 'cannot-decide',
      why: 'the schema is too large for one question',
    });
    expect(decisions.isSame(tooLarge, () => wide)).toBe(false);
  });

  it('let all other errors through', () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    const decisions = new Decisions();

    expect(() => decisions.decide(broken, () => wide)).toThrow('broken');
    expect(() => decisions.isSame(broken, () => wide)).toThrow('broken');
  });

  it('take schemas for the same whatever their order', () => {
    expect(
      new Decisions().isSame(
        () => ({ a: 1, b: 2 }),
        () => ({ b: 2, a: 1 }),
      ),
    ).toBe(true);
  });
});
