import { InputError } from '@backstage/errors';
import { parseJsonSchema } from './parseJsonSchema';

describe('parseJsonSchema', () => {
  it.each<[string, string | Record<string, string>, unknown]>([
    ['JSON', '{"type":"string"}', { type: 'string' }],
    ['YAML', 'type: string\n', { type: 'string' }],
    ['a boolean', 'true', true],
    ['the only file of a map', { 'a.json': '{}' }, {}],
  ])('reads %s', (_title, document, schema) => {
    expect(parseJsonSchema(document)).toEqual(schema);
  });

  it.each<[string, string | Record<string, string>, string]>([
    ['broken JSON', '{"type":', 'The document is no JSON'],
    ['broken YAML', 'a: b: c', 'neither JSON nor YAML'],
    ['a text', 'hello', 'The document is no JSON Schema'],
    ['a list', '[]', 'The document is no JSON Schema'],
    ['nothing', '', 'The document is no JSON Schema'],
    ['several files', { a: '{}', b: '{}' }, 'Bundle them into one'],
    [
      'endless nesting',
      `${'{"not":'.repeat(500)}{}${'}'.repeat(500)}`,
      'more than 400 levels deep',
    ],
  ])('refuses %s in a sentence', (_title, document, message) => {
    expect(() => parseJsonSchema(document)).toThrow(InputError);
    expect(() => parseJsonSchema(document)).toThrow(message);
  });

  it('refuses aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level++) {
      const alias = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array(10).fill(alias).join(', ')}]`);
    }

    expect(() => parseJsonSchema(lines.join('\n'))).toThrow(InputError);
  });
});
