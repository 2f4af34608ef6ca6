import { useApi } from '@backstage/core-plugin-api';
import type { TenantBackup } from '@slipway/backstage-plugin-delivery-common';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef, type DeliveryApi } from '../../api/DeliveryApi';
import { failureKind, failureMessage } from '../../api/errors';
import { formatAge, formatMoment, secondsSince } from '../../time/format';
import { useWords } from '../../translation';
import { useAsked } from '../kit/useAsked';
import { withStop } from '../version/offeredVersions';
import { Part } from './Part';

/** The newest backup of a tenant; undefined when none is known of it. */
async function backupOf(
  delivery: DeliveryApi,
  tenant: string,
  options: { signal: AbortSignal },
): Promise<TenantBackup | undefined> {
  try {
    return (await delivery.tenant(tenant, {}, options)).backup;
  } catch (error) {
    if (failureKind(error) === 'not-found') return undefined;
    throw error;
  }
}

/** How old what could bring data back is; only of tenants anybody knows. */
export function NewestBackup(props: { tenant?: string }) {
  const { tenant } = props;
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  const asked = useAsked(tenant, options =>
    backupOf(delivery, tenant!, options),
  );
  const words = () => {
    if (asked.loading) return t('removal.backupLooking');
    if (asked.error) {
      const cause = withStop(failureMessage(asked.error));
      return (
        <StateWord
          tone="warning"
          icon="problem"
          label={t('removal.backupUntold', { cause })}
        />
      );
    }
    const backup = asked.value;
    if (!backup) return t('removal.backupUnknown');
    const now = Date.now();
    return t('removal.backupAt', {
      age: formatAge(secondsSince(backup.at, now), t),
      ...{ time: formatMoment(backup.at, now), schedule: backup.schedule },
    });
  };
  return <Part title={t('removal.backups')}>{words()}</Part>;
}
