import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  EnvironmentDetails,
} from '@slipway/backstage-plugin-delivery-common';
import { Segmented } from '@slipway/backstage-plugin-kit-react';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { useSending } from '../kit/useSending';
import { oneLine } from '../rollback/reason';
import { useNow } from '../time/Clock';
import { formatAge, formatZoned } from '../time/format';
import { useWords } from '../translation';
import { ChangeDialog, TextField } from './ChangeDialog';
import { usePlan } from './useEnvironmentChange';

const STEPS = {
  PT1H: { words: 'prolong.hour', by: { hours: 1 } },
  P1D: { words: 'prolong.day', by: { days: 1 } },
  P3D: { words: 'prolong.threeDays', by: { days: 3 } },
  P7D: { words: 'prolong.week', by: { days: 7 } },
} as const;
type Step = keyof typeof STEPS;

/** The last of its ends and so much more; from now on when that is over. */
function laterBy(environment: EnvironmentDetails, step: Step, now: number) {
  const ends = environment.folders.flatMap(({ expires }) => expires ?? []);
  const last = Math.max(now, ...ends.map(end => Date.parse(end)));
  return DateTime.fromMillis(last, { zone: 'utc' })
    .plus(STEPS[step].by)
    .startOf('second')
    .toISO()!;
}

/** Moves the end of an environment to a later time. */
export function ProlongDialog(props: {
  environment: EnvironmentDetails;
  onClose(): void;
  /** @param expires - when it ends now */
  onDone(expires: string): void;
}) {
  const { environment, onClose, onDone } = props;
  const { name } = environment;
  const api = useApi(deliveryApiRef);
  const t = useWords();
  const now = useNow();
  // Counted from when it was opened: a wish that moves would never be planned.
  const [opened] = useState(now);
  const [step, setStep] = useState<Step>('P1D');
  const [reason, setReason] = useState('');
  const expires = laterBy(environment, step, opened);
  const plan = usePlan(expires, signal =>
    // The plan is of the files; why is not known yet.
    api.planProlong(
      name,
      { expires, reason: t('prolong.confirm') },
      { signal },
    ),
  );
  const { send, sending, failure } = useSending<Change>(() => {
    onDone(expires);
    onClose();
  }, plan.again);
  const why = oneLine(reason);
  const missing = [
    !plan.plan && (plan.failure ?? t('plan.planFirst')),
    !why && t('plan.reasonMissing'),
  ].find(Boolean);
  const confirm = () => {
    const request = { expires, reason: why, base: plan.plan?.head };
    send(request, idempotencyKey =>
      api.prolong(name, request, { idempotencyKey }),
    );
  };
  const left = (Date.parse(expires) - now) / 1000;
  return (
    <ChangeDialog
      title={t('prolong.title', { name })}
      confirm={t('prolong.confirm')}
      sending={sending ? t('prolong.sending') : undefined}
      missing={missing || undefined}
      onConfirm={confirm}
      {...{ plan, failure, onClose }}
    >
      <div>
        <Segmented
          label={t('prolong.by')}
          items={(Object.keys(STEPS) as Step[]).map(id => ({
            ...{ id, label: t(STEPS[id].words) },
          }))}
          selected={step}
          onSelect={id => setStep(id as Step)}
        />
      </div>
      <p>
        {t('prolong.until', {
          ...{ time: formatZoned(expires, now), age: formatAge(left, t) },
        })}
      </p>
      <TextField
        first
        label={t('plan.reason')}
        value={reason}
        onChange={setReason}
      />
    </ChangeDialog>
  );
}
