import * as story from '../__fixtures__/story';
import { keys } from '../__testUtils__/words';
import { hiddenIn, isJudged, summaryOf } from './matrixSummary';

const fine = story.matrix().cells.slice(0, 2);

describe('summaryOf', () => {
  it('counts what is in the way, worst first', () => {
    expect(summaryOf(story.whatIfMatrix(), keys)).toBe(
      'matrix.breaks|1, matrix.unknown|1, matrix.risky|1',
    );
  });

  it('counts relations that are not shown with those that are', () => {
    const hidden = { breaking: 2, risky: 1 };

    expect(summaryOf(story.matrix({ hidden }), keys)).toBe(
      'matrix.breaks|2, matrix.unknown|1, matrix.risky|2',
    );
  });

  it.each([
    [{}, 'matrix.allFine'],
    [{ hidden: { safe: 3 }, hiddenContracts: 0 }, 'matrix.allFine'],
    [{ hiddenContracts: 1 }, 'matrix.seenFine'],
    [{ hidden: { breaking: 1 } }, 'matrix.breaks|1'],
    [{ hidden: { unknown: 1 } }, 'matrix.unknown|1'],
  ])('says with %j of cells that all fit: %s', (more, words) => {
    expect(summaryOf({ cells: fine, ...more }, keys)).toBe(words);
  });
});

describe('hiddenIn', () => {
  it('says nothing when all may be seen', () => {
    const matrix = { cells: fine, hidden: { safe: 0 }, hiddenContracts: 0 };

    expect(hiddenIn(matrix, keys)).toEqual([]);
  });

  it('tells relations that are counted from columns that are left out', () => {
    const hidden = { safe: 3, breaking: 1 };

    expect(hiddenIn({ cells: [], hidden, hiddenContracts: 2 }, keys)).toEqual([
      'matrix.hiddenCells|matrix.breaks|1, matrix.fits|3',
      'matrix.hiddenContracts|2',
    ]);
  });
});

describe('isJudged', () => {
  it.each([
    [{ cells: fine }, true],
    [{ cells: [], hidden: { safe: 1 } }, true],
    [{ cells: [], hidden: { safe: 0 } }, false],
    [{ cells: [], hiddenContracts: 3 }, false],
  ])('of %j is %s', (matrix, expected) => {
    expect(isJudged(matrix)).toBe(expected);
  });
});
