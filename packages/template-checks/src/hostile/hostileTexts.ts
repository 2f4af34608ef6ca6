/**
 * What people paste or attackers send, by what it is: each of it has a meaning
 * in YAML, Go templates, nunjucks, a shell, HCL or a path.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'a Go template': '{{ .Values.secret }}',
  'an expression of the scaffolder': '${{ parameters.owner }}',
  'a statement of the scaffolder': '{% raw %}',
  'a comment of the scaffolder': '{# gone #}',
  'a mapping': 'a: b',
  'a comment': 'a #b',
  'a quote': "it's",
  'a double quote': 'say "this"',
  'a new line': 'a\nb: c',
  'a carriage return': 'a\rb: c',
  'the end of a document': 'a\n---\nkind: Pod',
  'a path upwards': '../../etc',
  'an alias': '*anchor',
  'an anchor': '&anchor x',
  'a tag': '!!binary x',
  'a block': '|\n  x',
  'a directive': '%YAML 1.2',
  'no value at all': '~',
  'a truth value': 'yes',
  'a number': '1e3',
  'a variable of a shell': '$(id)`id`$HOME',
  'an interpolation of HCL': '${file("/etc/passwd")}',
  'a link in Markdown': '[x](javascript:alert(1))',
  'a tag of HTML': '<img src=x onerror=alert(1)>',
  'a letter that looks like another': 'pаyments',
  'a control character': 'a\u0007b',
};
