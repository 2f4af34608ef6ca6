import { makeStyles, type Theme } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import {
  CONTRACT_DIRECTIONS,
  CONTRACT_ROLES,
  CONTRACT_TYPES,
  type ContractRule,
  type ContractType,
} from '@slipway/backstage-plugin-contracts-common';
import {
  Cell,
  focusRing,
  MONO,
  Row,
  StateWord,
  still,
  Table,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';
import { useId } from 'react';
import { VERDICT_LOOKS } from '../state/looks';
import { type ContractsWords, useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  group: { borderTop: `1px solid ${tonesOf(theme).line}` },
  heading: { margin: 0 },
  toggle: {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    width: '100%',
    minHeight: 40,
    padding: '4px 0',
    font: 'inherit',
    fontSize: 14,
    fontWeight: 600,
    textAlign: 'left',
    color: theme.palette.text.primary,
    background: 'none',
    border: 0,
    cursor: 'pointer',
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
    [touch]: { minHeight: 44 },
  },
  arrow: {
    transition: theme.transitions.create('transform', { duration: 120 }),
    '[aria-expanded=false] > &': { transform: 'rotate(-90deg)' },
    [still]: { transition: 'none' },
  },
  count: { fontWeight: 400, color: tonesOf(theme).textSecond },
  id: {
    fontFamily: MONO,
    fontSize: 12,
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
  },
  verdicts: { listStyle: 'none', margin: 0, padding: 0 },
}));

const ROLES = [...CONTRACT_DIRECTIONS, ...CONTRACT_ROLES];

/** Rules of one kind of contract, or of several. */
export type RuleGroupId = ContractType | 'several';

const FORMATS: Readonly<Record<RuleGroupId, (t: ContractsWords) => string>> = {
  several: t => t('format.several'),
  openapi: t => t('format.openapi'),
  asyncapi: t => t('format.asyncapi'),
  graphql: t => t('format.graphql'),
  grpc: t => t('format.grpc'),
  'json-schema': t => t('format.jsonSchema'),
  avro: t => t('format.avro'),
  xsd: t => t('format.xsd'),
  wsdl: t => t('format.wsdl'),
  sql: t => t('format.sql'),
  odcs: t => t('format.odcs'),
};

/** Rules by the kind of contract that they judge; those of several come first. */
export function groupRules(
  rules: readonly ContractRule[],
): [group: RuleGroupId, rules: ContractRule[]][] {
  const groupOf = ({ formats }: ContractRule): RuleGroupId =>
    formats.length === 1 ? formats[0] : 'several';
  return (['several', ...CONTRACT_TYPES] as const)
    .map((group): [RuleGroupId, ContractRule[]] => [
      group,
      rules.filter(rule => groupOf(rule) === group),
    ])
    .filter(([, found]) => found.length);
}

function RuleRow(props: { rule: ContractRule }) {
  const { id, title, why, formats, verdicts } = props.rule;
  const classes = useStyles();
  const t = useWords();
  return (
    <Row>
      <Cell look="wide">
        <b>{title}</b>
        <div className={classes.id}>{id}</div>
      </Cell>
      <Cell look="wide">{why}</Cell>
      <Cell look="line">
        {formats.length === CONTRACT_TYPES.length
          ? t('rules.everyFormat')
          : formats.map(format => FORMATS[format](t)).join(', ')}
      </Cell>
      <Cell look="line">
        <ul className={classes.verdicts}>
          {ROLES.filter(who => verdicts[who]).map(who => {
            const verdict = verdicts[who] ?? 'unknown';
            return (
              <li key={who}>
                {t(`role.${who}`)}:{' '}
                <StateWord
                  {...VERDICT_LOOKS[verdict]}
                  label={t(`verdict.${verdict}`)}
                />
              </li>
            );
          })}
        </ul>
      </Cell>
    </Row>
  );
}

/** The rules of one kind, under a heading that opens them. */
export function RuleGroup(props: {
  group: RuleGroupId;
  rules: readonly ContractRule[];
  open: boolean;
  onToggle(): void;
}) {
  const { group, rules, open, onToggle } = props;
  const classes = useStyles();
  const t = useWords();
  const id = useId();
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 className={classes.heading}>
        <button
          type="button"
          id={id}
          className={classes.toggle}
          aria-expanded={open}
          onClick={onToggle}
        >
          <ExpandMoreIcon className={classes.arrow} fontSize="small" />
          {FORMATS[group](t)}{' '}
          <span className={classes.count}>{rules.length}</span>
        </button>
      </h2>
      {open ? (
        <Table
          head={[
            ...[t('rules.rule'), t('rules.why')],
            ...[t('rules.formats'), t('rules.verdicts')],
          ]}
        >
          {rules.map(rule => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </Table>
      ) : undefined}
    </section>
  );
}
