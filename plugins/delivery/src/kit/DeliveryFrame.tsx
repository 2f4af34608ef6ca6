import type { ReactNode } from 'react';
import { LiveProvider } from '../live/Live';
import { ClockProvider } from '../time/Clock';

/** One clock and one stream for all that is on a page. */
export function DeliveryFrame(props: {
  children: ReactNode;
  everyMs?: number;
}) {
  return (
    <ClockProvider everyMs={props.everyMs}>
      <LiveProvider>{props.children}</LiveProvider>
    </ClockProvider>
  );
}
