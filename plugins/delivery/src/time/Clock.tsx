import {
  createContext,
  useContext,
  useEffect,
  useState,
  type ReactNode,
} from 'react';

const ClockContext = createContext<number | undefined>(undefined);

/**
 * One timer for all times below it. It rests while nobody sees the page and
 * catches up at once when the page is shown again.
 */
export function ClockProvider(props: {
  children: ReactNode;
  everyMs?: number;
}) {
  const { children, everyMs = 1000 } = props;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState !== 'hidden') {
        setNow(Date.now());
      }
    };
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return <ClockContext.Provider value={now}>{children}</ClockContext.Provider>;
}

/** Milliseconds since 1970, moving with the nearest clock above. */
export function useNow(): number {
  return useContext(ClockContext) ?? Date.now();
}
