import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  MONO,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { VERDICT_LOOKS } from '../state/looks';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { type DiffLine, diffOf, hunksOf } from './diff';
import { Failure } from './Failure';
import { type JudgedHunk, judgeHunks } from './findPlaces';
import type { HitChange } from './groupChanges';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    file: { fontWeight: 600, margin: '12px 0 4px', overflowWrap: 'anywhere' },
    box: {
      position: 'relative',
      margin: '8px 0 0',
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
    says: {
      display: 'block',
      padding: '4px 12px',
      fontFamily: theme.typography.fontFamily,
      fontSize: 13,
      whiteSpace: 'normal',
    },
  };
});

const SIGNS = { same: '  ', added: '+ ', removed: '- ', gap: '' } as const;

function filesOf(document: ContractDocument): Record<string, string> {
  return typeof document === 'string' ? { '': document } : document;
}

/** What a hunk does to consumers, in words above it. */
function Says(props: { change: HitChange }) {
  const { verdict, message } = props.change;
  const classes = useStyles();
  const t = useWords();
  return (
    <span className={classes.says} data-notable>
      <StateWord {...VERDICT_LOOKS[verdict]} label={t(`verdict.${verdict}`)} />{' '}
      {message}
    </span>
  );
}

function Lines(props: { lines: readonly DiffLine[] }) {
  const classes = useStyles();
  const looks = {
    ...{ same: '', added: classes.added, removed: classes.removed },
    gap: classes.gap,
  };
  return (
    <>
      {props.lines.map(({ kind, text }, index) => (
        <span key={index} className={`${classes.line} ${looks[kind]}`}>
          {SIGNS[kind]}
          {text}
        </span>
      ))}
    </>
  );
}

/** What hurts nobody opens at a press. */
function Harmless(props: { hunk: JudgedHunk }) {
  const { lines, removed, added } = props.hunk;
  const classes = useStyles();
  const t = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <Lines lines={lines} />;
  const n = String(removed.length + added.length);
  return (
    <span className={classes.line}>
      <ActButton size="small" onClick={() => setOpen(true)}>
        {t('changes.harmless', { n })}
      </ActButton>
    </span>
  );
}

interface DiffedFile {
  path: string;
  hunks: JudgedHunk[];
}

function File(props: DiffedFile & { fold: boolean }) {
  const { path, hunks, fold } = props;
  const classes = useStyles();
  const t = useWords();
  const box = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-notable]');
    if (box.current && first) box.current.scrollTop = first.offsetTop;
  }, [hunks]);
  return (
    <>
      {path ? (
        <p className={classes.file}>{t('changes.file', { path })}</p>
      ) : undefined}
      {/* A long line is read by scrolling, also with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={box} className={classes.box} tabIndex={0}>
        {hunks.map((hunk, index) =>
          fold && !hunk.change && hunk.removed.length + hunk.added.length ? (
            <Harmless key={index} hunk={hunk} />
          ) : (
            <span key={index}>
              {hunk.change ? <Says change={hunk.change} /> : undefined}
              <Lines lines={hunk.lines} />
            </span>
          ),
        )}
        {hunks.length ? undefined : t('changes.same')}
      </pre>
    </>
  );
}

/** All files of both versions; texts are compared once. */
function useDiff(
  documents: readonly ContractDocument[] | undefined,
  changes: readonly HitChange[] | undefined,
): DiffedFile[] {
  return useMemo(() => {
    const [before, after] = (documents ?? []).map(filesOf);
    const paths = [...new Set(Object.keys({ ...before, ...after }))].sort();
    return paths.map(path => {
      const texts = { before: before[path] ?? '', after: after[path] ?? '' };
      const hunks = hunksOf(diffOf(texts.before, texts.after));
      return { path, hunks: judgeHunks(hunks, changes ?? [], texts) };
    });
  }, [documents, changes]);
}

/** The two documents, line by line; what matters to consumers comes first. */
export function RawDiff(props: {
  entityRef: string;
  from: string;
  to: string;
  /** What the two were found to differ in; absent while that is not known. */
  changes?: readonly HitChange[];
}) {
  const { entityRef, from, to, changes } = props;
  const t = useWords();
  const loaded = useLoaded(`${entityRef} ${from} ${to}`, async (api, options) =>
    Promise.all(
      [from, to].map(
        async version =>
          (await api.version(entityRef, version, options)).document,
      ),
    ),
  );
  const files = useDiff(loaded.value, changes);
  if (!loaded.value) {
    return loaded.error ? (
      <Failure loaded={loaded} />
    ) : (
      <p role="status">{t('failure.loading')}</p>
    );
  }
  // Where nothing notable could be found, nothing is known to be harmless.
  const fold = files.some(({ hunks }) => hunks.some(({ change }) => change));
  return (
    <>
      {files.map(file => (
        <File key={file.path} {...file} fold={fold} />
      ))}
    </>
  );
}
