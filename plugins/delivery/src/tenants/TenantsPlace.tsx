import { useRouteRef } from '@backstage/core-plugin-api';
import { PageLayout } from '@backstage/frontend-plugin-api';
import BusinessIcon from '@material-ui/icons/Business';
import { tenantsRouteRef } from '../routes';
import { useWords } from '../translation';
import { TenantsPage } from './TenantsPage';

/**
 * The page under a header of its own: that of the plugin calls itself Tenants
 * and leads to Delivery.
 */
export function TenantsPlace() {
  const t = useWords();
  const link = useRouteRef(tenantsRouteRef);
  return (
    <PageLayout
      title={t('tenants.title')}
      icon={<BusinessIcon fontSize="inherit" />}
      titleLink={link()}
    >
      <TenantsPage />
    </PageLayout>
  );
}
