import type { ReactNode } from 'react';

/** Something that can be chosen. @public */
export interface ComboboxOption {
  value: string;
  label: string;
  /** Second line; it is searched, too. */
  hint?: string;
  /** Stands at the right of the first line. */
  beside?: ReactNode;
  /** Why it cannot be chosen; it stays in sight with the reason. */
  disabledBecause?: string;
}

/** Properties of {@link Combobox}. @public */
export interface ComboboxProps {
  id: string;
  label: string;
  value: string;
  options: readonly ComboboxOption[];
  /** Whether a text that is no option counts, too. */
  free?: boolean;
  required?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  /** Has the keyboard at first. */
  takesFocus?: boolean;
  placeholder?: string;
  /** Ids of what explains it. */
  describedBy?: string;
  /** Said when nothing fits what is typed. */
  nothing: string;
  onChange(value: string): void;
  onBlur?(): void;
  /** Told when somebody leaves it with a text that is no option and does not count. */
  onUnknown?(typed: string | undefined): void;
}
