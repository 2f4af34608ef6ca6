import { useEffect, useState } from 'react';

/** The value, or while there is none the one before it, so that nothing jumps. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState<T>();
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value ?? last;
}
