import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Deprecation } from '@slipway/backstage-plugin-contracts-common';
import {
  Card,
  narrow,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { HIDDEN_LOOK } from '../state/looks';
import { formatDay, nameOf } from '../state/names';
import { useWords } from '../translation';

const DAY_MS = 86_400_000;

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    list: { listStyle: 'none', margin: 0, padding: 0 },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 250px) minmax(0, 300px)',
      gap: '8px 24px',
      padding: '12px 0',
      borderTop: `1px solid ${tones.line}`,
      alignItems: 'center',
      '&:first-of-type': { borderTop: 0 },
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    name: { fontWeight: 650 as 600, overflowWrap: 'anywhere' },
    small: { fontSize: 13, lineHeight: '18px', color: tones.textSecond },
    bar: {
      height: 6,
      marginTop: 6,
      borderRadius: 3,
      overflow: 'hidden',
      background: tones.line,
    },
    passed: { height: '100%', background: tones.accent.mark },
    over: {
      height: '100%',
      background: `repeating-linear-gradient(135deg, ${tones.warning.mark} 0 5px, ${tones.warning.soft} 5px 9px)`,
    },
  };
});

/** Which part of the time between deprecation and removal has passed, in percent. */
export function passedPercent(
  { sinceAt, sunset }: Deprecation,
  now: number = Date.now(),
): number {
  if (!sunset) return 0;
  const end = Date.parse(sunset);
  const start = sinceAt ? Date.parse(sinceAt) : now;
  if (now >= end) return 100;
  const whole = Math.max(end - start, DAY_MS);
  return Math.round((100 * Math.max(now - start, 0)) / whole);
}

function Countdown(props: { deprecation: Deprecation }) {
  const { deprecation } = props;
  const { daysLeft, sunset } = deprecation;
  const classes = useStyles();
  const t = useWords();
  if (!sunset || daysLeft === undefined) {
    return <StateWord tone="idle" icon="help" label={t('going.noDate')} />;
  }
  const isOver = daysLeft < 0;
  const days = String(Math.abs(daysLeft));
  const width = `${passedPercent(deprecation)}%`;
  return (
    <div>
      <StateWord
        tone={isOver ? 'warning' : 'accent'}
        icon="event"
        label={t(isOver ? 'going.overdue' : 'going.left', { n: days })}
      />{' '}
      <span className={classes.small}>{formatDay(sunset)}</span>
      <div className={classes.bar} aria-hidden>
        <div
          className={isOver ? classes.over : classes.passed}
          style={{ width }}
        />
      </div>
    </div>
  );
}

function Nobody(props: { blind?: boolean }) {
  const t = useWords();
  return props.blind ? (
    <StateWord tone="idle" icon="help" label={t('going.nobodyKnown')} />
  ) : (
    <StateWord tone="ok" icon="check" label={t('going.nobody')} />
  );
}

function Users(props: { deprecation: Deprecation; blind?: boolean }) {
  const { consumers, hiddenConsumers } = props.deprecation;
  const classes = useStyles();
  const t = useWords();
  const names = (certain: boolean) =>
    consumers
      .filter(each => each.certain === certain)
      .map(({ entityRef, version }) => `${nameOf(entityRef)} ${version}`);
  const [sure, maybe] = [names(true), names(false)];
  if (!consumers.length && !hiddenConsumers) {
    return <Nobody blind={props.blind} />;
  }
  return (
    <div>
      {sure.length ? (
        <b>
          {sure.length === 1
            ? t('going.user')
            : t('going.users', { n: String(sure.length) })}
        </b>
      ) : undefined}
      {sure.length ? (
        <div className={classes.small}>{sure.join(', ')}</div>
      ) : undefined}
      {maybe.length ? (
        <StateWord
          tone="idle"
          icon="help"
          label={t('going.maybe', { who: maybe.join(', ') })}
        />
      ) : undefined}
      {hiddenConsumers ? (
        <StateWord
          {...HIDDEN_LOOK}
          label={t('hidden.count', { n: String(hiddenConsumers) })}
        />
      ) : undefined}
    </div>
  );
}

/** What goes away, when, and who still uses it. */
export function DeprecationsCard(props: {
  deprecations: readonly Deprecation[];
  /** What runs where is not known for certain. */
  blind?: boolean;
}) {
  const classes = useStyles();
  const t = useWords();
  if (!props.deprecations.length) return null;
  return (
    <Card title={t('going.title')}>
      <ul className={classes.list}>
        {props.deprecations.map(deprecation => {
          const { operation, field, since, advice } = deprecation;
          const words = [
            since && t('going.since', { version: since }),
            advice,
          ].filter(Boolean);
          return (
            <li key={`${operation} ${field}`} className={classes.row}>
              <div>
                <div className={classes.name}>
                  {field ? `${field} · ${operation}` : operation}
                </div>
                <div className={classes.small}>{words.join(' ')}</div>
              </div>
              <Countdown deprecation={deprecation} />
              <Users deprecation={deprecation} blind={props.blind} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
