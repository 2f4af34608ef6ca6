import type { EnvironmentDetails } from '@slipway/backstage-plugin-delivery-common';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useWords } from '../translation';
import { EndDialog } from './EndDialog';
import { ProlongDialog } from './ProlongDialog';

/** What can be done with an environment that exists only in Git. */
export function EnvironmentActs(props: {
  environment: EnvironmentDetails;
  onDone(): void;
}) {
  const { environment, onDone } = props;
  const { name, can, life } = environment;
  const t = useWords();
  const [open, setOpen] = useState<'prolong' | 'end'>();
  if (!life) {
    return null;
  }
  const close = () => setOpen(undefined);
  return (
    <>
      <ActButton
        look="outlined"
        size="small"
        label={t('prolong.actLabel', { name })}
        disabledBecause={can.prolong.allowed ? undefined : can.prolong.reason}
        onClick={() => setOpen('prolong')}
      >
        {t('prolong.act')}
      </ActButton>
      <ActButton
        size="small"
        label={t('end.actLabel', { name })}
        disabledBecause={can.end.allowed ? undefined : can.end.reason}
        onClick={() => setOpen('end')}
      >
        {t('end.act')}
      </ActButton>
      {open === 'prolong' ? (
        <ProlongDialog {...{ environment, onDone }} onClose={close} />
      ) : undefined}
      {open === 'end' ? (
        <EndDialog {...{ environment, onDone }} onClose={close} />
      ) : undefined}
    </>
  );
}
