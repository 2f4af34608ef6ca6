import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  ISOLATION_RULES,
  type IsolationFinding,
  type Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  StateWord,
  focusRing,
  narrow,
  tonesOf,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { formatAge } from '../time/format';
import { useWords, type DeliveryWords } from '../translation';
import { CELL, COLUMN, ROW, ROW_HEAD, ROWS, TABLE } from './roles';

/** Where many columns have no room: a rule, and below it each tenant with its answer. */
function blocksOf(theme: Theme) {
  const tones = tonesOf(theme);
  return {
    '&, & tbody': { display: 'block' },
    '& thead': visuallyHidden,
    '& tbody tr': {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
      gap: '4px 16px',
      padding: '10px 0',
      borderBottom: `1px solid ${tones.line}`,
    },
    '& tbody tr:last-child': { borderBottom: 0 },
    '& tbody th, & tbody td': { padding: 0, borderBottom: 0 },
    '& tbody th': { gridColumn: '1 / -1', fontWeight: 600 },
    '& td': { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
    '& td::before': {
      content: 'attr(data-label)',
      color: tones.textSecond,
      overflowWrap: 'anywhere',
    },
  } as const;
}

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    scroll: {
      overflowX: 'auto',
      '&:focus-visible': focusRing(theme),
    },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13.5,
      lineHeight: '20px',
      '& th, & td': {
        textAlign: 'left',
        fontWeight: 400,
        padding: '10px 16px 10px 0',
        borderBottom: `1px solid ${tones.line}`,
        verticalAlign: 'top',
      },
      '& thead th': {
        fontSize: 12,
        fontWeight: 600,
        color: tones.textSecond,
        borderBottomColor: tones.lineStrong,
      },
      '& tbody tr:last-child th, & tbody tr:last-child td': { borderBottom: 0 },
      '& td': { whiteSpace: 'nowrap' },
      [narrow]: blocksOf(theme),
    },
    second: { color: tones.textSecond, fontSize: 13 },
    why: {
      marginTop: 10,
      '& summary': { cursor: 'pointer', color: theme.palette.primary.main },
      '& ul': { margin: '4px 0 0', paddingLeft: 18, ...{ fontSize: 13 } },
    },
  };
});

function lookOf(finding: IsolationFinding, t: DeliveryWords) {
  if (finding.answer === 'yes') {
    return { tone: 'ok', icon: 'check', label: t('isolation.yes') } as const;
  }
  if (finding.answer === 'no') {
    const { length: count } = finding.without;
    return {
      ...({ tone: 'warning', icon: 'problem' } as const),
      label: count ? t('isolation.differ', { count }) : t('isolation.no'),
    };
  }
  return {
    ...({ tone: 'idle', icon: 'help' } as const),
    label: t('isolation.unknown'),
  };
}

const TIME_RULES = {
  certificate: ['isolation.certificate', 'isolation.certificatePlain'],
  backup: ['isolation.backup', 'isolation.backupPlain'],
} as const;

/** A rule in words, with the time that it is about. */
function ruleWords(
  rule: IsolationFinding['rule'],
  tenants: readonly Tenant[],
  t: DeliveryWords,
): string {
  if (rule !== 'certificate' && rule !== 'backup') {
    return t(`isolation.${rule}`);
  }
  const limit = tenants
    .flatMap(({ isolation }) => isolation)
    .find(each => each.rule === rule)?.limitSeconds;
  const [withTime, plain] = TIME_RULES[rule];
  return limit === undefined
    ? t(plain)
    : t(withTime, { time: formatAge(limit, t) });
}

function RuleRow(props: {
  rule: IsolationFinding['rule'];
  tenants: readonly Tenant[];
}) {
  const { rule, tenants } = props;
  const t = useWords();
  return (
    <tr {...ROW}>
      <th {...ROW_HEAD}>{ruleWords(rule, tenants, t)}</th>
      {tenants.map(({ name, isolation, state }) => {
        const finding = isolation.find(each => each.rule === rule);
        return (
          <td {...CELL} key={name} data-label={name} title={finding?.message}>
            {finding ? (
              <StateWord {...lookOf(finding, t)} />
            ) : (
              (state === 'suspended' && t('isolation.suspended')) || '–'
            )}
          </td>
        );
      })}
    </tr>
  );
}

const LOGS = 'retentionDays';
const METRICS = 'metricsRetentionDays';

/** For how many days something is kept. */
function KeptRow(props: {
  title: string;
  tenants: readonly Tenant[];
  of: typeof LOGS | typeof METRICS;
}) {
  const { title, tenants, of } = props;
  const t = useWords();
  return (
    <tr {...ROW}>
      <th {...ROW_HEAD}>{title}</th>
      {tenants.map(({ name, [of]: days }) => (
        <td {...CELL} key={name} data-label={name}>
          {days === undefined
            ? t('isolation.notSaid')
            : t('isolation.days', { n: String(days) })}
        </td>
      ))}
    </tr>
  );
}

/** Sentences of all that is not met or not known. */
function Why(props: { tenants: readonly Tenant[] }) {
  const classes = useStyles();
  const t = useWords();
  const open = props.tenants.flatMap(({ name, isolation }) =>
    isolation
      .filter(({ answer }) => answer !== 'yes')
      .map(finding => ({ name, finding })),
  );
  return open.length ? (
    <details className={classes.why}>
      <summary>{t('isolation.why')}</summary>
      <ul>
        {open.map(({ name, finding }) => (
          <li key={`${name}-${finding.rule}`}>
            {t('isolation.whyLine', {
              ...{
                tenant: name,
                rule: ruleWords(finding.rule, props.tenants, t),
              },
              message: finding.message,
            })}
          </li>
        ))}
      </ul>
    </details>
  ) : null;
}

/** Rules × tenants, as the manifests in Git say; what they do not say is not known. */
export function IsolationCard(props: { tenants: readonly Tenant[] }) {
  const tenants = props.tenants.filter(({ isolation }) => isolation.length);
  const classes = useStyles();
  const t = useWords();
  return (
    <Card
      title={t('isolation.title')}
      beside={<span className={classes.second}>{t('isolation.beside')}</span>}
    >
      {tenants.length ? (
        <div
          className={classes.scroll}
          role="region"
          aria-label={t('isolation.scroll')}
          // What scrolls must be reached by the keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table {...TABLE} className={classes.table}>
            <thead {...ROWS}>
              <tr {...ROW}>
                <th {...COLUMN}>{t('isolation.rule')}</th>
                {tenants.map(({ name }) => (
                  <th {...COLUMN} key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody {...ROWS}>
              {ISOLATION_RULES.map(rule => (
                <RuleRow key={rule} {...{ rule, tenants }} />
              ))}
              <KeptRow title={t('isolation.logs')} {...{ tenants }} of={LOGS} />
              <KeptRow
                title={t('isolation.metrics')}
                {...{ tenants }}
                of={METRICS}
              />
            </tbody>
          </table>
        </div>
      ) : (
        <p className={classes.second}>{t('isolation.none')}</p>
      )}
      <Why tenants={tenants} />
    </Card>
  );
}
