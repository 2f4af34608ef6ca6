import { CONTRACT_VERDICTS } from '@slipway/backstage-plugin-contracts-common';
import { Choice, DayField, TextArea, TextField } from '../page/Field';
import { nameOf } from '../state/names';
import { useWords } from '../translation';
import { useDialogStyles } from './dialogStyles';
import { daysOf, type ExceptionDraft, nameToType } from './draft';
import type { Offers } from './useOffers';

interface FieldsProps {
  draft: ExceptionDraft;
  offers: Offers;
  onChange(change: Partial<ExceptionDraft>): void;
}

function RuleFields(props: FieldsProps) {
  const { draft, offers, onChange } = props;
  const t = useWords();
  return (
    <>
      <Choice
        label={t('ask.rule')}
        value={draft.rule}
        options={[
          ['', t('ask.ruleFirst')],
          ...offers.rules.map(({ id }) => [id, id] as const),
        ]}
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
      <TextField
        label={t('ask.consumer')}
        help={t('ask.consumerHelp')}
        value={draft.consumer}
        suggestions={offers.components}
        onChange={consumer => onChange({ consumer })}
      />
      <Choice
        label={t('ask.environment')}
        value={draft.environment}
        options={[
          ['', t('ask.allEnvironments')],
          ...offers.environments.map(each => [each, each] as const),
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
    <Choice
      label={t('ask.scope')}
      value={draft.scope}
      options={[
        ['', t('ask.scopeAll')],
        ...offers.systems.map(
          ref => [ref, t('ask.scopeSystem', { name: nameOf(ref) })] as const,
        ),
        ...offers.apis.map(
          ref => [ref, t('ask.scopeApi', { name: nameOf(ref) })] as const,
        ),
      ]}
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
        <TextField
          label={t('ask.owner')}
          help={t('ask.ownerHelp')}
          value={draft.owner}
          suggestions={offers.owners}
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
