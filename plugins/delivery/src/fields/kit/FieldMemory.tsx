import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';

const Memory = createContext<Map<string, unknown> | undefined>(undefined);

/** What fields of one wizard remember while another page of it is open. */
export function FieldMemory(props: { children: ReactNode }) {
  const [memory] = useState(() => new Map<string, unknown>());
  return <Memory.Provider value={memory}>{props.children}</Memory.Provider>;
}

/** Something that a field keeps, and nobody draws. */
export interface Remembered<T> {
  current: T | undefined;
}

/**
 * Like a ref, and it outlives the page where a `FieldMemory` stands around the
 * wizard. A wizard takes each page down when another one opens.
 *
 * @param id - of the field, which is the same when its page opens again
 */
export function useRemembered<T>(id: string): Remembered<T> {
  const memory = useContext(Memory);
  const own = useRef<T>();
  return useMemo(
    () =>
      memory
        ? {
            get current() {
              return memory.get(id) as T | undefined;
            },
            set current(value) {
              memory.set(id, value);
            },
          }
        : own,
    [memory, id],
  );
}
