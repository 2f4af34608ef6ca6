import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  CONTRACT_DIRECTIONS,
  CONTRACT_ROLES,
  type ContractRule,
} from '@slipway/backstage-plugin-contracts-common';
import {
  Card,
  Cell,
  LoadingRows,
  MONO,
  Row,
  StateWord,
  Table,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { Failure } from '../contract/Failure';
import { VERDICT_LOOKS } from '../state/looks';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { TextField } from './Field';

const useStyles = makeStyles<Theme>(theme => ({
  id: {
    fontFamily: MONO,
    fontSize: 12,
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
  },
  verdicts: { listStyle: 'none', margin: 0, padding: 0 },
}));

const ROLES = [...CONTRACT_DIRECTIONS, ...CONTRACT_ROLES];

function matches(rule: ContractRule, text: string): boolean {
  const words = [rule.id, rule.title, rule.why, ...rule.formats];
  return words.join('\n').toLowerCase().includes(text.toLowerCase());
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
      <Cell look="line">{formats.join(', ')}</Cell>
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

/** The rules that judge: what each finds, why it matters, and what it counts as. */
export function RulesSection() {
  const t = useWords();
  const [text, setText] = useState('');
  const loaded = useLoaded('rules', (api, options) => api.rules(options));
  const found = loaded.value?.items.filter(rule => matches(rule, text));
  return (
    <>
      <Failure loaded={loaded} />
      <Card label={t('page.rules')}>
        {loaded.value ? (
          <p>{t('rules.lead', { n: String(loaded.value.items.length) })}</p>
        ) : undefined}
        <TextField label={t('rules.find')} value={text} onChange={setText} />
        {loaded.loading ? (
          <LoadingRows label={t('failure.loading')} rows={6} height={52} />
        ) : undefined}
        {found && !found.length ? <p>{t('rules.none')}</p> : undefined}
        {found?.length ? (
          <Table
            head={[
              ...[t('rules.rule'), t('rules.why')],
              ...[t('rules.formats'), t('rules.verdicts')],
            ]}
          >
            {found.map(rule => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </Table>
        ) : undefined}
      </Card>
    </>
  );
}
