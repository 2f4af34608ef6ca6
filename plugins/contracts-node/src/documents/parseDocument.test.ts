import { InputError } from '@backstage/errors';
import { parseDocumentFiles, parseDocumentText } from './parseDocument';

const parse = (text: string) => parseDocumentText(text, { what: 'a document' });

describe('parseDocumentText', () => {
  it.each<[string, string, unknown]>([
    ['JSON', '{"a": [1, null, "b"]}', { a: [1, null, 'b'] }],
    ['YAML', 'a:\n  - 1\n  - ~\n  - b\n', { a: [1, null, 'b'] }],
    ['YAML with comments', '# one\na: 1 # two\n', { a: 1 }],
    ['YAML that starts like JSON', '{a: 1, b: [c]}', { a: 1, b: ['c'] }],
    ['numbers as names', '200: {a: 1}', { 200: { a: 1 } }],
    ['a version that looks like a number', 'a: 1.10', { a: 1.1 }],
    ['a date as the text that it is', 'a: 2026-01-31', { a: '2026-01-31' }],
    ['words that were booleans once', 'a: yes\nb: on', { a: 'yes', b: 'on' }],
    ['aliases', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    [
      'merge keys',
      'a: &x {b: 1}\nc: {<<: *x, d: 2}\n',
      { a: { b: 1 }, c: { b: 1, d: 2 } },
    ],
    ['a plain text', 'hello', 'hello'],
    ['nothing', '', undefined],
    ['a byte order mark', '\uFEFFa: 1', { a: 1 }],
    ['lines with two ends', 'a: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
  ])('reads %s', (_title, text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it.each<[string, string, string]>([
    ['JSON without an end', '{"a": 1', 'The document is no JSON: '],
    ['JSON with a comma too much', '{"a": 1,}', 'The document is no JSON: '],
    ['a list without an end', '["a"', 'The document is no JSON: '],
    [
      'YAML with two colons',
      'a: b: c',
      'neither JSON nor YAML, so it is not a document: ',
    ],
    ['YAML with a tab', 'a:\n\t- b', 'neither JSON nor YAML'],
    ['a name that is there twice', 'a: 1\na: 2', 'neither JSON nor YAML'],
    ['an alias of nothing', 'a: *b', 'neither JSON nor YAML'],
    [
      'code in YAML',
      'a: !!js/function "function () {}"',
      'neither JSON nor YAML',
    ],
    ['several documents', 'a: 1\n---\nb: 2', 'neither JSON nor YAML'],
  ])('refuses %s in one sentence', (_title, text, message) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/^[A-Z][^\n]*[^.]\.$/);
  });

  it.each<[string, string]>([
    ['JSON', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`],
    ['lists', `${'['.repeat(500)}1${']'.repeat(500)}`],
    ['YAML', `a: ${'['.repeat(500)}1${']'.repeat(500)}`],
  ])('refuses %s that is nested too deeply', (_title, text) => {
    expect(() => parse(text)).toThrow('more than 400 levels deep');
  });

  it('reads what is nested as deeply as anybody needs', () => {
    const text = `${'['.repeat(300)}1${']'.repeat(300)}`;

    expect(() => parse(text)).not.toThrow();
  });

  it('refuses a document that contains itself', () => {
    expect(() => parse('a: &x {b: *x}')).toThrow(
      'The document contains itself through an alias, which has no end.',
    );
  });

  it('refuses aliases that multiply, without writing them out', () => {
    const lines = ['a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]'];
    for (let level = 1; level < 30; level++) {
      const list = Array(9)
        .fill(`*a${level - 1}`)
        .join(', ');
      lines.push(`a${level}: &a${level} [${list}]`);
    }
    const from = performance.now();

    expect(() => parse(lines.join('\n'))).toThrow(
      'Write out what they mean, or use fewer of them.',
    );
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  it('reads one alias in very many places', () => {
    const lines = Array.from({ length: 3_000 }, (_none, at) => `p${at}: *x`);
    const text = ['x: &x {a: 1, b: 2}', ...lines].join('\n');

    expect(() => parse(text)).not.toThrow();
  });
});

describe('parseDocumentFiles', () => {
  const options = { what: 'a document' };

  it('takes one text for one file without a name', () => {
    expect(parseDocumentFiles('a: 1', options)).toEqual({ '': { a: 1 } });
  });

  it('reads each file of several', () => {
    expect(
      parseDocumentFiles({ 'a.yaml': 'a: 1', 'b.json': '{"b": 2}' }, options),
    ).toEqual({ 'a.yaml': { a: 1 }, 'b.json': { b: 2 } });
  });

  it('says which file is broken', () => {
    expect(() =>
      parseDocumentFiles({ 'a.yaml': 'a: 1', 'b.json': '{"b": ' }, options),
    ).toThrow(/^In b\.json: The document is no JSON: .*\.$/);
  });
});
