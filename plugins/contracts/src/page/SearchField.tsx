import Popper from '@material-ui/core/Popper';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import useAutocomplete, {
  createFilterOptions,
} from '@material-ui/lab/useAutocomplete';
import { tonesOf, touch } from '@slipway/backstage-plugin-kit-react';
import {
  type HTMLAttributes,
  type InputHTMLAttributes,
  type KeyboardEvent,
  useState,
} from 'react';
import { Field, type FieldControl } from './Field';

/** More would only slow the page down; typing on narrows them. */
const MOST_SHOWN = 100;

/** Something that can be chosen. */
export interface SearchOption {
  value: string;
  label: string;
  /** Second line; is searched, too. */
  hint?: string;
}

const useStyles = makeStyles<Theme>(theme => ({
  box: { position: 'relative', minWidth: 0 },
  // Above a dialog, which may hold the field.
  popper: { zIndex: theme.zIndex.modal + 1 },
  list: {
    listStyle: 'none',
    margin: '2px 0',
    padding: '4px 0',
    maxHeight: 264,
    overflowY: 'auto',
    fontSize: 14,
    lineHeight: '20px',
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
    border: `1px solid ${tonesOf(theme).control}`,
    borderRadius: 4,
    boxShadow: theme.shadows[4],
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
}));

interface SearchProps {
  label: string;
  help?: string;
  placeholder?: string;
  value: string;
  options: readonly SearchOption[];
  /** Whether a text that is no option counts, too. */
  free?: boolean;
  onChange(value: string): void;
}

const sameText = (a: string, b: string) =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/** What is typed is the option of that name, else itself when that counts. */
function useTyped({ value, options, free, onChange }: SearchProps) {
  const [typed, setTyped] = useState('');
  const chosen = options.find(option => option.value === value);
  const rest = free ? value : typed;
  const type = (text: string) => {
    const named =
      options.find(option => option.value === text.trim()) ??
      options.find(option => sameText(option.label, text));
    setTyped(text);
    onChange(named?.value ?? (free ? text : ''));
  };
  // A text that names nothing must not look as if it were chosen.
  const leave = () => setTyped('');
  return { chosen, text: chosen?.label ?? rest, type, leave };
}

const filterOptions = createFilterOptions<SearchOption>({
  limit: MOST_SHOWN,
  stringify: ({ label, value, hint }) => [label, value, hint].join('\n'),
});

function SearchBox(props: SearchProps & { control: FieldControl }) {
  const { control, label, options, placeholder, onChange } = props;
  const classes = useStyles();
  const { chosen, text, type, leave } = useTyped(props);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const search = useAutocomplete<SearchOption, false, false, true>({
    ...{ id: control.id, options: [...options], filterOptions },
    ...{ freeSolo: true, openOnFocus: true, handleHomeEndKeys: false },
    getOptionLabel: option =>
      typeof option === 'string' ? option : option.label,
    getOptionSelected: (option, other) => option.value === other.value,
    // The library takes null for nothing.
    value: chosen ?? null,
    inputValue: text,
    onInputChange: (_, next, reason) => reason !== 'reset' && type(next),
    onChange: (_, next) => {
      if (typeof next === 'string') type(next);
      else onChange(next?.value ?? '');
    },
  });
  // Of today's pattern: the input itself is the combobox, not what is around it.
  const root = search.getRootProps() as HTMLAttributes<HTMLElement>;
  const input = search.getInputProps() as InputHTMLAttributes<HTMLInputElement>;
  const shown = search.groupedOptions as SearchOption[];
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { form, attributes } = event.currentTarget;
    const active = attributes.getNamedItem('aria-activedescendant')?.value;
    const marked = shown[Number(active?.split('-').at(-1))];
    root.onKeyDown?.(event);
    // What stands there already needs no choosing: Enter goes on with it.
    if (event.key === 'Enter' && chosen && marked?.value === chosen.value) {
      form?.requestSubmit();
    }
  };
  const isOpen = search.popupOpen && shown.length > 0;
  return (
    <div ref={setAnchor} className={classes.box}>
      <input
        {...input}
        {...{ ...control, placeholder }}
        onKeyDown={onKeyDown}
        onBlur={event => {
          input.onBlur?.(event);
          leave();
        }}
        role="combobox"
        aria-controls={`${control.id}-popup`}
        aria-expanded={isOpen}
      />
      {isOpen && anchor ? (
        <Popper
          open
          anchorEl={anchor}
          placement="bottom-start"
          className={classes.popper}
          style={{ width: anchor.clientWidth }}
        >
          <ul
            {...search.getListboxProps()}
            aria-labelledby={undefined}
            aria-label={label}
            className={classes.list}
          >
            {shown.map((option, index) => {
              const { key, ...item } = search.getOptionProps({
                ...{ option, index },
              }) as Record<string, unknown>;
              return (
                <li key={option.value} {...item} className={classes.option}>
                  {option.label}
                  {option.hint ? (
                    <div className={classes.hint}>{option.hint}</div>
                  ) : undefined}
                </li>
              );
            })}
          </ul>
        </Popper>
      ) : undefined}
    </div>
  );
}

/** A line of text that finds what is known by any part of its name. */
export function SearchField(props: SearchProps) {
  const { label, help } = props;
  return (
    <Field {...{ label, help }}>
      {control => <SearchBox {...props} control={control} />}
    </Field>
  );
}
