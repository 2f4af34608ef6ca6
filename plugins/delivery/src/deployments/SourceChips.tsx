import type { Source } from '@slipway/backstage-plugin-delivery-common';
import { Chip } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

/** One dashed chip for all sources that are silent; nothing when none is. */
export function SilentSourcesChip(props: { sources?: readonly Source[] }) {
  const t = useWords();
  const { sources = [] } = props;
  const silent = sources.filter(source => source.status === 'silent');
  if (!silent.length) {
    return null;
  }
  return (
    <Chip
      small
      wrap
      tone="stale"
      icon="cloudOff"
      label={t('sources.silentOne', {
        silent: String(silent.length),
        total: String(sources.length),
        names: silent.map(source => source.title).join(', '),
      })}
    />
  );
}

/** Says that what answers is a simulation. */
export function SandboxChip(props: { sources?: readonly Source[] }) {
  const t = useWords();
  return props.sources?.some(source => source.simulated) ? (
    <Chip small tone="plain" label={t('sources.simulated')} />
  ) : null;
}
