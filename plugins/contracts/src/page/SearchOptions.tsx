import Popper from '@material-ui/core/Popper';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { tonesOf, touch } from '@slipway/backstage-plugin-kit-react';
import type { HTMLAttributes, LiHTMLAttributes } from 'react';
import { useWords } from '../translation';

/** Something that can be chosen. */
export interface SearchOption {
  value: string;
  label: string;
  /** Second line; is searched, too. */
  hint?: string;
}

const useStyles = makeStyles<Theme>(theme => {
  const panel = {
    margin: '2px 0',
    fontSize: 14,
    lineHeight: '20px',
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
    border: `1px solid ${tonesOf(theme).control}`,
    borderRadius: 4,
    boxShadow: theme.shadows[4],
  };
  return {
    // Above a dialog, which may hold the field.
    popper: { zIndex: theme.zIndex.modal + 1 },
    list: {
      ...panel,
      listStyle: 'none',
      padding: '4px 0',
      maxHeight: 264,
      overflowY: 'auto',
    },
    option: {
      padding: '5px 10px',
      cursor: 'pointer',
      overflowWrap: 'anywhere',
      '&[data-focus=true]': { background: tonesOf(theme).accent.soft },
      '&[aria-selected=true]': { fontWeight: 600 },
      [touch]: { minHeight: 44 },
    },
    hint: {
      fontSize: 12,
      lineHeight: '16px',
      fontWeight: 400,
      color: tonesOf(theme).textSecond,
    },
    nothing: {
      ...panel,
      padding: '5px 10px',
      position: 'absolute',
      top: '100%',
      left: 0,
      right: 0,
      zIndex: 1,
    },
  };
});

/** What was found, under the line of text. */
export function SearchOptions(props: {
  label: string;
  anchor: HTMLElement;
  options: readonly SearchOption[];
  listProps: HTMLAttributes<HTMLUListElement>;
  itemProps(index: number): LiHTMLAttributes<HTMLLIElement>;
}) {
  const { label, anchor, options, listProps, itemProps } = props;
  const classes = useStyles();
  return (
    <Popper
      open
      anchorEl={anchor}
      placement="bottom-start"
      className={classes.popper}
      style={{ width: anchor.clientWidth }}
    >
      <ul
        {...listProps}
        aria-labelledby={undefined}
        aria-label={label}
        className={classes.list}
      >
        {options.map(({ value, label: words, hint }, index) => (
          <li key={value} {...itemProps(index)} className={classes.option}>
            {words}
            {hint ? <div className={classes.hint}>{hint}</div> : undefined}
          </li>
        ))}
      </ul>
    </Popper>
  );
}

/** Says that a text finds nothing; stands there before, so that it is read out. */
export function NothingFound(props: {
  shown: boolean;
  /** Whether the text counts all the same. */
  free?: boolean;
}) {
  const { shown, free } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <div aria-live="polite">
      {shown ? (
        <div className={classes.nothing}>
          {t(free ? 'search.nothingFree' : 'search.nothing')}
        </div>
      ) : undefined}
    </div>
  );
}
