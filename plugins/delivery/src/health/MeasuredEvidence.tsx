import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  DeploymentHealth,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useNow } from '../time/Clock';
import { formatAge, formatMoment, secondsSince } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { Figure } from './Figure';
import { formatCount, formatFigure, formatTimes } from './figures';
import type { SeenDeployment } from './SeenDeployment';
import { exhaustedText } from './Slos';

const HOUR = 3600;

const useStyles = makeStyles<Theme>(theme => ({
  second: {
    margin: '2px 0 0',
    color: tonesOf(theme).textSecond,
    fontSize: 13,
    lineHeight: '18px',
  },
  figures: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '10px 18px',
    margin: '12px 0 0',
  },
}));

/** The version that this one replaced, where the newest change says so. */
function replacedBy(
  { version }: DeploymentHealth,
  newest: Revision | undefined,
): string | undefined {
  const same = version !== undefined && newest?.versionAfter === version;
  return same && newest.versionBefore !== version
    ? newest.versionBefore
    : undefined;
}

/** Tenants where the version before still runs, and is measured healthy. */
export function stillHealthy(
  deployment: SeenDeployment,
  all: readonly SeenDeployment[],
  version: string,
): SeenDeployment[] {
  return all.filter(
    other =>
      other.id !== deployment.id &&
      other.environment === deployment.environment &&
      other.tenant !== undefined &&
      !other.live.stale &&
      other.live.version === version &&
      other.measured?.status === 'healthy',
  );
}

function storyText(
  deployment: SeenDeployment,
  health: DeploymentHealth,
  all: readonly SeenDeployment[],
  newest: Revision | undefined,
  now: number,
  t: DeliveryWords,
): string {
  const before = replacedBy(health, newest);
  const age = formatAge(
    secondsSince(health.since ?? deployment.desired.since, now),
    t,
  );
  const sentences: string[] = [
    before
      ? t('trouble.replaced', { version: before, age })
      : t('trouble.live', { age }),
  ];
  if (health.status === 'over-limit') {
    const version = health.version ?? t('health.thisVersion');
    sentences.push(health.message.replace(/\.?$/, '.'));
    sentences.push(t('trouble.cause', { version }));
  }
  const others = before ? stillHealthy(deployment, all, before) : [];
  if (before && others.length) {
    sentences.push(
      t('trouble.others', {
        count: others.length,
        places: others.map(({ tenant }) => tenant).join(', '),
        version: before,
      }),
    );
  }
  return sentences.join(' ');
}

function FailedFigure(props: { health: DeploymentHealth }) {
  const { now, before, since } = props.health;
  const t = useWords();
  const clock = useNow();
  const fresh =
    now !== undefined &&
    since !== undefined &&
    secondsSince(since, now.to) < HOUR;
  const words = now && {
    errors: formatCount(now.errors),
    requests: formatCount(now.requests),
    time: formatMoment(now.from, clock),
  };
  return (
    <Figure
      name={t('figure.failed')}
      before={before?.errorRatio}
      now={now?.errorRatio}
      unit="ratio"
      bad={props.health.symptom !== 'slow'}
      note={
        words &&
        (fresh ? t('figure.failedOf', words) : t('figure.failedOfHour', words))
      }
    />
  );
}

function BudgetFigure(props: { health: DeploymentHealth }) {
  const t = useWords();
  const { slos } = props.health;
  // That which burns fastest is gone first.
  const [slo] = [...slos].sort((a, b) => (b.burn ?? 0) - (a.burn ?? 0));
  const name = t('figure.budget');
  if (!slo) {
    return <Figure name={name} absent={t('figure.noObjective')} />;
  }
  if (slo.burn === undefined) {
    return <Figure name={name} absent={slo.message ?? t('figure.notKnown')} />;
  }
  const times = formatTimes(slo.burn, t);
  const [number, ...words] = (
    slo.burn > 1
      ? t('figure.tooFast', { times })
      : t('figure.asPlanned', { times })
  ).split(' ');
  const left =
    slo.budgetLeft === undefined
      ? undefined
      : t('figure.left', {
          share: formatFigure(slo.budgetLeft, 'ratio', t),
        });
  return (
    <Figure
      name={name}
      text={number}
      after={words.join(' ')}
      bad={slo.burn > 1}
      note={exhaustedText(slo, t) ?? left}
    />
  );
}

/** What it replaced, and three figures before → now. */
export function MeasuredEvidence(props: {
  deployment: SeenDeployment;
  health: DeploymentHealth;
  /** Deployments of the same component, to compare with. */
  all: readonly SeenDeployment[];
  /** Newest change of the version here. */
  before?: Revision;
}) {
  const { deployment, health, all, before } = props;
  const classes = useStyles();
  const t = useWords();
  const now = useNow();
  return (
    <>
      <p className={classes.second}>
        {storyText(deployment, health, all, before, now, t)}
      </p>
      <dl className={classes.figures}>
        <FailedFigure health={health} />
        <Figure
          name={t('figure.latency')}
          before={health.before?.p95}
          now={health.now?.p95}
          unit="seconds"
          bad={health.latency?.result === 'worse'}
          note={t('figure.slowest')}
        />
        <BudgetFigure health={health} />
      </dl>
    </>
  );
}
