import { makeStyles, type Theme } from '@material-ui/core/styles';
import { focusRing, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';
import { type ReactNode, type RefObject, useId } from 'react';

const useStyles = makeStyles<Theme>(theme => ({
  field: { display: 'grid', gap: 4, minWidth: 0, alignContent: 'start' },
  label: {
    fontSize: 12,
    lineHeight: '16px',
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  help: {
    fontSize: 12,
    lineHeight: '16px',
    color: tonesOf(theme).textSecond,
  },
  control: {
    width: '100%',
    minHeight: 36,
    padding: '6px 10px',
    font: 'inherit',
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
    border: `1px solid ${tonesOf(theme).control}`,
    borderRadius: 4,
    boxSizing: 'border-box',
    resize: 'vertical',
    colorScheme: theme.palette.type,
    '&::placeholder': { color: tonesOf(theme).textThird, opacity: 1 },
    '&:focus-visible': focusRing(theme),
    [touch]: { minHeight: 44 },
  },
}));

/** What a control takes over, so that its label and its help belong to it. */
export interface FieldControl {
  id: string;
  className: string;
  'aria-describedby'?: string;
}

/** A label, its control, and what helps to fill it. */
export function Field(props: {
  label: string;
  help?: string;
  children(control: FieldControl): ReactNode;
}) {
  const { label, help, children } = props;
  const classes = useStyles();
  const id = useId();
  const helpId = `${id}-help`;
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      {children({
        ...{ id, className: classes.control },
        ...(help && { 'aria-describedby': helpId }),
      })}
      {help ? (
        <span id={helpId} className={classes.help}>
          {help}
        </span>
      ) : undefined}
    </div>
  );
}

/** A choice, in a control of the browser's own. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange(value: string): void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <Field label={label}>
      {control => (
        <select
          {...control}
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A line of text. */
export function TextField(props: {
  label: string;
  value: string;
  placeholder?: string;
  help?: string;
  inputRef?: RefObject<HTMLInputElement>;
  onChange(value: string): void;
}) {
  const { label, help, value, placeholder, inputRef, onChange } = props;
  return (
    <Field {...{ label, help }}>
      {control => (
        <input
          {...{ ...control, value, placeholder }}
          ref={inputRef}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A day, in the control of the browser's own. */
export function DayField(props: {
  label: string;
  help?: string;
  value: string;
  min: string;
  max: string;
  onChange(value: string): void;
}) {
  const { label, help, value, min, max, onChange } = props;
  return (
    <Field {...{ label, help }}>
      {control => (
        <input
          type="date"
          {...{ ...control, value, min, max }}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A few lines of text. */
export function TextArea(props: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const { label, value, onChange } = props;
  return (
    <Field label={label}>
      {control => (
        <textarea
          {...{ ...control, value }}
          rows={3}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
