import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  ContractMatrix,
  ContractVerdict,
  MatrixCell,
} from '@slipway/backstage-plugin-contracts-common';
import {
  focusRing,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useMemo, useState } from 'react';
import { VERDICT_LOOKS } from '../state/looks';
import { nameOf } from '../state/names';
import { type ContractsWords, useWords } from '../translation';

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
    small: { display: 'block', fontWeight: 400, color: tones.textSecond },
    why: { margin: '12px 0 0' },
  };
});

const WORDS: Readonly<Record<ContractVerdict, (t: ContractsWords) => string>> =
  {
    safe: t => t('matrix.fine'),
    risky: t => t('matrix.riskyCell'),
    breaking: t => t('matrix.breaksCell'),
    unknown: t => t('matrix.unknownCell'),
  };

type Place = Pick<MatrixCell, 'consumer' | 'contract'>;

const keyOf = ({ consumer, contract }: Place) =>
  JSON.stringify([consumer, contract]);

function CellButton(props: {
  cell: MatrixCell;
  consumer: string;
  contract: string;
  isChosen: boolean;
  onChoose(): void;
}) {
  const { cell, consumer, contract, isChosen, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const answer = WORDS[cell.verdict](t);
  return (
    <button
      type="button"
      className={classes.cell}
      aria-pressed={isChosen}
      aria-label={t('matrix.uses', { consumer, contract, answer })}
      onClick={onChoose}
    >
      <StateWord {...VERDICT_LOOKS[cell.verdict]} label={answer} />
    </button>
  );
}

/** Consumers by what they use; a cell gives its reason. */
export function MatrixTable(props: { matrix: ContractMatrix }) {
  const { consumers, contracts, cells } = props.matrix;
  const classes = useStyles();
  const t = useWords();
  const [chosenKey, setChosenKey] = useState('');
  const byKey = useMemo(
    () => new Map(cells.map(cell => [keyOf(cell), cell])),
    [cells],
  );
  // What is gone with another environment or version takes its reason along.
  const chosen = byKey.get(chosenKey);
  const lookOf = (cell: MatrixCell | undefined, whatIf: boolean) =>
    (cell?.verdict === 'breaking' && classes.bad) ||
    (whatIf && classes.whatIf) ||
    (cell?.verdict === 'unknown' ? classes.blind : '');
  return (
    <>
      <div className={classes.box}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('matrix.corner')}</th>
              {contracts.map(({ id, entityRef, version, whatIf }) => (
                <th
                  key={id}
                  scope="col"
                  className={whatIf ? classes.whatIf : ''}
                >
                  {nameOf(entityRef)}
                  <span className={classes.small}>{version}</span>
                  {whatIf ? (
                    <i className={classes.small}>{t('matrix.whatIf')}</i>
                  ) : undefined}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {consumers.map(({ id, entityRef, version }) => (
              <tr key={id}>
                <th scope="row">
                  {nameOf(entityRef)} {version}
                </th>
                {contracts.map(contract => {
                  const cell = byKey.get(
                    keyOf({ consumer: id, contract: contract.id }),
                  );
                  return (
                    <td
                      key={contract.id}
                      className={lookOf(cell, contract.whatIf)}
                    >
                      {cell ? (
                        <CellButton
                          {...{ cell, isChosen: cell === chosen }}
                          consumer={`${nameOf(entityRef)} ${version}`}
                          contract={`${nameOf(contract.entityRef)} ${contract.version}`}
                          onChoose={() => setChosenKey(keyOf(cell))}
                        />
                      ) : undefined}
                    </td>
                  );
                })}
              </tr>
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
