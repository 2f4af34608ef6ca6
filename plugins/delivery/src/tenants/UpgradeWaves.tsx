import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { useDialogStyles } from '../rollback/dialogStyles';
import { useWords, type DeliveryWords } from '../translation';
import { useFieldStyles } from './fieldStyles';
import { changedBy, type UpgradeDraft } from './upgradePlan';
import type { RankedTenant } from './waveOrder';

/** Why nothing changes at a tenant, once a version is chosen. */
function whyUnchanged(
  tenant: Tenant,
  draft: UpgradeDraft,
  t: DeliveryWords,
): string | undefined {
  const chosen = Object.entries(draft.versions).filter(([, version]) =>
    version.trim(),
  );
  if (!chosen.length || changedBy(tenant, draft).length) return undefined;
  const hasSome = tenant.services.some(({ deployment }) =>
    chosen.some(([component]) => component === deployment.component),
  );
  return hasSome ? t('upgradePlan.hasItAlready') : t('upgradePlan.hasNone');
}

function WaveRow(props: {
  ranked: RankedTenant;
  draft: UpgradeDraft;
  /** So many waves there can be. */
  most: number;
  onWave(wave: number): void;
}) {
  const { draft, most, onWave } = props;
  const { tenant, risk } = props.ranked;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  const unchanged = whyUnchanged(tenant, draft, t);
  const says = [tenant.plan, t(`upgradeRisk.${risk}`)];
  return (
    <li className={classes.row}>
      <span>
        <strong>{tenant.name}</strong>{' '}
        <span className={second}>{says.filter(Boolean).join(' · ')}</span>
        {unchanged ? <div className={second}>{unchanged}</div> : undefined}
      </span>
      <select
        className={classes.input}
        aria-label={t('upgradePlan.waveOf', { tenant: tenant.name })}
        value={draft.waves[tenant.name]}
        onChange={event => onWave(Number(event.target.value))}
      >
        {Array.from({ length: most }, (_, index) => (
          <option key={index} value={index + 1}>
            {t('upgrades.wave', { n: String(index + 1) })}
          </option>
        ))}
      </select>
    </li>
  );
}

/** The wave of each tenant, and why they are in this order. */
export function UpgradeWaves(props: {
  ranked: readonly RankedTenant[];
  draft: UpgradeDraft;
  /** Whether the waves are ours, and not those of a plan before. */
  isProposed: boolean;
  change(change: Partial<UpgradeDraft>): void;
}) {
  const { ranked, draft, isProposed, change } = props;
  const classes = useFieldStyles();
  const { second } = useDialogStyles();
  const t = useWords();
  return (
    <fieldset className={`${classes.field} ${classes.group}`}>
      <legend>{t('upgradePlan.waves')}</legend>
      <div className={second}>{t('upgradePlan.wavesHelp')}</div>
      {isProposed && ranked.length > 1 ? (
        <div className={second}>{t('upgradePlan.wavesOrder')}</div>
      ) : undefined}
      <ul className={classes.list}>
        {ranked.map(each => (
          <WaveRow
            key={each.tenant.name}
            {...{ ranked: each, draft }}
            most={ranked.length}
            onWave={wave =>
              change({ waves: { ...draft.waves, [each.tenant.name]: wave } })
            }
          />
        ))}
      </ul>
    </fieldset>
  );
}
