import { useApi } from '@backstage/core-plugin-api';
import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import useAsync from 'react-use/lib/useAsync';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import { RowPlaceholders } from '../kit/Placeholders';
import { useWords } from '../translation';
import { TenantDialog } from './TenantDialog';
import { UpgradeDialog } from './UpgradeDialog';
import { draftOf } from './upgradePlan';

/** Plans an upgrade anew from what it was planned as, in the place of it. */
export function ChangePlanDialog(props: {
  upgrade: Upgrade;
  onPlanned(upgrade: Upgrade): void;
  onClose(): void;
}) {
  const { upgrade, onPlanned, onClose } = props;
  const api = useApi(deliveryApiRef);
  const t = useWords();
  const draft = draftOf(upgrade);
  const environment = draft?.environment;
  const found = useAsync(
    async () => (await api.tenants({ environment })).items,
    [api, environment],
  );
  if (draft && found.value) {
    const tenants = found.value.filter(({ name }) => draft.waves[name]);
    const instead = { id: upgrade.id, draft };
    return <UpgradeDialog {...{ tenants, instead, onPlanned, onClose }} />;
  }
  const failure =
    found.error &&
    t('upgradePlan.tenantsFailed', { cause: failureMessage(found.error) });
  return (
    <TenantDialog
      title={t('upgradePlan.title')}
      icon="schedule"
      confirm={t('upgradePlan.plan')}
      foot=""
      refusal={failure ?? t('upgradePlan.tenantsLoading')}
      onConfirm={onClose}
      onClose={onClose}
    >
      {failure ? undefined : <RowPlaceholders rows={3} height={36} />}
    </TenantDialog>
  );
}
