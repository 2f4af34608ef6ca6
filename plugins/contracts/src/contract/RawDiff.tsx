import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { MONO, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { diffLines } from 'diff';
import { useMemo } from 'react';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { Failure } from './Failure';

/** Unchanged lines around a change that are still shown. */
const AROUND = 3;

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    file: { fontWeight: 600, margin: '12px 0 4px', overflowWrap: 'anywhere' },
    box: {
      margin: 0,
      padding: '8px 0',
      fontFamily: MONO,
      fontSize: 12.5,
      lineHeight: '19px',
      border: `1px solid ${tones.line}`,
      borderRadius: 4,
      overflowX: 'auto',
      maxHeight: 560,
      whiteSpace: 'pre',
    },
    line: { display: 'block', padding: '0 12px' },
    added: { background: tones.ok.soft, color: tones.ok.text },
    removed: { background: tones.critical.soft, color: tones.critical.text },
    gap: { color: tones.textThird },
  };
});

/** One line of a difference; a gap stands for lines that are the same. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}

function shorten(lines: string[], isFirst: boolean, isLast: boolean) {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  if (lines.length <= head + tail + 1) {
    return lines.map((text): DiffLine => ({ kind: 'same', text }));
  }
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  const hidden = lines.length - head - tail;
  return [
    ...lines.slice(0, head).map(same),
    { kind: 'gap' as const, text: `… ${hidden}` },
    ...lines.slice(lines.length - tail, lines.length).map(same),
  ];
}

/** The lines that differ, with some around them. */
export function diffOf(before: string, after: string): DiffLine[] {
  const parts = diffLines(before, after);
  return parts.flatMap((part, index) => {
    const lines = part.value.replace(/\n$/, '').split('\n');
    if (part.added || part.removed) {
      const kind = part.added ? 'added' : 'removed';
      return lines.map((text): DiffLine => ({ kind, text }));
    }
    return parts.length === 1
      ? []
      : shorten(lines, index === 0, index === parts.length - 1);
  });
}

const SIGNS = { same: '  ', added: '+ ', removed: '- ', gap: '' } as const;

function filesOf(document: ContractDocument): Record<string, string> {
  return typeof document === 'string' ? { '': document } : document;
}

function File(props: { path: string; before: string; after: string }) {
  const { path, before, after } = props;
  const classes = useStyles();
  const t = useWords();
  const lines = useMemo(() => diffOf(before, after), [before, after]);
  const looks = {
    ...{ same: '', added: classes.added, removed: classes.removed },
    gap: classes.gap,
  };
  return (
    <>
      {path ? (
        <p className={classes.file}>{t('changes.file', { path })}</p>
      ) : undefined}
      {/* A long line is read by scrolling, also with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.box} tabIndex={0}>
        {lines.length
          ? lines.map(({ kind, text }, index) => (
              <span key={index} className={`${classes.line} ${looks[kind]}`}>
                {SIGNS[kind]}
                {text}
              </span>
            ))
          : t('changes.same')}
      </pre>
    </>
  );
}

/** The two documents, line by line. */
export function RawDiff(props: {
  entityRef: string;
  from: string;
  to: string;
}) {
  const { entityRef, from, to } = props;
  const t = useWords();
  const loaded = useLoaded(`${entityRef} ${from} ${to}`, (api, options) =>
    Promise.all(
      [from, to].map(version => api.version(entityRef, version, options)),
    ),
  );
  if (!loaded.value) {
    return loaded.error ? (
      <Failure loaded={loaded} />
    ) : (
      <p role="status">{t('failure.loading')}</p>
    );
  }
  const [before, after] = loaded.value.map(each => filesOf(each.document));
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <>
      {paths.sort().map(path => (
        <File
          key={path}
          path={path}
          before={before[path] ?? ''}
          after={after[path] ?? ''}
        />
      ))}
    </>
  );
}
