import { parse } from 'yaml';
import { hasValue, setValue } from './setValue';

const TEXT = `# values of orders
image:
  repository: registry.example.org/orders
  tag: "1.0.0"  # set by CI
replicas: 3 # enough
note: 'it''s'
list:
  - name: a
    port: 80
empty:
shared: &shared
  memory: 1Gi
other: *shared
block: |
  text
`;
const set = (path: string, value: string | number | boolean, text = TEXT) =>
  setValue('values.yaml', text, { path, value });

describe('setValue', () => {
  it.each([
    ['image.tag', '1.1.0', '  tag: "1.1.0"  # set by CI'],
    ['replicas', 1, 'replicas: 1 # enough'],
    ['note', "that's it", `note: 'that''s it'`],
    ['list.0.port', 8080, '    port: 8080'],
    ['empty', 'text', 'empty: text'],
  ])('sets %s and leaves every other line as it is', (path, value, line) => {
    const before = TEXT.split('\n');
    const after = set(path, value).split('\n');
    const changed = after.filter((text, index) => text !== before[index]);

    expect(after).toHaveLength(before.length);
    expect(changed).toEqual([line]);
  });

  it.each([
    'yes',
    '1.10',
    '1e3',
    '0x1F',
    'null',
    '{{ .Values.secret }}',
    '$(rm -rf /)',
    '`id`',
    'a: b # c',
    '- item',
    '*alias',
    '&anchor',
    '!!js/function',
    '---',
    'line\nbreak: true',
    '"quoted"',
    '\u2028',
    '',
  ])('keeps %j one text, whatever YAML or a shell would make of it', value => {
    for (const path of ['image.repository', 'image.tag', 'note']) {
      const keys = path.split('.');
      const result = parse(set(path, value)) as Record<string, unknown>;
      const found = keys.reduce<unknown>(
        (at, key) => (at as Record<string, unknown>)[key],
        result,
      );
      expect(found).toBe(value);
      expect(Object.keys(result)).toEqual(Object.keys(parse(TEXT)));
    }
  });

  it.each([
    ['missing', /has no missing of its own/],
    ['image', /no single value/],
    ['other.memory', /has no other\.memory of its own/],
    ['shared.memory', /has no shared\.memory of its own/],
    ['other', /no single value/],
    ['block', /no single value/],
  ])('refuses %s, where no value of its own stands', (path, sentence) => {
    expect(() => set(path, 'x')).toThrow(sentence);
  });

  it('refuses what stands in two documents, and what is no YAML', () => {
    expect(() => set('a', 2, 'a: 1\n---\na: 1\n')).toThrow(/in 2 documents/);
    expect(() => set('a', 2, 'a: {{ .Values.x }}\nb: [')).toThrow(/no YAML/);
  });

  it('finds the document that has it', () => {
    expect(set('b', 2, 'a: 1\n---\nb: 1\n')).toBe('a: 1\n---\nb: 2\n');
  });

  it('says whether there is a value', () => {
    expect(hasValue('v', TEXT, 'replicas')).toBe(true);
    expect(hasValue('v', TEXT, 'image')).toBe(false);
  });
});
