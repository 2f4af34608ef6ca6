import { pressKey, type Reading } from './reading';

const COUNT = 100;
const after = (key: string, reading: Reading) =>
  pressKey(key, reading, COUNT)?.reading;

describe('pressKey', () => {
  it.each([
    ['ArrowRight', 10, 11],
    ['ArrowUp', 10, 11],
    ['ArrowLeft', 10, 9],
    ['ArrowDown', 10, 9],
    ['PageUp', 10, 20],
    ['PageDown', 30, 20],
    ['Home', 10, 0],
    ['End', 10, 99],
    ['ArrowRight', 99, 99],
    ['ArrowLeft', 0, 0],
    ['PageDown', 3, 0],
  ])('%s moves the reading point from %d to %d', (key, index, to) => {
    expect(after(key, { index })).toEqual({ index: to });
  });

  it.each(['ArrowLeft', 'ArrowRight'])(
    'begins at the newest point with %s',
    key => {
      expect(after(key, {})).toEqual({ index: 99 });
    },
  );

  it.each(['t', 'T'])('asks for the table with %s', key => {
    expect(pressKey(key, { index: 3 }, COUNT)).toEqual({
      reading: { index: 3 },
      act: { type: 'table' },
    });
  });

  it('begins to mark a span at the reading point with B', () => {
    expect(after('b', { index: 40 })).toEqual({ index: 40, brush: 40 });
    expect(after('B', {})).toEqual({ index: 99, brush: 99 });
  });

  it('keeps the begin of the span while the point moves', () => {
    expect(after('ArrowLeft', { index: 40, brush: 40 })).toEqual({
      index: 39,
      brush: 40,
    });
  });

  it.each(['Enter', 'b'])('zooms to the marked span with %s', key => {
    expect(pressKey(key, { index: 20, brush: 40 }, COUNT)).toEqual({
      reading: {},
      act: { type: 'zoom', from: 20, to: 40 },
    });
  });

  it('does not zoom to a single point', () => {
    expect(pressKey('Enter', { index: 40, brush: 40 }, COUNT)).toEqual({
      reading: { index: 40 },
    });
  });

  it('lets go of the span with Escape', () => {
    expect(after('Escape', { index: 20, brush: 40 })).toEqual({ index: 20 });
  });

  it.each(['Enter', 'Escape', 'Tab', 'a', 'F5'])(
    'leaves %s to the page where it means nothing here',
    key => {
      expect(pressKey(key, { index: 3 }, COUNT)).toBeUndefined();
    },
  );
});
