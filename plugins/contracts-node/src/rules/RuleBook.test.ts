import { jsonSchemaFormat } from '../jsonSchema/jsonSchemaFormat';
import { RuleBook } from './RuleBook';

const book = RuleBook.create([jsonSchemaFormat]);
const [first] = jsonSchemaFormat.rules;

describe('RuleBook', () => {
  it('has the rules of its formats, and one that is shared once', () => {
    const twice = RuleBook.create([jsonSchemaFormat, jsonSchemaFormat]);

    expect(twice.rules).toEqual(jsonSchemaFormat.rules);
    expect(twice.version).toBe(book.version);
  });

  it('refuses two rules of one name', () => {
    const other = { rules: [{ ...first }] };

    expect(() => RuleBook.create([jsonSchemaFormat, other])).toThrow(
      `There are two rules '${first.id}'`,
    );
  });

  it('finds a rule by its id, and says which one is missing', () => {
    expect(book.rule(first.id)).toBe(first);
    expect(() => book.rule('nothing')).toThrow("There is no rule 'nothing'");
  });

  it('has another version when one rule says something else', () => {
    const changed = RuleBook.create([{ rules: [{ ...first, why: 'So.' }] }]);

    expect(book.version).toMatch(/^\d+-[0-9a-f]{12}$/);
    expect(changed.version).toMatch(/^1-/);
    expect(changed.version).not.toBe(
      RuleBook.create([{ rules: [first] }]).version,
    );
  });
});

describe('a summary', () => {
  const rule = 'json-schema-bound-loosened';

  it('needs no bump when nothing changed', () => {
    expect(book.summarize([])).toMatchObject({
      verdict: 'safe',
      requiredBump: 'none',
    });
  });

  it('needs a major when one of the changes breaks', () => {
    expect(
      book.summarize([
        { rule, verdict: 'safe', message: 'a' },
        { rule, verdict: 'breaking', message: 'b' },
      ]),
    ).toMatchObject({ verdict: 'breaking', requiredBump: 'major' });
  });

  it('needs what the rule says when all is safe', () => {
    const words = 'json-schema-description-changed';
    const bump = (id: string) =>
      book.summarize([{ rule: id, verdict: 'safe', message: 'a' }])
        .requiredBump;

    expect(bump(words)).toBe('patch');
    expect(bump(rule)).toBe('minor');
  });
});
