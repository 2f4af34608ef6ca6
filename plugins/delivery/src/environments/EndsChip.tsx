import { Chip } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import {
  formatAge,
  formatDuration,
  formatExact,
  formatZoned,
} from '../time/format';
import { useWords } from '../translation';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When something ends: first in how long, then the exact time. */
export function EndsChip(props: {
  expires: string;
  staying?: number;
  /** The exact time only on hover, where there is little room. */
  brief?: boolean;
}) {
  const { expires, staying = 0, brief } = props;
  const now = useNow();
  const t = useWords();
  const left = Date.parse(expires) - now;
  // Whole days would say of almost three that two are left.
  const age =
    left >= 2 * DAY_MS
      ? formatDuration(left / 1000, t)
      : formatAge(Math.abs(left) / 1000, t);
  const words =
    left > 0 ? t('ends.in', { time: age }) : t('ends.over', { time: age });
  const stays = staying ? `, ${t('ends.stays', { count: staying })}` : '';
  return (
    <time dateTime={expires} title={formatExact(expires)}>
      <Chip
        small
        wrap
        icon="schedule"
        tone={left < HOUR_MS ? 'warning' : 'plain'}
        label={
          brief ? words : `${words} · ${formatZoned(expires, now)}${stays}`
        }
      />
    </time>
  );
}
