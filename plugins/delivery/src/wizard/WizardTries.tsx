import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useRef,
} from 'react';
import { firstInput, openErrors } from './openErrors';
import type { FormError } from './saidErrors';

/** Each press of *Next*, and what was answered when it was refused. */
interface Tries {
  count: number;
  refused?: { count: number; answers: unknown };
  focused?: number;
}

const Context = createContext<{ current: Tries } | undefined>(undefined);

/**
 * Knows when somebody wants to go on. It stands around the form, because the
 * form takes its list of errors down and up again with each letter.
 */
export function WizardTries(props: {
  className?: string;
  children: ReactNode;
}) {
  const tries = useRef<Tries>({ count: 0 });
  return (
    <div
      className={props.className}
      onSubmitCapture={() => {
        tries.current.count += 1;
      }}
    >
      <Context.Provider value={tries}>{props.children}</Context.Provider>
    </div>
  );
}

/**
 * What is still to be corrected; the first of it has the focus after *Next*.
 * The form looks only then, so an answer that was changed since is not known
 * to be wrong.
 *
 * @param root - within the form
 */
export function useOpenErrors(
  errors: readonly FormError[],
  answers: unknown,
  root: RefObject<HTMLElement>,
): FormError[] {
  const own = useRef<Tries>({ count: 0 });
  const tries = (useContext(Context) ?? own).current;
  if (tries.refused?.count !== tries.count) {
    tries.refused = { count: tries.count, answers };
  }
  const open = openErrors(errors, tries.refused.answers, answers);
  useEffect(() => {
    if (tries.focused === tries.count) return;
    tries.focused = tries.count;
    const form = root.current?.closest('form');
    if (form) firstInput(form, open)?.focus();
  });
  return open;
}
