import { type ChangeEvent, type KeyboardEvent, useState } from 'react';
import type { ComboboxOption, ComboboxProps } from './types';

/** More would only slow the page down; typing on narrows them. */
const MOST_SHOWN = 100;

function fits({ label, value, hint }: ComboboxOption, text: string): boolean {
  const all = `${label}\n${value}\n${hint ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(part => all.includes(part));
}

function shownOptions(
  options: readonly ComboboxOption[],
  typed: string | undefined,
): ComboboxOption[] {
  const found = typed
    ? options.filter(option => fits(option, typed.trim()))
    : options;
  return found.slice(0, MOST_SHOWN);
}

/** The option that a text names, where it can be chosen. */
function chosenBy(options: readonly ComboboxOption[], text: string) {
  return options.find(
    ({ disabledBecause, value, label }) =>
      disabledBecause === undefined && [value, label].includes(text.trim()),
  );
}

/** State of a list that is searched by typing. */
export function useCombobox(props: ComboboxProps) {
  const { value, options, free, onChange } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** What is typed and not chosen yet. */
  const [typed, setTyped] = useState<string>();
  const chosen = options.find(option => option.value === value);
  const shown = shownOptions(options, typed);

  const close = () => {
    setOpen(false);
    setActive(-1);
    // A text that names nothing must not look as if it were chosen.
    setTyped(undefined);
  };
  const begin = () => {
    if (props.disabled) return;
    setOpen(true);
    setActive(shown.findIndex(option => option.value === value));
  };
  const choose = (option: ComboboxOption | undefined) => {
    if (!option || option.disabledBecause !== undefined) return;
    close();
    onChange(option.value);
  };
  const type = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const text = target.value;
    const named = chosenBy(options, text);
    setTyped(text);
    setOpen(true);
    setActive(-1);
    if (free) onChange(named?.value ?? text);
    else if (named || !text) onChange(named?.value ?? '');
  };
  const move = (step: number) => {
    if (!open) begin();
    else if (shown.length) {
      setActive(
        now =>
          (Math.max(now, step > 0 ? -1 : 0) + step + shown.length) %
          shown.length,
      );
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      move(key === 'ArrowDown' ? 1 : -1);
    } else if (key === 'Enter' && open) {
      // It chooses; the form is sent by the next one.
      event.preventDefault();
      if (active >= 0) choose(shown[active]);
      else close();
    } else if (key === 'Escape' && open) {
      event.stopPropagation();
      close();
    }
  };
  const left = free ? undefined : typed?.trim();
  return {
    unknown: left && !chosenBy(options, left) ? left : undefined,
    ...{ open, active, shown, chosen, setActive },
    text: typed ?? chosen?.label ?? value,
    ...{ begin, close, choose, type, onKeyDown },
  };
}
