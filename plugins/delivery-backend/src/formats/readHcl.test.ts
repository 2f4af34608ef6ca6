import { NomadManifestFormat } from './NomadManifestFormat';
import { escapeHcl, readHcl } from './readHcl';

const read = (text: string) =>
  Object.fromEntries(
    readHcl('a.hcl', text).map(({ path, value }) => [path.join('.'), value]),
  );

describe('readHcl', () => {
  it('finds the texts at the top and in blocks, by types and labels', () => {
    expect(
      read(
        'a = "1"\njob "web" {\n  meta { version = "2" }\n  group "g" {\n    b = "3"\n  }\n}\n',
      ),
    ).toEqual({
      a: '1',
      'job.web.meta.version': '2',
      'job.web.group.g.b': '3',
    });
  });

  it.each([
    ['a number', 'a = 1'],
    ['a list', 'a = ["1",\n"2"]'],
    ['an object', 'a = {\n  b = "1"\n}'],
    ['a template', 'a = "x-${var.b}"'],
    ['a template with a text and braces in it', 'a = "${ { b = "}" }["b"] }"'],
    ['a directive', 'a = "%{ if b }x%{ endif }"'],
    ['two texts', 'a = "1" + "2"'],
    ['the call of a function', 'a = file("b")'],
    ['a text of several lines', 'a = <<EOT\nb = "1"\nEOT'],
    ['an indented one', 'a = <<-EOT\n  b = "1"\n  EOT'],
    ['a comment', '# a = "1"\n// b = "2"\n/* c = "3"\n d = "4" */'],
  ])('passes over %s', (_, text) => {
    expect(read(`${text}\nz = "end"\n`)).toEqual({ z: 'end' });
  });

  it.each([
    ['a quote', 'a = "x\\"y"', 'x"y'],
    ['a backslash', 'a = "x\\\\y"', 'x\\y'],
    ['a line break', 'a = "x\\ny"', 'x\ny'],
    ['a sign by its number', 'a = "\\u0041\\U0001F600"', 'A😀'],
    [
      'what looks like a template',
      'a = "$${b} %%{c} $5 100%"',
      '${b} %{c} $5 100%',
    ],
    ['two dollars', 'a = "$$"', '$$'],
  ])('reads %s as it is meant', (_, text, value) => {
    expect(read(text)).toEqual({ a: value });
  });

  it.each(['plain', 'a"b', 'a\\b', '${x}', '%{x}', '$5', 'a\nb', '$${x}'])(
    'writes %j so that it is read back',
    value => {
      expect(read(`a = "${escapeHcl(value)}"\n`)).toEqual({ a: value });
    },
  );

  it.each([
    ['a text without an end', 'x = 1\na = "b\n', /a text has no end in line 2/],
    ['a template without an end', 'a = "${b\n', /has no end/],
    ['a block without an end', 'a {\n', /something has no end/],
    [
      'a brace too many',
      'a = 1\n}\n',
      /a brace is closed that none opened in line 2/,
    ],
    ['a bracket too many', 'a = 1]\n', /a bracket is closed that none opened/],
    ['lines without an end', 'a = <<EOT\nb\n', /that ends with EOT has no end/],
    [
      'a thing said twice',
      'a = "1"\na = "2"\n',
      /a stands there twice in line 2/,
    ],
  ])('refuses %s, and says where', (_, text, sentence) => {
    expect(() => readHcl('a.hcl', text)).toThrow(sentence);
  });

  it('ends, whatever never ends in a file', () => {
    const begun = (text: string) => () =>
      readHcl('a.hcl', text.repeat(100_000));

    expect(begun('{')).toThrow(/has no end/);
    expect(begun('/* ')).toThrow(/a comment has no end/);
    expect(begun('a {\n')).toThrow(/has no end/);
    expect(begun('"${')).toThrow(/a.hcl cannot be read: templates stand in/);
    expect(begun('b { a = "1" }\n')()).toHaveLength(100_000);
  });
});

describe('a place that is there several times', () => {
  it('is not rewritten', () => {
    const text =
      'job "a" {\n  group "g" {\n    task "t" { config { image = "r/a:1" } }\n  }\n  group "g" {\n    task "t" { config { image = "r/a:2" } }\n  }\n}\n';
    const file = { name: 'a.nomad', text };
    const format = NomadManifestFormat.create();
    const [site] = format.find([file]);

    expect(() => format.rewrite(file, site, '3')).toThrow(
      /several times; change it by hand/,
    );
  });
});
