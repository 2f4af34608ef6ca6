import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ContractGroup,
  ContractsPage,
  ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import {
  Cell,
  Chip,
  type IconName,
  Row,
  StateIcon,
  StateWord,
  Table,
  tonesOf,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { Fragment } from 'react';
import { BumpBadge } from '../contract/BumpBadge';
import { ContractLink } from '../contract/ContractLink';
import { STATE_LOOKS } from '../state/looks';
import { isUnreadable, nameOf } from '../state/names';
import { useWords } from '../translation';
import { GAP_LOOKS } from './Tiles';

const GROUP_ICONS: Readonly<Record<ContractGroup, IconName>> = {
  ...{ rest: 'rest', events: 'events', graphql: 'graph', rpc: 'rpc' },
  ...{ soap: 'code', database: 'database', files: 'file' },
  ...{ schemas: 'document', other: 'help' },
};

const useStyles = makeStyles<Theme>(theme => ({
  group: {
    padding: '16px 0 6px',
    borderBottom: `1px solid ${tonesOf(theme).lineStrong}`,
    fontWeight: 600,
    gridColumn: '1 / -1',
  },
  second: { fontWeight: 400, color: tonesOf(theme).textSecond },
  small: {
    fontSize: 12,
    lineHeight: '16px',
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
  },
  hidden: visuallyHidden,
  gaps: { display: 'flex', flexWrap: 'wrap', gap: '4px 6px' },
}));

function GroupRow(props: { group: ContractGroup; page: ContractsPage }) {
  const { group, page } = props;
  const classes = useStyles();
  const t = useWords();
  const counts = page.groups[group];
  return (
    <tr role="row">
      <th scope="rowgroup" colSpan={6} className={classes.group} align="left">
        <StateIcon name={GROUP_ICONS[group]} size={18} /> {t(`group.${group}`)}{' '}
        {counts ? (
          <span className={classes.second}>
            {t('group.counts', {
              total: String(counts.total),
              gaps: String(counts.withGaps),
            })}
          </span>
        ) : undefined}
      </th>
    </tr>
  );
}

function Consumers(props: { point: ContractSummary }) {
  const { total, breaking } = props.point.consumers;
  const t = useWords();
  const words = [
    (total === 0 && t('points.consumerNone')) ||
      (total === 1
        ? t('points.consumerOne')
        : t('points.consumerCount', { n: String(total) })),
    breaking ? t('points.breakCount', { n: String(breaking) }) : '',
  ];
  return <>{words.filter(Boolean).join(', ')}</>;
}

function Gaps(props: { point: ContractSummary }) {
  const { gaps } = props.point;
  const classes = useStyles();
  const t = useWords();
  if (!gaps.length) {
    return <span className={classes.small}>{t('points.none')}</span>;
  }
  return (
    <div className={classes.gaps}>
      {gaps.map(({ gap, message }) => {
        const { tone, icon, word } = GAP_LOOKS[gap];
        return (
          <span key={`${gap} ${message}`} title={message}>
            <Chip small tone={tone} icon={icon} label={word(t)} />
            <span className={classes.hidden}>: {message}</span>
          </span>
        );
      })}
    </div>
  );
}

function PointRow(props: { point: ContractSummary }) {
  const { point } = props;
  const { entityRef, owner, latest, state, stateReason, providers } = point;
  const classes = useStyles();
  const t = useWords();
  const from = point.seenOnly ? '' : providers.map(nameOf).join(', ');
  return (
    <Row>
      <Cell look="wide">
        <ContractLink entityRef={entityRef} seenOnly={point.seenOnly} />
        <div className={classes.small}>
          {[from, point.typeTitle].filter(Boolean).join(' · ')}
        </div>
      </Cell>
      <Cell>
        {owner ? (
          <EntityRefLink entityRef={owner} hideIcon>
            {nameOf(owner)}
          </EntityRefLink>
        ) : (
          <StateWord
            tone="warning"
            icon="problem"
            label={t('points.noOwner')}
          />
        )}
      </Cell>
      <Cell>
        {latest ? (
          <>
            <b>{latest.version}</b>
            <div>
              <BumpBadge
                judgement={latest.judgement}
                unjudged={isUnreadable(point) ? 'unreadable' : undefined}
                brief
              />
            </div>
          </>
        ) : (
          <span className={classes.small}>{t('points.noVersion')}</span>
        )}
      </Cell>
      <Cell look="line">
        <Consumers point={point} />
      </Cell>
      <Cell look="line">
        <StateWord {...STATE_LOOKS[state]} label={t(`state.${state}`)} />
        {state === 'fine' ? undefined : (
          <div className={classes.small}>{stateReason}</div>
        )}
      </Cell>
      <Cell look="wide">
        <Gaps point={point} />
      </Cell>
    </Row>
  );
}

/** Integration points by kind, those with gaps first. */
export function PointsTable(props: {
  page: ContractsPage;
  items: readonly ContractSummary[];
}) {
  const { page, items } = props;
  const t = useWords();
  return (
    <Table
      head={[
        ...[t('points.point'), t('points.owner'), t('points.contract')],
        ...[t('points.consumers'), t('points.state'), t('points.gaps')],
      ]}
    >
      {items.map((point, index) => (
        <Fragment key={point.entityRef}>
          {items[index - 1]?.group === point.group ? undefined : (
            <GroupRow group={point.group} page={page} />
          )}
          <PointRow point={point} />
        </Fragment>
      ))}
    </Table>
  );
}
