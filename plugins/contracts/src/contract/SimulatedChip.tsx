import { configApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { Chip } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

/** Says on each page that what it shows is simulated, where it is. */
export function SimulatedChip() {
  const t = useWords();
  const config = useApiHolder().get(configApiRef);
  return config?.getOptionalBoolean('contracts.simulated') ? (
    <Chip tone="plain" label={t('sandbox.simulated')} />
  ) : null;
}
