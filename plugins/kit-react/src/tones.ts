import type { Theme } from '@material-ui/core/styles';

/** Colours of one meaning: words, marks (icons, lines), ground and edge. @public */
export interface Tone {
  text: string;
  mark: string;
  soft: string;
  line: string;
}

/** What a colour means; each always comes with an icon and a word. @public */
export type ToneName = 'critical' | 'warning' | 'ok' | 'idle' | 'accent';

/** All colours the plugin uses besides those of the theme. @public */
export interface Tones extends Record<ToneName, Tone> {
  line: string;
  lineStrong: string;
  control: string;
  sunken: string;
  hover: string;
  textSecond: string;
  textThird: string;
  onAccent: string;
}

const LIGHT: Tones = {
  critical: {
    text: '#b0141f',
    mark: '#c8202c',
    soft: '#fdf0f0',
    line: '#efb9bb',
  },
  warning: {
    text: '#874800',
    mark: '#b96500',
    soft: '#fff6e6',
    line: '#ebcb96',
  },
  ok: { text: '#1a6b38', mark: '#23874a', soft: '#edf7f0', line: '#b9dec5' },
  idle: { text: '#545454', mark: '#767676', soft: '#f1f1f1', line: '#b5b5b5' },
  accent: {
    text: '#1f5493',
    mark: '#1f5493',
    soft: '#ebf2fa',
    line: '#b4cbe5',
  },
  line: '#e3e3e3',
  lineStrong: '#cccccc',
  control: '#858585',
  sunken: '#f7f7f7',
  hover: '#f2f5f9',
  textSecond: '#545454',
  textThird: '#696969',
  onAccent: '#ffffff',
};

const DARK: Tones = {
  critical: {
    text: '#ffa3a6',
    mark: '#ff6b72',
    soft: '#3d2326',
    line: '#7d3b40',
  },
  warning: {
    text: '#ffc97a',
    mark: '#f0a33c',
    soft: '#382c1a',
    line: '#6f5527',
  },
  ok: { text: '#86d9a0', mark: '#56c27a', soft: '#1e3326', line: '#37614a' },
  idle: { text: '#c0c5cc', mark: '#959ca6', soft: '#30343a', line: '#646b75' },
  accent: {
    text: '#9cc9ff',
    mark: '#9cc9ff',
    soft: '#1f3046',
    line: '#3d5f88',
  },
  line: '#3a3f45',
  lineStrong: '#4d535b',
  control: '#858c96',
  sunken: '#2b2f34',
  hover: '#2c333b',
  textSecond: '#c0c5cc',
  textThird: '#a9afb8',
  onAccent: '#0f1d2e',
};

/**
 * The only place with literal colours. They follow the kind of the theme and
 * not its name, so that they also hold under somebody else's theme.
 *
 * @public
 */
export function tonesOf(theme: Pick<Theme, 'palette'>): Tones {
  return theme.palette.type === 'dark' ? DARK : LIGHT;
}
