import { makeStyles } from '@material-ui/core/styles';
import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { Card, LoadingRows } from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Failure } from '../contract/Failure';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { TextField } from './Field';
import { groupRules, RuleGroup, type RuleGroupId } from './RuleGroup';

const useStyles = makeStyles({ groups: { marginTop: 12 } });

function matches(rule: ContractRule, text: string): boolean {
  const words = [rule.id, rule.title, rule.why, ...rule.formats];
  return words.join('\n').toLowerCase().includes(text.trim().toLowerCase());
}

/** Groups open at a press; what is looked for opens those that have it. */
function Groups(props: { rules: readonly ContractRule[]; searched: boolean }) {
  const { rules, searched } = props;
  const classes = useStyles();
  const [pressed, setPressed] = useState<ReadonlySet<RuleGroupId>>(new Set());
  const toggle = (group: RuleGroupId) => {
    const next = new Set(pressed);
    if (!next.delete(group)) next.add(group);
    setPressed(next);
  };
  return (
    <div className={classes.groups}>
      {groupRules(rules).map(([group, found]) => (
        <RuleGroup
          key={group}
          {...{ group, rules: found }}
          open={pressed.has(group) !== searched}
          onToggle={() => toggle(group)}
        />
      ))}
    </div>
  );
}

/** The rules that judge: what each finds, why it matters, and what it counts as. */
export function RulesSection() {
  const t = useWords();
  const [query] = useSearchParams();
  const [text, setText] = useState(query.get('find') ?? '');
  const loaded = useLoaded('rules', (api, options) => api.rules(options));
  const found = loaded.value?.items.filter(rule => matches(rule, text));
  const searched = text.trim() !== '';
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
        {found && searched ? (
          <p role="status">
            {found.length
              ? t('rules.found', { n: String(found.length) })
              : t('rules.none')}
          </p>
        ) : undefined}
        {found?.length ? (
          <Groups key={String(searched)} rules={found} searched={searched} />
        ) : undefined}
      </Card>
    </>
  );
}
