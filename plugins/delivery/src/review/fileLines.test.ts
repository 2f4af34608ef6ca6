import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';
import { countLines, countPlan, fileLines, groupFiles } from './fileLines';

const added = (path: string, after = 'a\nb\n'): ChangedFile => ({
  ...{ path, status: 'added', after },
});
const shown = (file: ChangedFile) =>
  fileLines(file).map(({ number, sign, text }) => `${number}${sign}${text}`);

describe('the lines of a file', () => {
  it('are all of a new one, and of one that goes', () => {
    expect(shown(added('x'))).toEqual(['1+a', '2+b']);
    expect(shown({ path: 'x', status: 'removed', before: 'a\nb' })).toEqual([
      ...['1-a', '2-b'],
    ]);
  });

  it('are those that change, with three around them', () => {
    const before = Array.from({ length: 12 }, (_, n) => `l${n + 1}`);
    const after = before.map(line => (line === 'l6' ? 'new' : line));
    const file = {
      ...{ path: 'x', status: 'changed' as const },
      ...{ before: before.join('\n'), after: after.join('\n') },
    };

    expect(shown(file)).toEqual([
      ...['3 l3', '4 l4', '5 l5', '6-l6', '6+new', '7 l7', '8 l8', '9 l9'],
    ]);
    expect(countLines(file)).toEqual({ added: 1, removed: 1 });
  });

  it('are none of what is no text, or is empty', () => {
    expect(fileLines({ path: 'x', status: 'added' })).toEqual([]);
    expect(fileLines(added('x', ''))).toEqual([]);
  });
});

describe('a plan', () => {
  it('is counted by files and lines', () => {
    const files: ChangedFile[] = [
      ...[added('a'), added('b', 'one\n')],
      { path: 'c', status: 'changed', before: 'a\n', after: 'b\n' },
      { path: 'd', status: 'removed', before: 'a\nb\nc\n' },
    ];
    expect(countPlan({ files })).toEqual({
      ...{ new: 2, changed: 1, gone: 1, added: 4, removed: 4 },
    });
  });

  it('has its files by their folders, at most two deep', () => {
    const paths = [
      ...['tenants/initech.yaml', 'prod/initech/pay/values.yaml', 'README.md'],
      ...['prod/initech/pay/a/b.yaml', 'prod/globex/x.yaml'],
    ];
    expect(
      groupFiles(paths.map(path => added(path))).map(({ folder, files }) => [
        ...[folder, ...files.map(({ label }) => label)],
      ]),
    ).toEqual([
      ['', 'README.md'],
      ['prod/globex', 'x.yaml'],
      ['prod/initech', 'pay/a/b.yaml', 'pay/values.yaml'],
      ['tenants', 'initech.yaml'],
    ]);
  });
});
