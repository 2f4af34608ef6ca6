import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  EnvironmentDetails,
} from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useSending } from '../kit/useSending';
import { oneLine } from '../rollback/reason';
import { shortName } from '../state/place';
import { useWords, type DeliveryWords } from '../translation';
import { ChangeDialog, TextField } from './ChangeDialog';
import { useEnvironmentDialogStyles } from './dialogStyles';
import { usePlan, type PlanState } from './useEnvironmentChange';

/** What is held against changes, in words. */
function heldWords({ folders }: EnvironmentDetails): string {
  return folders
    .flatMap(({ component, hold }) =>
      hold
        ? `${component} ${hold.version}, ${shortName(hold.by)}: ${hold.reason}`
        : [],
    )
    .join('; ');
}

interface Draft {
  reason: string;
  typed: string;
  heldToo: boolean;
}

function missingOf(
  { reason, typed, heldToo }: Draft,
  { name, held, plan }: { name: string; held: string; plan: PlanState },
  t: DeliveryWords,
): string | undefined {
  if (!plan.plan) return plan.failure ?? t('plan.planFirst');
  if (!oneLine(reason)) return t('plan.reasonMissing');
  if (held && !heldToo) return t('plan.heldFirst');
  return typed === name ? undefined : t('plan.typeFirst', { name });
}

/** Removes an environment before its time, with all that stands there. */
export function EndDialog(props: {
  environment: EnvironmentDetails;
  onClose(): void;
  onDone(change: Change): void;
}) {
  const { environment, onClose, onDone } = props;
  const { name } = environment;
  const api = useApi(deliveryApiRef);
  const classes = useEnvironmentDialogStyles();
  const t = useWords();
  const [draft, setDraft] = useState<Draft>({
    ...{ reason: '', typed: '', heldToo: false },
  });
  const change = (part: Partial<Draft>) =>
    setDraft(old => ({ ...old, ...part }));
  const held = heldWords(environment);
  const plan = usePlan(name, signal =>
    api.planEnd(name, { reason: t('end.confirm') }, { signal }),
  );
  const { send, sending, failure } = useSending<Change>(made => {
    onDone(made);
    onClose();
  }, plan.again);
  const confirm = () => {
    const request = {
      ...{ reason: oneLine(draft.reason), base: plan.plan?.head },
      ...(held && { heldToo: draft.heldToo }),
    };
    send(request, idempotencyKey => api.end(name, request, { idempotencyKey }));
  };
  return (
    <ChangeDialog
      title={t('end.title', { name })}
      confirm={t('end.confirm')}
      sending={sending ? t('end.sending') : undefined}
      missing={missingOf(draft, { name, held, plan }, t)}
      onConfirm={confirm}
      {...{ plan, failure, onClose }}
    >
      <p>{t('end.text')}</p>
      {held ? (
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={draft.heldToo}
            onChange={event => change({ heldToo: event.target.checked })}
          />
          {t('end.held', { words: held })}
        </label>
      ) : undefined}
      <TextField
        first
        label={t('plan.reason')}
        value={draft.reason}
        onChange={reason => change({ reason })}
      />
      <TextField
        label={t('end.type', { name })}
        value={draft.typed}
        onChange={typed => change({ typed })}
      />
    </ChangeDialog>
  );
}
