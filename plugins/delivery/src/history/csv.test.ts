import * as story from '../__fixtures__/story';
import { download, historyCsv } from './csv';
import { historyRows } from './stays';

/** Reads CSV by RFC 4180, to prove that others can. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const next = text[i];
    if (quoted) {
      if (next !== '"') {
        cell += next;
      } else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else {
        quoted = false;
      }
    } else if (next === '"') {
      quoted = true;
    } else if (next === ',' || next === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''));
      cell = '';
      if (next === '\n') {
        rows.push([]);
      }
    } else {
      cell += next;
    }
  }
  return rows.slice(0, -1);
}

const table = (subject: string) =>
  parse(
    historyCsv(
      historyRows([story.revision('r', story.STORY_NOW, { subject })], []),
    ),
  );

describe('historyCsv', () => {
  it('has as many cells in each row as in its head', () => {
    const rows = parse(
      historyCsv(historyRows(story.revisions(), story.versions())),
    );

    expect(rows).toHaveLength(story.revisions().length + 1);
    for (const row of rows) {
      expect(row).toHaveLength(rows[0].length);
    }
  });

  it('gives the rollback its reason and the version its verdict', () => {
    const [head, ...rows] = parse(
      historyCsv(historyRows(story.revisions(), story.versions())),
    );
    const of = (row: string[], name: string) => row[head.indexOf(name)];
    const back = rows.find(row => of(row, 'rollbackReason'))!;

    expect(of(back, 'version')).toBe('2.2.3');
    expect(of(back, 'rollbackReason')).toBe(
      'p95 went from 0.2 s to 1.9 s on captures',
    );
    expect(of(rows[1], 'verdict')).toBe('ran for 9 days, until 13:55');
  });

  it.each([
    ['a comma', 'Fix a, b'],
    ['quotes', 'Say "no"'],
    ['a line break', 'Fix\nrefunds'],
    ['nothing', ''],
    ['letters of any language', 'Überweisung – 失敗'],
  ])('brings %s back as it was', (_, subject) => {
    const [head, row] = table(subject);

    expect(row[head.indexOf('subject')]).toBe(subject);
  });

  it.each(['=SUM(A1)', '+1', '-1', '@cmd', '\tx'])(
    'lets no spreadsheet take %j for a formula',
    subject => {
      const [head, row] = table(subject);

      expect(row[head.indexOf('subject')]).toBe(`'${subject}`);
    },
  );
});

describe('download', () => {
  it('hands the text to the browser under its name, and cleans up', async () => {
    const blobs: Blob[] = [];
    const create = jest.fn((blob: Blob) => {
      blobs.push(blob);
      return 'blob:1';
    });
    const revoke = jest.fn();
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
    const clicked: string[] = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function remember(this: HTMLAnchorElement) {
        clicked.push(`${this.download} ${this.href}`);
      });

    download('payments-prod-history.csv', 'a,b\r\n');

    expect(clicked).toEqual(['payments-prod-history.csv blob:1']);
    expect(blobs[0].type).toBe('text/csv;charset=utf-8');
    expect(blobs[0].size).toBe(5);
    expect(revoke).toHaveBeenCalledWith('blob:1');
    click.mockRestore();
  });
});
