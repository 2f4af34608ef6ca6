import { compare } from './__testUtils__/comparing';
import { type Fields, object, text, whole } from './__testUtils__/schemas';

describe('references', () => {
  const shared = (own: unknown, name = 'A') => ({
    properties: {
      one: { $ref: `#/$defs/${name}` },
      two: { $ref: `#/$defs/${name}` },
    },
    $defs: { [name]: object({ a: own }) },
  });

  it('may have other names', () => {
    expect(compare(shared(text, 'A'), shared(text, 'B'))).toEqual([]);
  });

  it('may be written out', () => {
    const inline = {
      properties: { one: object({ a: text }), two: object({ a: text }) },
    };

    expect(compare(shared(text), inline)).toEqual([]);
    expect(compare(inline, shared(text))).toEqual([]);
  });

  it('are told at each place that uses them', () => {
    expect(
      compare(shared(text), shared(whole)).map(({ subject }) => subject?.field),
    ).toEqual(['one.a', 'two.a']);
  });

  it('may lead in a circle', () => {
    const list = (own: unknown) => ({
      $ref: '#/$defs/list',
      $defs: {
        list: object({ value: own, next: { $ref: '#/$defs/list' } }),
      },
    });

    expect(compare(list(text), list(text))).toEqual([]);
    expect(
      compare(list(text), list(whole)).map(({ subject }) => subject?.field),
    ).toEqual(['value']);
  });

  it('may lead in a circle on one side only', () => {
    const endless = {
      $ref: '#/$defs/a',
      $defs: { a: object({ a: { $ref: '#/$defs/a' } }) },
    };
    const two = object({ a: object({ a: { type: 'object' } }) });

    expect(() => compare(endless, two)).not.toThrow();
    expect(() => compare(two, endless)).not.toThrow();
  });

  it('may lead in a circle through alternatives', () => {
    const tree = (own: unknown) => ({
      $ref: '#/$defs/node',
      $defs: {
        node: {
          oneOf: [
            { title: 'leaf', ...object({ leaf: own }) },
            {
              title: 'branch',
              ...object({
                left: { $ref: '#/$defs/node' },
                right: { $ref: '#/$defs/node' },
              }),
            },
          ],
        },
      },
    });

    expect(compare(tree(text), tree(text))).toEqual([]);
    expect(
      compare(tree(text), tree(whole)).some(
        ({ verdict }) => verdict === 'breaking',
      ),
    ).toBe(true);
  });

  it('that join what refers back to them come to an end', () => {
    const pets = (more: Fields) => ({
      $ref: '#/$defs/Pet',
      $defs: {
        Pet: { ...object({ kind: text, ...more }) },
        Cat: { allOf: [{ $ref: '#/$defs/Pet' }, object({ lives: whole })] },
      },
    });
    const choice = (more: Fields) => {
      const all = pets(more);
      return {
        ...all,
        $defs: {
          ...all.$defs,
          Pet: { ...all.$defs.Pet, oneOf: [{ $ref: '#/$defs/Cat' }] },
        },
      };
    };

    expect(() => compare(pets({}), choice({}))).not.toThrow();
    expect(() => compare(choice({}), pets({ b: text }))).not.toThrow();
    expect(compare(choice({}), choice({}))).toEqual([]);
  });

  it('out of the document are unknown unless they stay the same', () => {
    const out = (name: string) => ({ $ref: `https://example.org/${name}` });

    expect(compare(out('a'), out('a'))).toEqual([]);
    expect(compare(out('a'), out('b'))).toEqual([
      expect.objectContaining({
        rule: 'json-schema-sent-reference-changed',
        verdict: 'unknown',
      }),
    ]);
    expect(compare(out('a'), text)[0].verdict).toBe('unknown');
    expect(compare(text, out('a'))[0].verdict).toBe('unknown');
  });
});
