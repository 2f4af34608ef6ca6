import { CONTRACT_VERDICTS } from '@slipway/backstage-plugin-contracts-common';
import { Choice, DayField, TextArea, TextField } from '../page/Field';
import { SearchField, type SearchOption } from '../page/SearchField';
import { shortRef } from '../state/names';
import { type ContractsWords, useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import { daysOf, type ExceptionDraft, nameToType } from './draft';
import type { Offers } from './useOffers';

interface FieldsProps {
  draft: ExceptionDraft;
  offers: Offers;
  onChange(change: Partial<ExceptionDraft>): void;
}

/** What was brought along counts, too, though it is not among the offers. */
function withValue(values: readonly string[], value: string): string[] {
  return value && !values.includes(value) ? [...values, value] : [...values];
}

/** Entities by the shortest name that is theirs alone. */
function toOptions(
  refs: readonly string[],
  value: string,
  defaultKind: string,
): SearchOption[] {
  const known = value.includes(':') ? withValue(refs, value) : refs;
  return known.map(ref => ({
    value: ref,
    label: shortRef(ref, defaultKind),
  }));
}

function scopeName(ref: string, t: ContractsWords): string {
  const isSystem = ref.startsWith('system:');
  const name = shortRef(ref, isSystem ? 'system' : 'api');
  return t(isSystem ? 'ask.scopeSystem' : 'ask.scopeApi', { name });
}

function RuleFields(props: FieldsProps) {
  const { draft, offers, onChange } = props;
  const t = useWords();
  return (
    <>
      <SearchField
        label={t('ask.rule')}
        help={t('ask.ruleHelp')}
        value={draft.rule}
        options={offers.rules.map(({ id, title }) => ({
          ...{ value: id, label: id, hint: title },
        }))}
        onChange={rule => onChange({ rule })}
      />
      <Choice
        label={t('ask.verdict')}
        value={draft.verdict}
        options={CONTRACT_VERDICTS.map(each => [each, t(`verdict.${each}`)])}
        onChange={chosen => {
          const verdict = CONTRACT_VERDICTS.find(each => each === chosen);
          onChange({ verdict });
        }}
      />
    </>
  );
}

function BlockFields(props: FieldsProps) {
  const { draft, offers, onChange } = props;
  const t = useWords();
  return (
    <>
      <SearchField
        free
        label={t('ask.consumer')}
        help={t('ask.consumerHelp')}
        value={draft.consumer}
        options={toOptions(offers.components, draft.consumer, 'component')}
        onChange={consumer => onChange({ consumer })}
      />
      <Choice
        label={t('ask.environment')}
        value={draft.environment}
        options={[
          ['', t('ask.allEnvironments')],
          ...withValue(offers.environments, draft.environment).map(
            each => [each, each] as const,
          ),
        ]}
        onChange={environment => onChange({ environment })}
      />
    </>
  );
}

function ScopeField(props: FieldsProps) {
  const { draft, offers, onChange } = props;
  const t = useWords();
  return (
    <SearchField
      label={t('ask.scope')}
      help={t('ask.scopeHelp')}
      placeholder={t('ask.scopeAll')}
      value={draft.scope}
      options={withValue([...offers.apis, ...offers.systems], draft.scope).map(
        ref => ({ value: ref, label: scopeName(ref, t) }),
      )}
      onChange={scope => onChange({ scope })}
    />
  );
}

/** What an exception is about, who answers for it, why, and until when. */
export function ExceptionFields(props: FieldsProps) {
  const { draft, offers, onChange } = props;
  const classes = useDialogStyles();
  const t = useWords();
  const name = nameToType(draft);
  const About = draft.kind === 'rule' ? RuleFields : BlockFields;
  return (
    <>
      <div className={classes.wide}>
        <Choice
          label={t('ask.kind')}
          value={draft.kind}
          options={[
            ['block', t('ask.kindBlock')],
            ['rule', t('ask.kindRule')],
          ]}
          onChange={kind =>
            onChange({ kind: kind === 'rule' ? 'rule' : 'block', typed: '' })
          }
        />
      </div>
      <About {...props} />
      <ScopeField {...props} />
      <DayField
        label={t('ask.until')}
        help={t('ask.untilHelp')}
        value={draft.day}
        {...daysOf()}
        onChange={day => onChange({ day })}
      />
      <div className={classes.wide}>
        <SearchField
          free
          label={t('ask.owner')}
          help={t('ask.ownerHelp')}
          value={draft.owner}
          options={toOptions(offers.owners, draft.owner, 'group')}
          onChange={owner => onChange({ owner })}
        />
      </div>
      <div className={classes.wide}>
        <TextArea
          label={t('ask.reason')}
          value={draft.reason}
          onChange={reason => onChange({ reason })}
        />
      </div>
      {name ? (
        <div className={classes.wide}>
          <TextField
            label={t('ask.confirm', { name })}
            value={draft.typed}
            onChange={typed => onChange({ typed })}
          />
        </div>
      ) : undefined}
    </>
  );
}
