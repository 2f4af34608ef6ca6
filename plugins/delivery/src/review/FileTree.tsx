import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';
import {
  focusRing,
  MONO,
  StateIcon,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useWords } from '../translation';
import { countLines, type FileGroup } from './fileLines';

/** A folder with more files than that is folded at first. */
const MOST_FILES = 60;

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  const row = {
    display: 'flex',
    width: '100%',
    alignItems: 'center',
    justifyContent: 'flex-start',
    gap: 8,
    minHeight: 28,
    padding: '2px 12px',
    fontSize: 13,
    lineHeight: '18px',
    textAlign: 'left' as const,
    color: theme.palette.text.primary,
    '&.Mui-focusVisible': { ...focusRing(theme), outlineOffset: -2 },
    [touch]: { minHeight: 44 },
  };
  return {
    list: { listStyle: 'none', margin: 0, padding: 0 },
    folder: { ...row, color: tones.textSecond },
    file: { ...row, paddingLeft: 28 },
    chosen: { background: tones.accent.soft, fontWeight: 600 },
    label: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    count: { fontFamily: MONO, fontSize: 12, fontWeight: 400 },
    added: { color: tones.ok.text },
    removed: { color: tones.critical.text },
  };
});

function iconOf({ path, status }: ChangedFile) {
  if (/secret/i.test(path)) return 'lock';
  return status === 'changed' ? 'edit' : 'file';
}

function FileRow(props: {
  label: string;
  file: ChangedFile;
  isChosen: boolean;
  onChoose(path: string): void;
}) {
  const { label, file, isChosen, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const { added, removed } = countLines(file);
  return (
    <li>
      <ButtonBase
        className={`${classes.file} ${isChosen ? classes.chosen : ''}`}
        aria-current={isChosen}
        aria-label={t('review.fileRow', {
          ...{ path: file.path, status: t(`review.${file.status}`) },
          ...{ added: String(added), removed: String(removed) },
        })}
        onClick={() => onChoose(file.path)}
      >
        <StateIcon name={iconOf(file)} size={15} />
        <span className={classes.label}>{label}</span>
        <span className={classes.count}>
          {added ? <span className={classes.added}>{`+${added}`}</span> : ''}
          {removed ? (
            <span className={classes.removed}>{` −${removed}`}</span>
          ) : (
            ''
          )}
        </span>
      </ButtonBase>
    </li>
  );
}

/** The files of a change by their folders; large folders are folded. */
export function FileTree(props: {
  label: string;
  groups: readonly FileGroup[];
  chosen?: string;
  onChoose(path: string): void;
}) {
  const { label, groups, chosen, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const toggle = (folder: string) => {
    const next = new Set(toggled);
    if (!next.delete(folder)) next.add(folder);
    setToggled(next);
  };
  return (
    <ul className={classes.list} aria-label={label}>
      {groups.map(({ folder, files }) => {
        const isLarge = files.length > MOST_FILES && groups.length > 1;
        const isOpen = isLarge === toggled.has(folder);
        return (
          <li key={folder}>
            {folder ? (
              <ButtonBase
                className={classes.folder}
                aria-expanded={isOpen}
                onClick={() => toggle(folder)}
              >
                <StateIcon name="folder" size={15} />
                <span className={classes.label}>{folder}</span>
                {isOpen
                  ? undefined
                  : t('review.files', { count: files.length })}
              </ButtonBase>
            ) : undefined}
            {isOpen || !folder ? (
              <ul className={classes.list}>
                {files.map(({ label: name, file }) => (
                  <FileRow
                    key={file.path}
                    {...{ label: name, file, onChoose }}
                    isChosen={file.path === chosen}
                  />
                ))}
              </ul>
            ) : undefined}
          </li>
        );
      })}
    </ul>
  );
}
