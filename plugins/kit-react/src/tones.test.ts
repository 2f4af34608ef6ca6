import { getContrastRatio } from '@material-ui/core/styles';
import { tonesOf, type ToneName } from './tones';

const NAMES: ToneName[] = ['critical', 'warning', 'ok', 'idle', 'accent'];

/** Grounds that texts stand on; the last is Backstage's own dark card. */
const GROUNDS = {
  light: ['#ffffff', '#f5f5f5', '#f7f7f7'],
  dark: ['#24272b', '#1a1c1f', '#2b2f34', '#424242'],
} as const;

describe.each(['light', 'dark'] as const)('tones on a %s theme', type => {
  const tones = tonesOf({ palette: { type } as never });

  it.each(NAMES)('%s can be read on every ground and on its own', name => {
    const { text, soft } = tones[name];
    for (const ground of [...GROUNDS[type], soft]) {
      expect(getContrastRatio(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(NAMES)('%s marks can be seen on cards and pages', name => {
    for (const ground of GROUNDS[type].slice(0, 3)) {
      expect(getContrastRatio(tones[name].mark, ground)).toBeGreaterThanOrEqual(
        3,
      );
    }
  });

  it('second lines can be read', () => {
    for (const ground of GROUNDS[type]) {
      expect(getContrastRatio(tones.textSecond, ground)).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('third lines can be read on cards, pages and sunken grounds', () => {
    for (const ground of GROUNDS[type].slice(0, 3)) {
      expect(getContrastRatio(tones.textThird, ground)).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('the edge of a field can be seen', () => {
    for (const ground of GROUNDS[type].slice(0, 3)) {
      expect(getContrastRatio(tones.control, ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('words on a filled button can be read', () => {
    expect(
      getContrastRatio(tones.onAccent, tones.accent.mark),
    ).toBeGreaterThanOrEqual(4.5);
  });

  it.each(NAMES)('%s marks can be seen on their own soft ground', name => {
    const { mark, soft } = tones[name];

    expect(getContrastRatio(mark, soft)).toBeGreaterThanOrEqual(3);
  });

  it('words can be read on a line under the pointer', () => {
    for (const name of NAMES) {
      expect(
        getContrastRatio(tones[name].text, tones.hover),
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('each meaning has a mark of its own', () => {
    const marks = NAMES.map(name => tones[name].mark);

    expect(new Set(marks).size).toBe(NAMES.length);
  });
});
