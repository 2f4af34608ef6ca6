import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  focusRing,
  MONO,
  tight,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';
import { useMemo, useRef, useState } from 'react';
import { useWords } from '../translation';
import type { OutlineEntry } from './lines';
import { type OutlineKind, outlineOf } from './outline';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 280px) minmax(0, 1fr)',
      gap: 16,
      alignItems: 'start',
      fontSize: 13,
      lineHeight: '18px',
      color: theme.palette.text.primary,
      [tight]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    outline: {
      maxHeight: 640,
      overflowY: 'auto',
      [tight]: { maxHeight: 200 },
    },
    title: { margin: '0 0 4px', fontSize: 12, fontWeight: 600 },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: {
      width: '100%',
      padding: '4px 8px',
      font: 'inherit',
      textAlign: 'left',
      color: 'inherit',
      background: 'none',
      border: 0,
      borderRadius: 4,
      cursor: 'pointer',
      overflowWrap: 'anywhere',
      '&[aria-current=true]': { background: tones.accent.soft },
      '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
      [touch]: { minHeight: 44 },
    },
    inner: { paddingLeft: 24 },
    second: { color: tones.textSecond },
    text: {
      margin: 0,
      padding: '8px 0',
      maxHeight: 640,
      overflow: 'auto',
      counterReset: 'line',
      fontFamily: MONO,
      fontSize: 12.5,
      lineHeight: '20px',
      whiteSpace: 'pre',
      border: `1px solid ${tones.line}`,
      borderRadius: 4,
      '&:focus-visible': focusRing(theme),
    },
    line: {
      display: 'block',
      minHeight: 20,
      paddingRight: 12,
      '&::before': {
        counterIncrement: 'line',
        content: 'counter(line)',
        display: 'inline-block',
        width: 44,
        marginRight: 12,
        textAlign: 'right',
        color: tones.textThird,
      },
    },
    chosen: {
      background: tones.accent.soft,
      boxShadow: `inset 3px 0 0 ${tones.accent.mark}`,
    },
  };
});

function Outline(props: {
  entries: readonly OutlineEntry[];
  chosen: number | undefined;
  onChoose(line: number): void;
}) {
  const { entries, chosen, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <nav className={classes.outline} aria-label={t('definition.outline')}>
      <p className={classes.title}>{t('definition.outline')}</p>
      <ul className={classes.list}>
        {entries.map(({ kind, name, line, depth }, index) => (
          <li key={index}>
            <button
              type="button"
              className={`${classes.entry} ${depth ? classes.inner : ''}`}
              aria-label={t('definition.entry', {
                ...{ kind, name, line: String(line) },
              })}
              aria-current={line === chosen}
              onClick={() => onChoose(line)}
            >
              <span className={classes.second}>{kind}</span> {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The text of a document with the numbers of its lines, and its outline beside it. */
export function OutlinedText(props: { kind: OutlineKind; text: string }) {
  const { kind, text } = props;
  const classes = useStyles();
  const t = useWords();
  const box = useRef<HTMLPreElement>(null);
  const [chosen, setChosen] = useState<number>();
  const entries = useMemo(() => outlineOf(kind, text), [kind, text]);
  const lines = useMemo(
    () => text.replace(/\r?\n$/, '').split(/\r?\n/),
    [text],
  );
  const choose = (line: number) => {
    setChosen(line);
    box.current?.children[line - 1]?.scrollIntoView({ block: 'center' });
    // The arrow keys go on from there.
    box.current?.focus({ preventScroll: true });
  };
  if (!text.trim()) return <p>{t('definition.empty')}</p>;
  return (
    <div className={classes.root}>
      {entries.length ? (
        <Outline {...{ entries, chosen, onChoose: choose }} />
      ) : (
        <p className={classes.second}>{t('definition.none')}</p>
      )}
      {/* A long text is read by scrolling, also with the keyboard. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
      <pre
        ref={box}
        role="region"
        tabIndex={0}
        aria-label={t('definition.text')}
        className={classes.text}
      >
        {lines.map((line, index) => (
          <span
            key={index}
            className={`${classes.line} ${index + 1 === chosen ? classes.chosen : ''}`}
          >
            {line}
          </span>
        ))}
      </pre>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
    </div>
  );
}
