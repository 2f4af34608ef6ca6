import { type RefObject, useEffect } from 'react';

/** Where a slash is a letter like any other, or where a dialog stands in front. */
const WRITING =
  'input, textarea, select, [contenteditable="true"], [role="dialog"]';

/** The slash key leads to a field, as people know it from other pages. */
export function useSlashFocus(field: RefObject<HTMLInputElement>) {
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      const isWriting = (target as Element | null)?.closest?.(WRITING);
      if (key !== '/' || ctrlKey || metaKey || altKey || isWriting) return;
      // Else the slash would be typed into the field.
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, [field]);
}
