import { jsonSchemaFormat } from '../jsonSchema/jsonSchemaFormat';
import { type CorpusRow, missingCorpus } from './corpora';
import { compareRow, scoreRows } from './scoreCorpus';

function row(
  id: string,
  expected: CorpusRow['expected'],
  [before, after]: [unknown, unknown],
  direction?: string,
): CorpusRow {
  return {
    ...{ id, title: id, expected, firm: true, direction },
    ...{ old: before, new: after },
  };
}

const text = { type: 'string' };
const short = { type: 'string', maxLength: 5 };
const narrower: [unknown, unknown] = [text, short];
const wider: [unknown, unknown] = [short, text];
const words: [unknown, unknown] = [{ title: 'a' }, { title: 'b' }];

describe('compareRow', () => {
  it.each([
    ['BACKWARD', narrower, 'breaking'],
    ['BACKWARD', wider, 'safe'],
    ['BACKWARD_TRANSITIVE', narrower, 'breaking'],
    ['FORWARD', narrower, 'safe'],
    ['FORWARD', wider, 'breaking'],
    ['FULL', wider, 'breaking'],
    [undefined, narrower, 'breaking'],
  ] as const)(
    'in the direction %s judges %j',
    async (direction, pair, verdict) => {
      const judged = await compareRow(
        jsonSchemaFormat,
        row('a', 'breaking', [...pair], direction),
      );

      expect(judged.verdict).toBe(verdict);
    },
  );

  it('turns a row around', async () => {
    const turned = await compareRow(
      jsonSchemaFormat,
      row('a', 'breaking', narrower, 'BACKWARD'),
      true,
    );

    expect(turned.verdict).toBe('safe');
  });

  it('takes texts as they are, and a map of files as files', async () => {
    expect(
      (
        await compareRow(
          jsonSchemaFormat,
          row('a', 'none', ['type: string', { 'a.json': '{"type":"string"}' }]),
        )
      ).changes,
    ).toEqual([]);
  });
});

describe('scoreRows', () => {
  it('tells what is right from what was missed and what is noise', async () => {
    const score = await scoreRows(jsonSchemaFormat, [
      row('right', 'breaking', narrower, 'BACKWARD'),
      row('right too', 'non-breaking', wider, 'BACKWARD'),
      row('words', 'none', words),
      row('missed', 'breaking', wider, 'BACKWARD'),
      row('noise', 'non-breaking', narrower, 'BACKWARD'),
      row('open', 'breaking', [
        { $ref: 'https://example.org/a' },
        { $ref: 'https://example.org/b' },
      ]),
    ]);

    expect(score).toEqual({
      rows: 6,
      right: 3,
      missed: ['missed'],
      noise: ['noise'],
      undecided: ['open'],
      breaking: 3,
      withCounterExample: 1,
    });
  });

  it('expects what it is told to expect', async () => {
    const { right } = await scoreRows(
      jsonSchemaFormat,
      [row('a', 'breaking', words)],
      { expected: () => 'non-breaking' },
    );

    expect(right).toBe(1);
  });
});

describe('missingCorpus', () => {
  it('says how to get samples that are not there', () => {
    expect(missingCorpus('nothing-of-the-kind')).toBe(
      'there are no samples: set SLIPWAY_CORPORA to their folder',
    );
  });
});
