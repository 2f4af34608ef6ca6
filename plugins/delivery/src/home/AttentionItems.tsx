import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  Deployment,
  Source,
} from '@slipway/backstage-plugin-delivery-common';
import { isMeasuredBad, type SeenDeployment } from '../health/SeenDeployment';
import { SparklinePicture } from '../health/Sparkline';
import { useNavigate } from 'react-router-dom';
import { ActButton, Chip } from '@slipway/backstage-plugin-kit-react';
import { useTabLink } from '../deployments/OverviewCard';
import { rootRouteRef } from '../routes';
import { describeDeployment, type StateKind } from '../state/describe';
import { isInTrouble } from '../state/judge';
import { placeOf } from '../state/place';
import { useNow } from '../time/Clock';
import { Age } from '../time/Times';
import { formatMoment } from '../time/format';
import { useWords } from '../translation';
import { useHomeStyles } from './homeStyles';

/** Kinds of states that bring a deployment into this list. */
const URGENT: ReadonlySet<StateKind> = new Set([
  'trouble',
  'ended',
  'mend',
  'drift',
]);

/** The one act of a line: the rollback where it is known to help, else a look. */
function ItemAct(props: {
  deployment: Deployment;
  name: string;
  first: boolean;
  onRollBack(deployment: Deployment): void;
}) {
  const { deployment, name, first, onRollBack } = props;
  const t = useWords();
  const navigate = useNavigate();
  const tabLink = useTabLink(deployment.entityRef);
  const { can, desired, operation } = deployment;
  const rollsBack =
    isInTrouble(deployment) &&
    can.rollback.allowed &&
    desired.version !== undefined &&
    !operation;
  return rollsBack ? (
    <ActButton
      look={first ? 'filled' : 'outlined'}
      label={`${t('act.rollBack')}, ${name}`}
      onClick={() => onRollBack(deployment)}
    >
      {t('act.rollBack')}
    </ActButton>
  ) : (
    <ActButton
      size="small"
      label={`${t('act.open')}, ${name}`}
      onClick={() => navigate(tabLink(deployment.id))}
    >
      {t('act.open')}
    </ActButton>
  );
}

/** One deployment that needs somebody: what, why, and the act. */
export function AttentionItem(props: {
  deployment: SeenDeployment;
  first: boolean;
  /** Scale of the lines of what is measured to be bad. */
  sparkTop?: number;
  onRollBack(deployment: Deployment): void;
}) {
  const { deployment, sparkTop } = props;
  const classes = useHomeStyles();
  const t = useWords();
  const now = useNow();
  const tabLink = useTabLink(deployment.entityRef);
  const states = describeDeployment(deployment, now, t);
  const state = states.find(s => URGENT.has(s.kind)) ?? states[0];
  // Drift and silence say their time themselves.
  const measured = isMeasuredBad(deployment) ? deployment.measured : undefined;
  const troubled = measured ?? deployment.health;
  const since = state.kind === 'trouble' ? troubled.since : undefined;
  const version = deployment.desired.version ?? '';
  const name = `${deployment.component} ${version} · ${placeOf(deployment, t)}`;
  return (
    <li className={classes.item}>
      <span>
        <Chip tone={state.tone} icon={state.icon} label={state.word} />
      </span>
      <div className={classes.what}>
        <Link to={tabLink(deployment.id)} className={classes.name}>
          {name}
        </Link>
        <div className={classes.second}>
          {since ? (
            <>
              <Age at={since} /> · {formatMoment(since, now)} ·{' '}
            </>
          ) : undefined}
          {state.line}
        </div>
      </div>
      <div className={classes.press}>
        {measured && sparkTop !== undefined ? (
          <SparklinePicture health={measured} top={sparkTop} />
        ) : undefined}
        <ItemAct {...props} name={name} />
      </div>
    </li>
  );
}

/** One source that does not answer, told once for all its deployments. */
export function SilentItem(props: { source: Source }) {
  const { source } = props;
  const classes = useHomeStyles();
  const t = useWords();
  const now = useNow();
  const navigate = useNavigate();
  const deliveryLink = useRouteRef(rootRouteRef);
  const name = t('home.sourceSilent', {
    source: source.title,
    time: source.silentSince ? formatMoment(source.silentSince, now) : '–',
  });
  return (
    <li className={classes.item}>
      <span>
        <Chip tone="stale" icon="cloudOff" label={t('state.stale')} />
      </span>
      <div className={classes.what}>
        <div className={classes.name}>{name}</div>
        <div className={classes.second}>
          {t('home.sourceEffect', { cause: source.cause ?? '' })}
        </div>
      </div>
      <ActButton
        size="small"
        label={`${t('act.open')}, ${name}`}
        onClick={() => navigate(deliveryLink())}
      >
        {t('act.open')}
      </ActButton>
    </li>
  );
}
