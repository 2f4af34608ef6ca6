import { makeStyles } from '@material-ui/core/styles';
import useAutocomplete, {
  createFilterOptions,
} from '@material-ui/lab/useAutocomplete';
import {
  type HTMLAttributes,
  type InputHTMLAttributes,
  type KeyboardEvent,
  useState,
} from 'react';
import { Field, type FieldControl } from './Field';
import {
  NothingFound,
  type SearchOption,
  SearchOptions,
} from './SearchOptions';

export type { SearchOption } from './SearchOptions';

/** More would only slow the page down; typing on narrows them. */
const MOST_SHOWN = 100;

const useStyles = makeStyles({ box: { position: 'relative', minWidth: 0 } });

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

/** The library's search, told what is typed and what is chosen. */
function useSearch(props: SearchProps & { control: FieldControl }) {
  const { control, options, onChange } = props;
  const { chosen, text, type, leave } = useTyped(props);
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
  const shown = search.groupedOptions as SearchOption[];
  const isOpen = search.popupOpen && shown.length > 0;
  const isNothing =
    search.popupOpen && !shown.length && !chosen && text.trim() !== '';
  return { search, shown, chosen, leave, isOpen, isNothing };
}

/** What stands there already needs no choosing: Enter goes on with it. */
function submitsChosen(
  event: KeyboardEvent<HTMLInputElement>,
  shown: readonly SearchOption[],
  chosen: SearchOption | undefined,
): boolean {
  const { attributes } = event.currentTarget;
  const active = attributes.getNamedItem('aria-activedescendant')?.value;
  const marked = shown[Number(active?.split('-').at(-1))];
  return (
    event.key === 'Enter' &&
    chosen !== undefined &&
    marked?.value === chosen.value
  );
}

function SearchBox(props: SearchProps & { control: FieldControl }) {
  const { control, label, placeholder, free } = props;
  const classes = useStyles();
  const found = useSearch(props);
  const { search, shown, chosen, leave, isOpen, isNothing } = found;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // Of today's pattern: the input itself is the combobox, not what is around it.
  const root = search.getRootProps() as HTMLAttributes<HTMLElement>;
  const input = search.getInputProps() as InputHTMLAttributes<HTMLInputElement>;
  return (
    <div ref={setAnchor} className={classes.box}>
      <input
        {...input}
        {...{ ...control, placeholder }}
        onKeyDown={event => {
          const { form } = event.currentTarget;
          const submits = submitsChosen(event, shown, chosen);
          root.onKeyDown?.(event);
          if (submits) form?.requestSubmit();
        }}
        onBlur={event => {
          input.onBlur?.(event);
          leave();
        }}
        role="combobox"
        aria-controls={`${control.id}-popup`}
        aria-expanded={isOpen}
      />
      {isOpen && anchor ? (
        <SearchOptions
          {...{ label, anchor, options: shown }}
          listProps={search.getListboxProps()}
          itemProps={index => {
            const { key, ...item } = search.getOptionProps({
              ...{ option: shown[index], index },
            }) as Record<string, unknown>;
            return item;
          }}
        />
      ) : undefined}
      <NothingFound shown={isNothing} free={free} />
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
