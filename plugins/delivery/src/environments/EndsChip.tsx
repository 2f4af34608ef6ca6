import { Chip } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatAge, formatExact, formatMoment } from '../time/format';
import { useWords } from '../translation';

const HOUR_MS = 3_600_000;

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
  const age = formatAge(Math.abs(left) / 1000, t);
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
          brief ? words : `${words} · ${formatMoment(expires, now)}${stays}`
        }
      />
    </time>
  );
}
