import { makeStyles } from '@material-ui/core/styles';
import type {
  BurnRate,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import {
  Cell,
  Row,
  StateWord,
  Table,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { formatAge } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { formatCount, formatFigure, formatTimes } from './figures';
import { Part } from './Part';

const useStyles = makeStyles({
  rate: { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
});

/** `99.9 %`: all digits that were declared. */
function objectiveText(objective: number, t: DeliveryWords): string {
  return t('unit.ratio', {
    n: String(Number((objective * 100).toPrecision(8))),
  });
}

function promiseText(slo: SloState, t: DeliveryWords): string {
  const words = {
    objective: objectiveText(slo.objective, t),
    period: formatAge(slo.period, t),
  };
  return slo.kind === 'latency' && slo.thresholdSeconds !== undefined
    ? t('slo.latency', {
        ...words,
        threshold: formatFigure(slo.thresholdSeconds, 'seconds', t),
      })
    : t('slo.availability', words);
}

/** When the budget is gone, in words; nothing where that is not known. */
export function exhaustedText(
  { budgetLeft, exhaustedIn }: SloState,
  t: DeliveryWords,
): string | undefined {
  if (budgetLeft !== undefined && budgetLeft <= 0) {
    return t('figure.spent');
  }
  return exhaustedIn === undefined
    ? undefined
    : t('figure.gone', { age: formatAge(exhaustedIn, t) });
}

const HOUR = 3600;

/** Windows are named in whole hours where they are some. */
function windowText(seconds: number, t: DeliveryWords): string {
  return seconds % HOUR === 0 && seconds < 48 * HOUR
    ? t('time.hours', { n: String(seconds / HOUR) })
    : formatAge(seconds, t);
}

/** Too fast takes both windows; one alone may be over before anybody looked. */
function burnLook({ long, short, factor, firing }: BurnRate, t: DeliveryWords) {
  if (firing) {
    return { tone: 'critical', icon: 'fire', label: t('slo.firing') } as const;
  }
  if (long === undefined || short === undefined) {
    return { tone: 'idle', icon: 'help', label: t('slo.unknown') } as const;
  }
  return long > factor || short > factor
    ? ({ tone: 'warning', icon: 'problem', label: t('slo.partly') } as const)
    : ({ tone: 'ok', icon: 'check', label: t('slo.fine') } as const);
}

function BurnRateLine(props: { rate: BurnRate }) {
  const { long, short, longWindow, shortWindow, factor } = props.rate;
  const classes = useStyles();
  const t = useWords();
  const times = (value: number | undefined) =>
    value === undefined ? t('slo.unknown') : formatTimes(value, t);
  return (
    <div className={classes.rate}>
      <StateWord {...burnLook(props.rate, t)} />
      <span>
        {t('slo.rate', {
          long: times(long),
          longWindow: windowText(longWindow, t),
          short: times(short),
          shortWindow: windowText(shortWindow, t),
          factor: formatTimes(factor, t),
        })}
      </span>
    </div>
  );
}

function BudgetCell(props: { slo: SloState }) {
  const { budgetLeft, requests, covered } = props.slo;
  const classes = useTableStyles();
  const t = useWords();
  const notes = [
    requests !== undefined && t('slo.requests', { n: formatCount(requests) }),
    covered !== undefined &&
      covered < 1 &&
      t('slo.covered', { share: formatFigure(covered, 'ratio', t) }),
  ].filter(Boolean);
  return (
    <>
      <strong>
        {budgetLeft === undefined
          ? `– ${t('slo.unknown')}`
          : formatFigure(budgetLeft, 'ratio', t)}
      </strong>
      <div className={classes.second}>{notes.join(' · ')}</div>
    </>
  );
}

function SloRow(props: { slo: SloState }) {
  const { slo } = props;
  const classes = useTableStyles();
  const t = useWords();
  return (
    <Row>
      <Cell look="wide">
        <strong>{slo.name}</strong>
        <div className={classes.second}>
          {`${promiseText(slo, t)}, ${t('slo.declaredBy', { source: slo.declaredBy })}`}
        </div>
        {slo.message ? (
          <div className={classes.second}>{slo.message}</div>
        ) : undefined}
      </Cell>
      <Cell>
        <BudgetCell slo={slo} />
      </Cell>
      <Cell>
        <strong>
          {slo.burn === undefined
            ? `– ${t('slo.unknown')}`
            : formatTimes(slo.burn, t)}
        </strong>
        <div className={classes.second}>{exhaustedText(slo, t)}</div>
      </Cell>
      <Cell look="wide">
        {slo.burnRates.map(rate => (
          <BurnRateLine
            key={`${rate.longWindow}${rate.severity}`}
            rate={rate}
          />
        ))}
      </Cell>
    </Row>
  );
}

/** Objectives, what is left of their budgets, and how fast it goes. */
export function Slos(props: { slos: readonly SloState[] }) {
  const t = useWords();
  if (!props.slos.length) {
    return null;
  }
  return (
    <Part title={t('slo.title')}>
      <Table
        head={[t('slo.name'), t('slo.left'), t('slo.burn'), t('slo.windows')]}
      >
        {props.slos.map(slo => (
          <SloRow key={`${slo.declaredBy}${slo.name}${slo.kind}`} slo={slo} />
        ))}
      </Table>
    </Part>
  );
}
