import { getContrastRatio } from '@material-ui/core/styles';
import { DARK, LIGHT, slipwayDark, slipwayLight, type Tokens } from './themes';

const THEMES: [string, Tokens, typeof slipwayLight][] = [
  ['light', LIGHT, slipwayLight],
  ['dark', DARK, slipwayDark],
];

const paletteOf = (theme: typeof slipwayLight) => {
  const v4 = theme.getTheme('v4') as unknown as {
    palette: {
      type: string;
      primary: { main: string; contrastText: string };
      secondary: { main: string };
      text: { primary: string; secondary: string };
      background: { default: string; paper: string };
      navigation: { background: string; color: string; indicator: string };
    };
  };
  return v4.palette;
};

describe.each(THEMES)('the %s theme', (type, tokens, theme) => {
  it.each(['text', 'textSecond', 'accent', 'disabled'] as const)(
    'has %s that can be read on page and card',
    name => {
      for (const ground of [tokens.page, tokens.card]) {
        expect(getContrastRatio(tokens[name], ground)).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    },
  );

  it('has words on filled buttons that can be read, also under the pointer', () => {
    for (const ground of [tokens.accent, tokens.accentHover]) {
      expect(getContrastRatio(tokens.onAccent, ground)).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('has a sidebar whose words and mark can be seen', () => {
    const { navigation } = paletteOf(theme);

    expect(
      getContrastRatio(navigation.color, navigation.background),
    ).toBeGreaterThanOrEqual(4.5);
    expect(
      getContrastRatio(navigation.indicator, navigation.background),
    ).toBeGreaterThanOrEqual(3);
  });

  it('hands its tokens to components of both generations', () => {
    const palette = paletteOf(theme);
    expect(palette.type).toBe(type);
    expect(palette.primary.main).toBe(tokens.accent);
    // Ticks of forms take the second colour.
    expect(palette.secondary.main).toBe(tokens.accent);
    expect(palette.background).toMatchObject({
      default: tokens.page,
      paper: tokens.card,
    });

    const v5 = theme.getTheme('v5') as unknown as {
      palette: { mode: string; primary: { main: string } };
    };
    expect(v5.palette.mode).toBe(type);
    expect(v5.palette.primary.main).toBe(tokens.accent);
  });

  it('has no page whose head is painted in another colour', () => {
    const { page } = theme.getTheme('v4') as unknown as {
      page: { backgroundImage: string; fontColor: string };
    };

    expect(page.fontColor).toBe(tokens.text);
    expect(page.backgroundImage).toContain(tokens.page);
  });
});

describe('the themes', () => {
  it('differ in ground and text', () => {
    expect(getContrastRatio(LIGHT.page, DARK.page)).toBeGreaterThan(10);
    expect(getContrastRatio(LIGHT.text, DARK.text)).toBeGreaterThan(10);
  });
});
