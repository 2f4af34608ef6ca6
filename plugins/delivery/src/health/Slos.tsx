import type {
  BurnRate,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import { StateWord } from '../kit/Chip';
import { Cell, Row, Table } from '../kit/Table';
import { useTableStyles } from '../kit/tableStyles';
import { formatAge } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { formatCount, formatFigure, formatTimes } from './figures';
import { Part } from './Part';

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

function BurnRateLine(props: { rate: BurnRate }) {
  const { long, short, longWindow, shortWindow, factor, firing } = props.rate;
  const t = useWords();
  const times = (value: number | undefined) =>
    value === undefined ? t('slo.unknown') : formatTimes(value, t);
  const known = long !== undefined && short !== undefined;
  const calm = known
    ? ({ tone: 'ok', icon: 'check', label: t('slo.fine') } as const)
    : ({ tone: 'idle', icon: 'help', label: t('slo.unknown') } as const);
  return (
    <div>
      {firing ? (
        <StateWord tone="critical" icon="fire" label={t('slo.firing')} />
      ) : (
        <StateWord {...calm} />
      )}{' '}
      {t('slo.rate', {
        long: times(long),
        longWindow: formatAge(longWindow, t),
        short: times(short),
        shortWindow: formatAge(shortWindow, t),
        factor: formatTimes(factor, t),
      })}
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
