import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ContractVerdict,
  VersionComparison,
} from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Chip,
  LoadingRows,
  narrow,
  Segmented,
  StateIcon,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { VERDICT_LOOKS, VERDICT_ORDER } from '../state/looks';
import { formatMoment, formatTook } from '../state/names';
import { RulesetLink } from '../state/RulesetLink';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { ChangeItem, placeOf } from './ChangeItem';
import { Failure } from './Failure';
import { groupChanges, type HitChange } from './groupChanges';
import { RawDiff } from './RawDiff';
import { VersionSelect } from './VersionSelect';

/** Changes of one kind beyond this many fold away. */
const MOST = 20;

const useStyles = makeStyles<Theme>(theme => ({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 8,
  },
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 8,
    marginTop: 8,
  },
  push: { flex: 1 },
  second: { fontSize: 13, color: tonesOf(theme).textSecond },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  safe: {
    display: 'grid',
    gridTemplateColumns: '84px minmax(0, 3fr) minmax(0, 2fr)',
    gap: 12,
    padding: '8px 0',
    borderTop: `1px solid ${tonesOf(theme).line}`,
    '&:first-child': { borderTop: 0 },
    overflowWrap: 'anywhere',
    [narrow]: { gridTemplateColumns: '84px minmax(0, 1fr)' },
  },
}));

function SafeItem(props: { change: HitChange }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <li className={classes.safe}>
      <StateWord {...VERDICT_LOOKS.safe} label={t('verdict.safe')} />
      <span>{props.change.message}</span>
      <span className={classes.second}>{placeOf(props.change, t)}</span>
    </li>
  );
}

function Folded<T>(props: {
  items: readonly T[];
  show: (item: T, index: number) => JSX.Element;
}) {
  const { items, show } = props;
  const classes = useStyles();
  const t = useWords();
  const [all, setAll] = useState(false);
  const more = items.length - MOST;
  if (!items.length) return null;
  return (
    <>
      <ul className={classes.list}>
        {(all ? items : items.slice(0, MOST)).map(show)}
      </ul>
      {!all && more > 0 ? (
        <ActButton size="small" onClick={() => setAll(true)}>
          {t('changes.more', { n: String(more) })}
        </ActButton>
      ) : undefined}
    </>
  );
}

function Counts(props: { comparison: VersionComparison }) {
  const { changes, ruleset, judgedAt, tookMs } = props.comparison;
  const classes = useStyles();
  const t = useWords();
  const overrides = new Set(
    changes.flatMap(({ exception }) => exception?.id ?? []),
  );
  const count = (verdict: ContractVerdict) =>
    changes.filter(each => each.verdict === verdict).length;
  return (
    <div className={classes.counts}>
      {VERDICT_ORDER.map(verdict => (
        <Chip
          key={verdict}
          {...(count(verdict) ? VERDICT_LOOKS[verdict] : { tone: 'plain' })}
          label={t('verdict.count', {
            n: String(count(verdict)),
            what: t(`verdict.${verdict}Count`),
          })}
        />
      ))}
      <span className={classes.push} />
      <span className={classes.second}>
        <RulesetLink ruleset={ruleset} overrides={overrides.size} />
        {t('changes.judged', {
          ...{ at: formatMoment(judgedAt), took: formatTook(tookMs) },
        })}
      </span>
    </div>
  );
}

function Words(props: { comparison: VersionComparison; blind?: boolean }) {
  const { comparison, blind } = props;
  const { changes, from, to } = comparison;
  const t = useWords();
  const notable = VERDICT_ORDER.filter(verdict => verdict !== 'safe').flatMap(
    verdict => changes.filter(each => each.verdict === verdict),
  );
  const safe = changes.filter(({ verdict }) => verdict === 'safe');
  return (
    <>
      <Counts comparison={comparison} />
      {changes.length ? undefined : <p>{t('changes.none')}</p>}
      <Folded
        items={groupChanges(notable)}
        show={(group, index) => (
          <ChangeItem key={index} changes={group} {...{ from, to, blind }} />
        )}
      />
      <Folded
        items={safe}
        show={(change, index) => <SafeItem key={index} change={change} />}
      />
    </>
  );
}

/** What changed between two versions: in words, or line by line. */
export function ChangesCard(props: {
  entityRef: string;
  /** Newest first. */
  versions: readonly string[];
  from: string;
  to: string;
  onChange(pair: { from: string; to: string }): void;
  /** What runs where is not known for certain. */
  blind?: boolean;
}) {
  const { entityRef, versions, from, to, onChange } = props;
  const classes = useStyles();
  const t = useWords();
  const [view, setView] = useState('words');
  const loaded = useLoaded(`${entityRef} ${from} ${to}`, (api, options) =>
    api.compare(entityRef, { from, to }, options),
  );
  const select = (label: string, value: string, set: (v: string) => void) => (
    <VersionSelect label={label} {...{ value, versions }} onChange={set} />
  );
  const tools = (
    <div className={classes.tools}>
      {select(t('changes.from'), from, each => onChange({ from: each, to }))}
      <StateIcon name="arrow" />
      {select(t('changes.to'), to, each => onChange({ from, to: each }))}
      <Segmented
        label={t('changes.how')}
        items={[
          { id: 'words', label: t('changes.words') },
          { id: 'raw', label: t('changes.raw') },
        ]}
        selected={view}
        onSelect={setView}
      />
    </div>
  );
  return (
    <Card title={t('changes.title')} beside={tools}>
      {view === 'raw' ? (
        <RawDiff {...{ entityRef, from, to }} changes={loaded.value?.changes} />
      ) : (
        <>
          <Failure loaded={loaded} />
          {loaded.loading ? (
            <LoadingRows label={t('failure.loading')} rows={3} height={52} />
          ) : undefined}
          {loaded.value ? (
            <Words comparison={loaded.value} blind={props.blind} />
          ) : undefined}
        </>
      )}
    </Card>
  );
}
