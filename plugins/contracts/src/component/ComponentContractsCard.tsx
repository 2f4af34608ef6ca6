import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  type ComponentContracts,
  type ConsumerVersion,
  type ContractSummary,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  LoadingRows,
  narrow,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { BumpBadge } from '../contract/BumpBadge';
import { ContractLink } from '../contract/ContractLink';
import { Failure } from '../contract/Failure';
import { effectOf, isDeclared } from '../state/effect';
import { EFFECT_LOOKS, STATE_LOOKS } from '../state/looks';
import { isUnreadable } from '../state/names';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { CanIForm } from './CanIForm';

const useStyles = makeStyles<Theme>(theme => ({
  heading: {
    fontSize: 12,
    lineHeight: '16px',
    fontWeight: 600,
    margin: '12px 0 4px',
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 150px) minmax(0, 1.4fr)',
    gap: '2px 12px',
    padding: '8px 0',
    borderTop: `1px solid ${tonesOf(theme).line}`,
    overflowWrap: 'anywhere',
    '&:first-child': { borderTop: 0 },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  small: { fontSize: 12, lineHeight: '16px', color: tonesOf(theme).textSecond },
}));

/** What the newest version of a contract does to the versions of one consumer. */
function UseState(props: { versions: readonly ConsumerVersion[] }) {
  const { versions } = props;
  const classes = useStyles();
  const t = useWords();
  const verdict = worstVerdict(versions.map(each => each.verdict));
  const worst = versions.find(each => each.verdict === verdict);
  if (!worst) {
    return <span className={classes.small}>{t('component.notLive')}</span>;
  }
  // One that could not be told fine keeps the others from being called so.
  const effect = effectOf(verdict, versions.every(isDeclared));
  return (
    <div>
      <StateWord {...EFFECT_LOOKS[effect]} label={t(`effect.${effect}`)} />
      <div className={classes.small}>
        {worst.version}: {worst.message}
      </div>
    </div>
  );
}

function ContractRow(props: {
  contract: ContractSummary;
  versions?: readonly ConsumerVersion[];
}) {
  const { contract, versions } = props;
  const { latest, state, stateReason } = contract;
  const classes = useStyles();
  const t = useWords();
  return (
    <li className={classes.row}>
      <div>
        <ContractLink
          entityRef={contract.entityRef}
          seenOnly={contract.seenOnly}
        />
        <div className={classes.small}>{contract.typeTitle}</div>
      </div>
      <div>
        {latest ? (
          <>
            <b>{latest.version}</b>
            <div>
              <BumpBadge
                judgement={latest.judgement}
                unjudged={isUnreadable(contract) ? 'unreadable' : undefined}
                brief
              />
            </div>
          </>
        ) : (
          t('points.noVersion')
        )}
      </div>
      {versions ? (
        <UseState versions={versions} />
      ) : (
        <div>
          <StateWord {...STATE_LOOKS[state]} label={t(`state.${state}`)} />
          <div className={classes.small}>{stateReason}</div>
        </div>
      )}
    </li>
  );
}

/** The question by hand, once somebody has one. */
function CanI(props: { value: ComponentContracts }) {
  const { entityRef, provides } = props.value;
  const t = useWords();
  const [open, setOpen] = useState(false);
  return open ? (
    <CanIForm
      component={entityRef}
      contracts={provides.map(each => each.entityRef)}
    />
  ) : (
    <ActButton size="small" onClick={() => setOpen(true)}>
      {t('canI.title')}
    </ActButton>
  );
}

/** The contracts that a component offers and uses, each with its state. */
export function ComponentContractsCard() {
  const { entity } = useEntity();
  const classes = useStyles();
  const t = useWords();
  const entityRef = stringifyEntityRef(entity);
  const loaded = useLoaded(entityRef, (api, options) =>
    api.ofComponent(entityRef, options),
  );
  const { value, loading, error } = loaded;
  if (error && !value) return <Failure loaded={loaded} />;
  const isEmpty = value && !value.provides.length && !value.consumes.length;
  return (
    <Card title={t('component.title')}>
      {loading ? (
        <LoadingRows label={t('failure.loading')} rows={3} height={44} />
      ) : undefined}
      {isEmpty ? (
        <p>
          {t('component.none')}{' '}
          <span className={classes.small}>{t('component.noneHelp')}</span>
        </p>
      ) : undefined}
      {value?.provides.length ? (
        <>
          <h3 className={classes.heading}>{t('component.provides')}</h3>
          <ul className={classes.list}>
            {value.provides.map(contract => (
              <ContractRow key={contract.entityRef} contract={contract} />
            ))}
          </ul>
        </>
      ) : undefined}
      {value?.consumes.length ? (
        <>
          <h3 className={classes.heading}>{t('component.consumes')}</h3>
          <ul className={classes.list}>
            {value.consumes.map(contract => (
              <ContractRow
                key={contract.entityRef}
                contract={contract}
                versions={contract.versions}
              />
            ))}
          </ul>
        </>
      ) : undefined}
      {value && !isEmpty ? <CanI value={value} /> : undefined}
    </Card>
  );
}
