import { useWords } from '../translation';
import { useNow } from './Clock';
import {
  formatAge,
  formatDuration,
  formatExact,
  formatMoment,
  secondsSince,
} from './format';

/** Age of a moment, for example `12 min`; exact on hover. */
export function Age(props: { at: string }) {
  const t = useWords();
  const now = useNow();
  return (
    <time dateTime={props.at} title={formatExact(props.at)}>
      {formatAge(secondsSince(props.at, now), t)}
    </time>
  );
}

/** Exact local time, for example `10 Nov 09:31`; UTC and ISO on hover. */
export function Moment(props: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={props.at} title={formatExact(props.at)}>
      {formatMoment(props.at, now)}
    </time>
  );
}

/** Length from one moment to another, or still running. */
export function Elapsed(props: { from: string; to?: string }) {
  const t = useWords();
  const now = useNow();
  return <>{formatDuration(secondsSince(props.from, props.to ?? now), t)}</>;
}
