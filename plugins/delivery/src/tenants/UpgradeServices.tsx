import type {
  Deployment,
  Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import { useId } from 'react';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords, type DeliveryWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import {
  knownVersions,
  offered,
  type OfferedVersion,
  type UpgradeDraft,
} from './upgradePlan';

/** So many tenants are named of one version. */
const MOST_NAMED = 3;

function namesOf(tenants: readonly string[], t: DeliveryWords): string {
  const more = tenants.length - MOST_NAMED;
  const named = tenants.slice(0, MOST_NAMED).join(', ');
  return more > 0
    ? t('upgradePlan.nowMore', { tenants: named, n: String(more) })
    : named;
}

/** `2.3.1 (globex), 2.4.0 (acme, initech)`; of one version alone only that. */
function versionsWords(
  versions: readonly OfferedVersion[],
  t: DeliveryWords,
): string {
  if (versions.length === 1) return versions[0].version;
  return versions
    .map(({ version, tenants }) =>
      t('upgradePlan.nowAt', { version, tenants: namesOf(tenants, t) }),
    )
    .join(', ');
}

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
                {t('upgradePlan.now', {
                  versions: versionsWords(versions, t),
                })}
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
