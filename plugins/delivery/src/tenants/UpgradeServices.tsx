import type {
  Deployment,
  Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import { useId } from 'react';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import { knownVersions, offered, type UpgradeDraft } from './upgradePlan';

/** Which services, and to which version. */
export function UpgradeServices(props: {
  tenants: readonly Tenant[];
  /** What stands in all environments, to offer versions of. */
  everywhere: readonly Deployment[];
  draft: UpgradeDraft;
  change(change: Partial<UpgradeDraft>): void;
}) {
  const { tenants, everywhere, draft, change } = props;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const id = useId();
  const environment = tenants[0]?.services[0]?.deployment.environment ?? '';
  const set = (component: string, version: string) =>
    change({ versions: { ...draft.versions, [component]: version } });
  return (
    <fieldset className={`${classes.field} ${classes.group}`}>
      <legend>{t('upgradePlan.services')}</legend>
      <div className={second}>{t('upgradePlan.servicesHelp')}</div>
      <ul className={classes.list}>
        {[...offered(tenants)].map(([component, versions]) => (
          <li key={component} className={classes.row}>
            <span>
              {component}{' '}
              <span className={second}>
                {t('upgradePlan.now', { versions: versions.join(', ') })}
              </span>
            </span>
            <input
              className={classes.input}
              aria-label={t('upgradePlan.version', { component })}
              value={draft.versions[component] ?? ''}
              placeholder={t('upgradePlan.asItIs')}
              list={`${id}-${component}`}
              onChange={event => set(component, event.target.value)}
            />
            <datalist id={`${id}-${component}`}>
              {knownVersions(everywhere, component, environment).map(
                ({ version, places }) => (
                  <option key={version} value={version}>
                    {t('upgradePlan.elsewhere', {
                      ...{ version, places: places.join(', ') },
                    })}
                  </option>
                ),
              )}
            </datalist>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
