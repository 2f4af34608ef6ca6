import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { PlanOffer } from '@slipway/backstage-plugin-delivery-common';
import { focusRing, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../../translation';
import { ChoiceField } from '../kit/ChoiceField';
import { describedBy, FieldFrame } from '../kit/FieldFrame';
import { useFormsSettings } from '../kit/useForms';
import { priceListWords, priceWords, quotaWords } from './planWords';

/** Schema of `DeliveryPlan`. */
export const planSchema = makeFieldSchema({ output: z => z.string() });

type PlanProps = typeof planSchema.TProps;

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
    title: {
      padding: '0 0 6px',
      fontSize: 12,
      color: tones.textSecond,
    },
    plans: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
      gap: 12,
    },
    plan: {
      display: 'grid',
      gridTemplateColumns: '20px minmax(0, 1fr)',
      gap: '2px 10px',
      padding: '10px 14px',
      border: `1px solid ${tones.lineStrong}`,
      borderRadius: 6,
      cursor: 'pointer',
      '&:focus-within': focusRing(theme),
      [touch]: { minHeight: 44 },
    },
    chosen: { background: tones.accent.soft, borderColor: tones.accent.mark },
    radio: {
      accentColor: theme.palette.primary.main,
      width: 18,
      height: 18,
      margin: 0,
    },
    second: {
      gridColumn: 2,
      fontSize: 13,
      lineHeight: '18px',
      color: tones.textSecond,
    },
  };
});

function Plan(props: { plan: PlanOffer; field: PlanProps; onChoose(): void }) {
  const { plan, field, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const isChosen = field.formData === plan.name;
  const price = priceWords(plan);
  return (
    <label className={`${classes.plan} ${isChosen ? classes.chosen : ''}`}>
      <input
        type="radio"
        className={classes.radio}
        name={field.idSchema.$id}
        value={plan.name}
        checked={isChosen}
        required={field.required}
        disabled={field.disabled || field.readonly}
        onChange={onChoose}
      />
      <strong>{plan.title}</strong>
      <span className={classes.second}>{quotaWords(plan, t)}</span>
      <span className={classes.second}>
        {price ? t('fields.planPrice', { price }) : t('fields.planNoPrice')}
      </span>
    </label>
  );
}

/** The plans that this form takes, of those that are configured. */
export function offersFor(
  plans: readonly PlanOffer[],
  allowed: readonly unknown[] | undefined,
): PlanOffer[] {
  return plans.filter(({ name }) => !allowed || allowed.includes(name));
}

/** One of the configured plans, with what it allows and costs. */
export function PlanField(props: PlanProps) {
  const { schema, name, onChange } = props;
  const classes = useStyles();
  const t = useWords();
  const settings = useFormsSettings();
  const allowed = schema.enum as string[] | undefined;
  const offers = offersFor(settings.value?.plans ?? [], allowed);
  const list = priceListWords(settings.value?.priceList, t);
  if (!offers.length) {
    // Nothing is known of the plans but their names.
    return (
      <ChoiceField
        field={props}
        free={!allowed}
        asked={{
          ...{ loading: settings.loading, error: settings.error },
          value: allowed?.map(value => ({ value, label: value })),
        }}
        nothing={t('fields.noPlan')}
      />
    );
  }
  return (
    <FieldFrame
      field={props}
      note={list ? { tone: 'idle', icon: 'document', words: list } : undefined}
    >
      <fieldset className={classes.group} aria-describedby={describedBy(props)}>
        <legend className={classes.title}>{schema.title ?? name}</legend>
        <div className={classes.plans}>
          {offers.map(plan => (
            <Plan
              key={plan.name}
              {...{ plan, field: props }}
              onChoose={() => onChange(plan.name)}
            />
          ))}
        </div>
      </fieldset>
    </FieldFrame>
  );
}
