import { Budget, BudgetExceededError } from './Budget';
import { FORMAT_SAMPLES, FormatChecks, FREE_FORMATS } from './formats';
import { Judge } from './Judge';
import { Patterns } from './Patterns';
import { firstValue, NONE, type Solution } from './solution';

describe('Budget', () => {
  it('ends after so many steps', () => {
    const budget = new Budget({ steps: 3 });
    budget.spend(3);

    expect(() => budget.spend()).toThrow(BudgetExceededError);
    expect(() => budget.spend()).toThrow('the search ended after 3 steps');
  });

  it('ends after some time', () => {
    const budget = new Budget({ milliseconds: -1 });

    expect(() => budget.spend()).toThrow('the search ended after -1 ms');
  });

  it('ends when it is ended from outside', () => {
    const controller = new AbortController();
    const budget = new Budget({ signal: controller.signal });
    budget.spend();
    controller.abort();

    expect(() => budget.spend()).toThrow('the search was ended from outside');
  });

  it('is large enough for usual questions', () => {
    expect(() => new Budget().spend(100_000)).not.toThrow();
  });
});

describe('Patterns', () => {
  const patterns = new Patterns();

  it('builds each pattern once', () => {
    expect(patterns.get('^a+$')).toBe(patterns.get('^a+$'));
  });

  it.each([
    ['^a+$', 'aaa', true],
    ['^a+$', 'aab', false],
    ['a', 'bab', true],
    ['', 'anything', true],
    ['^\\d+(,\\d+)*$', '1,22,333', true],
  ])('has %s on %s as %j', (pattern, text, answer) => {
    expect(patterns.test(pattern, text)).toBe(answer);
  });

  it.each(['(?=a)', '(?<!a)b', '(a)\\1', '[', '(', 'a{2,1}'])(
    'does not claim to know %s',
    pattern => {
      expect(patterns.get(pattern)).toBeUndefined();
      expect(patterns.test(pattern, 'a')).toBeUndefined();
    },
  );

  it('takes no time with an expression that explodes', () => {
    const from = performance.now();

    expect(patterns.test('^(a+)+$', `${'a'.repeat(5_000)}b`)).toBe(false);
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

describe('FormatChecks', () => {
  const checks = new FormatChecks();

  it.each(Object.entries(FORMAT_SAMPLES))(
    'accepts its own samples of %s',
    (format, samples) => {
      for (const sample of samples) {
        expect({ sample, valid: checks.check(format, sample) }).toEqual({
          sample,
          valid: true,
        });
      }
    },
  );

  it.each([
    ['date', '2026-13-01'],
    ['date-time', '2026-01-01'],
    ['email', 'nobody'],
    ['uuid', '123'],
    ['ipv4', '1.2.3'],
    ['uri', 'no address'],
  ])('refuses what is no %s', (format, text) => {
    expect(checks.check(format, text)).toBe(false);
  });

  it('cannot tell about formats that it does not know, and long texts', () => {
    expect(checks.check('iban', 'DE00')).toBeUndefined();
    expect(checks.check('email', 'a'.repeat(1_000))).toBeUndefined();
    for (const format of FREE_FORMATS) {
      expect(checks.check(format, 'a')).toBeUndefined();
    }
  });
});

describe('Judge', () => {
  const judges = { patterns: new Patterns(), formats: new FormatChecks() };
  const judge = (schema: unknown, pointer = '') =>
    new Judge(schema, pointer, '2020-12', judges);

  it('has an opinion of its own', () => {
    expect(judge({ type: 'string' }).accepts('a')).toBe(true);
    expect(judge({ type: 'string' }).accepts(1)).toBe(false);
  });

  it('judges a place in a document', () => {
    const document = { $defs: { a: { const: 1 } } };

    expect(judge(document, '/$defs/a').accepts(1)).toBe(true);
    expect(judge(document, '/$defs/a').accepts(2)).toBe(false);
  });

  it.each<[string, unknown]>([
    ['a document that it refuses', { $ref: 'https://example.org/a' }],
    ['a pattern that cannot be decided', { pattern: '^(?=a)' }],
  ])('says nothing about %s', (_title, schema) => {
    expect(judge(schema).accepts('a')).toBeUndefined();
  });

  it('follows references to the own address of a document', () => {
    const schema = {
      $id: 'https://example.org/a',
      $ref: 'https://example.org/a#/$defs/b',
      $defs: { b: { const: 1 } },
    };

    expect(judge(schema).accepts(1)).toBe(true);
    expect(judge(schema).accepts(2)).toBe(false);
  });

  it('knows numbers of 32 bits', () => {
    expect(judge({ format: 'int32' }).accepts(2 ** 31)).toBe(false);
    expect(judge({ format: 'int32' }).accepts(1)).toBe(true);
  });
});

describe('firstValue', () => {
  const unknown: Solution = { status: 'unknown', why: 'a' };
  const guess: Solution = { status: 'unknown', why: 'b', guess: { value: 1 } };
  const value: Solution = { status: 'value', value: 2 };

  it.each<[string, Solution[], Solution]>([
    ['nothing is none', [], NONE],
    ['none is none', [NONE, NONE], NONE],
    ['a value is better than all', [unknown, guess, value], value],
    ['not known is worse than none', [NONE, unknown, NONE], unknown],
    ['a guess is better than no guess', [unknown, guess], guess],
    ['the first guess stays', [guess, unknown], guess],
  ])('of several solutions: %s', (_title, solutions, best) => {
    expect(firstValue(solutions)).toEqual(best);
  });

  it('looks at no more once a value is found', () => {
    function* solutions() {
      yield value;
      throw new Error('This is one too many.');
    }

    expect(firstValue(solutions())).toEqual(value);
  });
});
