import { useApi } from '@backstage/core-plugin-api';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../../api/DeliveryApi';
import { failureMessage } from '../../api/errors';
import { formatAge, formatMoment, secondsSince } from '../../time/format';
import { useWords } from '../../translation';
import { useAsked } from '../kit/useAsked';
import { withStop } from '../version/offeredVersions';
import { Part } from './Part';

/** How old what could bring data back is; only of tenants anybody knows. */
export function NewestBackup(props: { tenant?: string }) {
  const { tenant } = props;
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  const asked = useAsked(tenant, async options => {
    const { items } = await delivery.tenants({}, options);
    return items.find(({ name }) => name === tenant);
  });
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
    const backup = asked.value?.backup;
    if (!backup) return t('removal.backupUnknown');
    const now = Date.now();
    return t('removal.backupAt', {
      age: formatAge(secondsSince(backup.at, now), t),
      ...{ time: formatMoment(backup.at, now), schedule: backup.schedule },
    });
  };
  return <Part title={t('removal.backups')}>{words()}</Part>;
}
