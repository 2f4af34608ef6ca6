import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ContractMatrix,
  MatrixCell,
} from '@slipway/backstage-plugin-contracts-common';
import {
  focusRing,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useMemo, useState } from 'react';
import { type Effect, effectOf } from '../state/effect';
import { EFFECT_LOOKS } from '../state/looks';
import { nameOf } from '../state/names';
import { type ContractsWords, useWords } from '../translation';
import { useGridFocus } from './useGridFocus';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    box: { overflowX: 'auto', marginTop: 10 },
    table: {
      borderCollapse: 'separate',
      borderSpacing: 0,
      minWidth: '100%',
      fontSize: 13,
      '& th': {
        textAlign: 'left',
        fontWeight: 600,
        padding: '8px 6px',
        borderBottom: `1px solid ${tones.line}`,
        verticalAlign: 'bottom',
        lineHeight: '17px',
        minWidth: 96,
      },
      '& tbody th': { verticalAlign: 'middle' },
      '& td': {
        height: 44,
        textAlign: 'center',
        padding: '0 4px',
        borderBottom: `1px solid ${tones.line}`,
        borderLeft: `1px solid ${tones.line}`,
      },
      // The consumer stays in sight while the providers scroll.
      '& th:first-child': {
        position: 'sticky',
        left: 0,
        zIndex: 1,
        minWidth: 150,
        background: theme.palette.background.paper,
      },
    },
    whatIf: { background: tones.accent.soft },
    bad: {
      background: tones.critical.soft,
      boxShadow: `inset 0 0 0 1.5px ${tones.critical.mark}`,
    },
    blind: { background: tones.sunken },
    cell: {
      font: 'inherit',
      width: '100%',
      minHeight: 40,
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
      '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
    },
    empty: {
      '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
    },
    small: { display: 'block', fontWeight: 400, color: tones.textSecond },
    why: { margin: '12px 0 0' },
  };
});

const WORDS: Readonly<Record<Effect, (t: ContractsWords) => string>> = {
  safe: t => t('matrix.fine'),
  untouched: t => t('matrix.untouchedCell'),
  risky: t => t('matrix.riskyCell'),
  breaking: t => t('matrix.breaksCell'),
  unknown: t => t('matrix.unknownCell'),
};

type CellFocus = ReturnType<ReturnType<typeof useGridFocus>['cellProps']>;

type Place = Pick<MatrixCell, 'consumer' | 'contract'>;

const keyOf = ({ consumer, contract }: Place) =>
  JSON.stringify([consumer, contract]);

function CellButton(props: {
  cell: MatrixCell;
  consumer: string;
  contract: string;
  isChosen: boolean;
  focus: CellFocus;
  onChoose(): void;
}) {
  const { cell, consumer, contract, isChosen, focus, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const effect = effectOf(cell.verdict, !cell.undeclared);
  const answer = WORDS[effect](t);
  return (
    <button
      type="button"
      {...focus}
      className={classes.cell}
      aria-pressed={isChosen}
      aria-label={t('matrix.uses', { consumer, contract, answer })}
      onClick={onChoose}
    >
      <StateWord {...EFFECT_LOOKS[effect]} label={answer} />
    </button>
  );
}

function Head(props: { contracts: ContractMatrix['contracts'] }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <thead>
      <tr role="row">
        <th scope="col">{t('matrix.corner')}</th>
        {props.contracts.map(({ id, entityRef, version, whatIf }) => (
          <th key={id} scope="col" className={whatIf ? classes.whatIf : ''}>
            {nameOf(entityRef)}
            <span className={classes.small}>{version}</span>
            {whatIf ? (
              <i className={classes.small}>{t('matrix.whatIf')}</i>
            ) : undefined}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ConsumerRow(props: {
  consumer: ContractMatrix['consumers'][number];
  contracts: ContractMatrix['contracts'];
  cellOf(contract: string): MatrixCell | undefined;
  focusOf(column: number): CellFocus;
  chosen: MatrixCell | undefined;
  onChoose(cell: MatrixCell): void;
}) {
  const { consumer, contracts, cellOf, focusOf, chosen, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const who = `${nameOf(consumer.entityRef)} ${consumer.version}`;
  const lookOf = (cell: MatrixCell | undefined, whatIf: boolean) =>
    (cell?.verdict === 'breaking' && classes.bad) ||
    (whatIf && classes.whatIf) ||
    (cell?.verdict === 'unknown' ? classes.blind : '');
  return (
    <tr role="row">
      <th scope="row">{who}</th>
      {contracts.map(({ id, entityRef, version, whatIf }, column) => {
        const cell = cellOf(id);
        const contract = `${nameOf(entityRef)} ${version}`;
        const focus = focusOf(column);
        return cell ? (
          <td key={id} role="gridcell" className={lookOf(cell, whatIf)}>
            <CellButton
              {...{ cell, isChosen: cell === chosen, contract, focus }}
              consumer={who}
              onChoose={() => onChoose(cell)}
            />
          </td>
        ) : (
          <td
            key={id}
            role="gridcell"
            {...focus}
            aria-label={t('matrix.empty', { consumer: who, contract })}
            className={`${classes.empty} ${lookOf(cell, whatIf)}`}
          />
        );
      })}
    </tr>
  );
}

/** Consumers by what they use; a cell gives its reason. */
export function MatrixTable(props: { matrix: ContractMatrix }) {
  const { consumers, contracts, cells } = props.matrix;
  const classes = useStyles();
  const t = useWords();
  const [chosenKey, setChosenKey] = useState('');
  const grid = useGridFocus(consumers.length, contracts.length);
  const byKey = useMemo(
    () => new Map(cells.map(cell => [keyOf(cell), cell])),
    [cells],
  );
  // What is gone with another environment or version takes its reason along.
  const chosen = byKey.get(chosenKey);
  return (
    <>
      <div className={classes.box}>
        <table
          role="grid"
          aria-label={t('matrix.title')}
          className={classes.table}
          onKeyDown={grid.onKeyDown}
        >
          <Head contracts={contracts} />
          <tbody>
            {consumers.map((consumer, row) => (
              <ConsumerRow
                key={consumer.id}
                {...{ consumer, contracts, chosen }}
                cellOf={contract =>
                  byKey.get(keyOf({ consumer: consumer.id, contract }))
                }
                focusOf={column => grid.cellProps(row, column)}
                onChoose={cell => setChosenKey(keyOf(cell))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" className={classes.why}>
        {chosen ? (
          <>
            <b>{chosen.consumer.split('/').at(-1)?.replace('@', ' ')}:</b>{' '}
            {chosen.message}
          </>
        ) : undefined}
      </p>
    </>
  );
}
