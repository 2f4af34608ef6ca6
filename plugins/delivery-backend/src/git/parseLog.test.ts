import fc from 'fast-check';
import { type LogCommit, parseLog, parseTrailers } from './parseLog';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const C = 'c'.repeat(40);
const NONE = '0'.repeat(40);

function header(sha: string, parents: string[], message: string) {
  return [
    `\x01${sha}`,
    parents.join(' '),
    ...['dev-1', 'dev-1@example.org', '100'],
    ...['ci', 'ci@example.org', '200'],
    message,
  ].join('\n');
}

/** What git prints, cut into pieces at any place. */
async function parse(text: string, size = 1_000): Promise<LogCommit[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) {
      yield bytes.subarray(at, at + size);
    }
  }
  const commits: LogCommit[] = [];
  for await (const commit of parseLog(pieces())) {
    commits.push(commit);
  }
  return commits;
}

const TEXT = [
  `${header(A, [], 'First\n\nWhy.\nMore why.')}\0`,
  `\n:000000 100644 ${NONE} ${B} A\0qa/böse name.yaml\0`,
  `${header(B, [A], 'Second')}\0`,
  `\n:100644 000000 ${B} ${NONE} D\0qa/a\tb.yaml\0`,
  `${header(C, [A, B], 'Merge')}\0`,
  `\n::100644 100644 100644 ${A} ${B} ${C} MM\0qa/both.yaml\0`,
].join('');

describe('parseLog', () => {
  it('reads commits with persons, times, message and files', async () => {
    const [first, second, merge] = await parse(TEXT);

    expect(first).toEqual({
      sha: A,
      parents: [],
      author: { name: 'dev-1', email: 'dev-1@example.org' },
      committer: { name: 'ci', email: 'ci@example.org' },
      authoredAt: 100,
      committedAt: 200,
      subject: 'First',
      body: 'Why.\nMore why.',
      changes: [{ path: 'qa/böse name.yaml', before: undefined, after: B }],
    });
    expect(second.changes).toEqual([
      { path: 'qa/a\tb.yaml', before: B, after: undefined },
    ]);
    expect(merge.parents).toEqual([A, B]);
    expect(merge.changes).toEqual([
      { path: 'qa/both.yaml', before: A, after: C },
    ]);
  });

  it('reads the same however the stream is cut', async () => {
    const whole = await parse(TEXT);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async size => {
        expect(await parse(TEXT, size)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('reads nothing from nothing', async () => {
    expect(await parse('')).toEqual([]);
  });
});

describe('parseTrailers', () => {
  it.each<[string, string, [string, string][]]>([
    ['none', 'Why it is.', []],
    [
      'the last paragraph',
      'Why.\n\nReason: it fails',
      [['Reason', 'it fails']],
    ],
    [
      'several, with a colon in the value',
      'Reason: a: b\nRollback-To: 2.3.1',
      [
        ['Reason', 'a: b'],
        ['Rollback-To', '2.3.1'],
      ],
    ],
    ['a continued line', 'Reason: one\n  two', [['Reason', 'one two']]],
    ['an empty value', 'Reason:', [['Reason', '']]],
    ['no mixture with prose', 'Reason: one\nand more prose', []],
    ['no earlier paragraph', 'Reason: one\n\nThe end.', []],
    ['nothing in no text', '', []],
  ])('finds %s', (_, body, wanted) => {
    expect(parseTrailers(body).map(({ key, value }) => [key, value])).toEqual(
      wanted,
    );
  });
});
