import Popper from '@material-ui/core/Popper';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { touch } from '../styles';
import { tonesOf } from '../tones';
import type { ComboboxOption } from './types';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    // Above a dialog, which may hold the field.
    popper: { zIndex: theme.zIndex.modal + 1 },
    list: {
      listStyle: 'none',
      margin: '2px 0',
      padding: '4px 0',
      maxHeight: 320,
      overflowY: 'auto',
      fontSize: 14,
      lineHeight: '20px',
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      border: `1px solid ${tones.control}`,
      borderRadius: 4,
      boxShadow: theme.shadows[4],
    },
    option: {
      padding: '6px 12px',
      cursor: 'pointer',
      overflowWrap: 'anywhere',
      '&[aria-selected=true]': { fontWeight: 600 },
      '&[aria-disabled=true]': {
        cursor: 'not-allowed',
        color: tones.textSecond,
        '& > span:first-child': { textDecoration: 'line-through' },
      },
      [touch]: { minHeight: 44 },
    },
    active: { background: tones.accent.soft },
    beside: { float: 'right', marginLeft: 12, fontWeight: 400 },
    hint: {
      fontSize: 12.5,
      lineHeight: '17px',
      fontWeight: 400,
      color: tones.textSecond,
    },
    nothing: { padding: '6px 12px', color: tones.textSecond },
  };
});

/** The options under a line of text. */
export function ComboboxList(props: {
  id: string;
  label: string;
  anchor: HTMLElement;
  options: readonly ComboboxOption[];
  active: number;
  value: string;
  nothing: string;
  onActive(index: number): void;
  onChoose(option: ComboboxOption): void;
}) {
  const { id, label, anchor, options, active, value } = props;
  const classes = useStyles();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const item = list.current?.children[active];
    item?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <Popper
      open
      anchorEl={anchor}
      placement="bottom-start"
      className={classes.popper}
      style={{ width: anchor.clientWidth }}
    >
      <ul
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        className={classes.list}
      >
        {options.map((option, index) => (
          // The keyboard stays with the text, which moves the choice.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.value === value}
            aria-disabled={option.disabledBecause !== undefined || undefined}
            className={`${classes.option} ${index === active ? classes.active : ''}`}
            onMouseMove={() => props.onActive(index)}
            // The text keeps the keyboard.
            onMouseDown={event => event.preventDefault()}
            onClick={() => props.onChoose(option)}
          >
            <span>{option.label}</span>
            {option.beside ? (
              <span className={classes.beside}>{option.beside}</span>
            ) : undefined}
            {(option.disabledBecause ?? option.hint) ? (
              <div className={classes.hint}>
                {option.disabledBecause ?? option.hint}
              </div>
            ) : undefined}
          </li>
        ))}
        {options.length ? undefined : (
          <li
            role="option"
            aria-selected={false}
            aria-disabled
            className={classes.nothing}
          >
            {props.nothing}
          </li>
        )}
      </ul>
    </Popper>
  );
}
