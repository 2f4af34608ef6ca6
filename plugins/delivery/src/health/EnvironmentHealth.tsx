import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  Cell,
  StateWord,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { useTabLink } from '../deployments/OverviewCard';
import { isInTrouble } from '../state/judge';
import { placeOf } from '../state/place';
import { useWords } from '../translation';
import { isMeasuredBad, type SeenDeployment } from './SeenDeployment';
import { columnTop } from './sparkShape';
import { SparklinePicture } from './Sparkline';

const useStyles = makeStyles({
  words: { display: 'flex', flexWrap: 'wrap', gap: '2px 12px' },
});

/** How many are how, worst first. */
export function countHealth(seen: readonly SeenDeployment[]) {
  const count = (matches: (d: SeenDeployment) => boolean) =>
    seen.filter(matches).length;
  const of = (status: string) => count(d => d.measured?.status === status);
  const trouble = count(d => isInTrouble(d) && !isMeasuredBad(d));
  // Of what runs nobody knows while its runtime is silent, whatever is measured.
  const healthy = count(
    d => d.measured?.status === 'healthy' && !isInTrouble(d) && !d.live.stale,
  );
  const burning = of('burning');
  const overLimit = of('over-limit');
  return {
    ...{ burning, overLimit, trouble, healthy },
    unknown: seen.length - burning - overLimit - trouble - healthy,
  };
}

/** The one that fails most of those that are measured to be bad. */
export function worstOf(
  seen: readonly SeenDeployment[],
): SeenDeployment | undefined {
  const share = (d: SeenDeployment) => d.measured?.now?.errorRatio ?? 0;
  const [worst] = seen
    .filter(isMeasuredBad)
    .sort((a, b) => share(b) - share(a));
  return worst;
}

function Worst(props: { deployment: SeenDeployment }) {
  const { deployment } = props;
  const classes = useTableStyles();
  const t = useWords();
  const tabLink = useTabLink(deployment.entityRef);
  const name = `${deployment.component} ${placeOf(deployment, t)}`;
  return (
    <>
      <SparklinePicture
        health={deployment.measured}
        top={columnTop([deployment]) ?? 1}
      />
      <div className={classes.second}>
        <Link to={tabLink(deployment.id)}>{t('fleet.worst', { name })}</Link>
      </div>
    </>
  );
}

/** Health of an environment in counts, and a look at the worst in it. */
export function EnvironmentHealth(props: { seen: readonly SeenDeployment[] }) {
  const { seen } = props;
  const classes = useStyles();
  const t = useWords();
  if (!seen.some(({ measured }) => measured)) {
    return null;
  }
  const counts = countHealth(seen);
  const worst = worstOf(seen);
  const words = [
    ['burning', 'critical', 'fire'],
    ['overLimit', 'critical', 'error'],
    ['trouble', 'critical', 'error'],
    ['unknown', 'idle', 'help'],
    ['healthy', 'ok', 'checkOutline'],
  ] as const;
  return (
    <Cell look="wide">
      <div className={classes.words}>
        {words
          .filter(([name]) => counts[name] > 0)
          .map(([name, tone, icon]) => (
            <StateWord
              key={name}
              tone={tone}
              icon={icon}
              label={t(`fleet.${name}`, { n: String(counts[name]) })}
            />
          ))}
      </div>
      {worst ? <Worst deployment={worst} /> : undefined}
    </Cell>
  );
}
