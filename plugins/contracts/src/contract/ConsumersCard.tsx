import { makeStyles, type Theme } from '@material-ui/core/styles';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  ConsumersPage,
  ConsumerVersion,
  ContractUse,
  LivePlace,
} from '@slipway/backstage-plugin-contracts-common';
import {
  Card,
  Cell,
  Row,
  StateWord,
  Table,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { Beneath, CallsSeen } from './TrafficSeen';
import { effectOf, isDeclared } from '../state/effect';
import { EFFECT_LOOKS, VERDICT_ORDER } from '../state/looks';
import { describePlaces, nameOf } from '../state/names';
import { type ContractsWords, useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  small: {
    fontSize: 12,
    lineHeight: '16px',
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
  },
  uses: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: 13,
    lineHeight: '19px',
    overflowWrap: 'anywhere',
  },
  beside: { color: tonesOf(theme).textSecond, fontSize: 13 },
  version: { fontWeight: 650 as 600 },
}));

function describeUse(use: ContractUse, t: ContractsWords): string {
  const values = Object.entries(use.values ?? {}).map(
    ([field, list]) =>
      `${field} ${list.map(value => `“${String(value)}”`).join(', ')}`,
  );
  const named = new Set(Object.keys(use.values ?? {}));
  const sends = [
    ...(use.sends ?? []).filter(field => !named.has(field)),
    ...values,
  ];
  const parts = [
    sends.length && t('consumers.sendsFields', { fields: sends.join(', ') }),
    use.receives?.length &&
      t('consumers.readsFields', { fields: use.receives.join(', ') }),
  ].filter(Boolean);
  return parts.length ? `${use.operation}: ${parts.join('; ')}` : use.operation;
}

function Uses(props: { consumer: ConsumerVersion }) {
  const { uses } = props.consumer;
  const classes = useStyles();
  const t = useWords();
  if (!uses?.length) {
    const declared = isDeclared(props.consumer);
    const words = declared ? t('consumers.all') : t('consumers.notDeclared');
    return declared ? (
      <>{words}</>
    ) : (
      <StateWord tone="idle" icon="help" label={words} />
    );
  }
  return (
    <ul className={classes.uses}>
      {uses.map(use => (
        <li key={JSON.stringify(use)}>{describeUse(use, t)}</li>
      ))}
    </ul>
  );
}

/** What a silent source saw last stands apart from what is seen now. */
function Places(props: { places: readonly LivePlace[] }) {
  const t = useWords();
  const fresh = describePlaces(props.places.filter(({ stale }) => !stale));
  const stale = describePlaces(props.places.filter(each => each.stale));
  return (
    <>
      {fresh}
      {fresh && stale ? '; ' : undefined}
      {stale ? (
        <i>
          {stale}, {t('consumers.stale')}
        </i>
      ) : undefined}
    </>
  );
}

function ConsumerRow(props: { consumer: ConsumerVersion; shared: boolean }) {
  const { consumer } = props;
  const { entityRef, version, owner, places, evidence, verdict } = consumer;
  const effect = effectOf(verdict, isDeclared(consumer));
  const classes = useStyles();
  const t = useWords();
  const ways = {
    ...{ catalog: t('consumers.catalog'), declared: t('consumers.declared') },
    ...{ pact: t('consumers.pact'), seen: t('consumers.evidenceSeen') },
  };
  return (
    <Row>
      <Cell>
        <EntityRefLink entityRef={entityRef} hideIcon>
          {nameOf(entityRef)}
        </EntityRefLink>{' '}
        <span className={classes.version}>{version}</span>
        {owner ? (
          <div className={classes.small}>{nameOf(owner)}</div>
        ) : undefined}
      </Cell>
      <Cell look="line">
        <Places places={places} />
      </Cell>
      <Cell look="wide">
        <Uses consumer={consumer} />
      </Cell>
      <Cell look="line">
        {evidence.map(each => ways[each]).join(', ')}
        {consumer.builtAgainst ? (
          <div className={classes.small}>
            {t('consumers.builtAgainst', { version: consumer.builtAgainst })}
          </div>
        ) : undefined}
        <CallsSeen consumer={consumer} shared={props.shared} />
      </Cell>
      <Cell look="line">
        <StateWord {...EFFECT_LOOKS[effect]} label={t(`effect.${effect}`)} />
        {verdict === 'safe' ? undefined : (
          <div className={classes.small}>{consumer.message}</div>
        )}
      </Cell>
    </Row>
  );
}

function summaryOf(
  { items, hidden = {} }: Pick<ConsumersPage, 'items' | 'hidden'>,
  t: ContractsWords,
) {
  const count = (verdict: ConsumerVersion['verdict']) =>
    items.filter(each => each.verdict === verdict).length +
    (hidden[verdict] ?? 0);
  const words = {
    breaking: (n: string) => t('consumers.breaks', { n }),
    unknown: (n: string) => t('consumers.unknown', { n }),
    risky: (n: string) => t('consumers.risky', { n }),
    safe: (n: string) => t('consumers.fine', { n }),
  };
  return VERDICT_ORDER.filter(verdict => count(verdict))
    .map(verdict => words[verdict](String(count(verdict))))
    .join(', ');
}

/** Live consumers, what each uses, how that is known, and what a version does to each. */
export function ConsumersCard(props: { page: ConsumersPage }) {
  const { items, version } = props.page;
  const classes = useStyles();
  const t = useWords();
  const sorted = [...items].sort(
    (a, b) =>
      VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict),
  );
  const summary = summaryOf(props.page, t);
  const beside = summary ? (
    <span className={classes.beside}>
      {version ? t('consumers.seen', { version, summary }) : summary}
    </span>
  ) : undefined;
  return (
    <Card title={t('consumers.title')} beside={beside}>
      {items.length ? (
        <Table
          head={[
            ...[t('consumers.consumer'), t('consumers.runsIn')],
            ...[t('consumers.uses'), t('consumers.how')],
            version ? t('consumers.with', { version }) : t('consumers.effect'),
          ]}
        >
          {sorted.map(consumer => (
            <ConsumerRow
              key={`${consumer.entityRef}@${consumer.version}`}
              consumer={consumer}
              shared={
                items.filter(each => each.entityRef === consumer.entityRef)
                  .length > 1
              }
            />
          ))}
        </Table>
      ) : undefined}
      {summary ? undefined : <p>{t('consumers.none')}</p>}
      <Beneath page={props.page} />
    </Card>
  );
}
