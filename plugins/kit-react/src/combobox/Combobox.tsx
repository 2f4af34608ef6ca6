import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import { useState } from 'react';
import { ComboboxList } from './ComboboxList';
import type { ComboboxProps } from './types';
import { useCombobox } from './useCombobox';

/**
 * A line of text that finds what is known by any part of its name. Options
 * that cannot be chosen stay in sight, with the reason.
 *
 * @public
 */
export function Combobox(props: ComboboxProps) {
  const { id, label, value, required, disabled, invalid, describedBy } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const box = useCombobox(props);
  const listId = `${id}-options`;
  return (
    <>
      <TextField
        ref={setAnchor}
        {...{ id, label, required, disabled }}
        fullWidth
        autoComplete="off"
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={props.takesFocus}
        error={invalid}
        placeholder={props.placeholder}
        value={box.text}
        onChange={box.type}
        onClick={box.begin}
        onKeyDown={event =>
          box.onKeyDown(event as Parameters<typeof box.onKeyDown>[0])
        }
        onBlur={() => {
          props.onUnknown?.(box.unknown);
          box.close();
          props.onBlur?.();
        }}
        InputLabelProps={{ shrink: true }}
        InputProps={{
          endAdornment: (
            <InputAdornment position="end">
              <ArrowDropDownIcon aria-hidden color="action" />
            </InputAdornment>
          ),
        }}
        inputProps={{
          role: 'combobox',
          spellCheck: false,
          'aria-autocomplete': 'list',
          'aria-expanded': box.open,
          'aria-controls': box.open ? listId : undefined,
          'aria-activedescendant':
            box.open && box.active >= 0 ? `${listId}-${box.active}` : undefined,
          'aria-describedby': describedBy,
          'aria-invalid': invalid || undefined,
        }}
      />
      {box.open && anchor ? (
        <ComboboxList
          {...{ id: listId, label, anchor, value, nothing: props.nothing }}
          options={box.shown}
          active={box.active}
          onActive={box.setActive}
          onChoose={box.choose}
        />
      ) : undefined}
    </>
  );
}
