import { makeStyles, type Theme } from '@material-ui/core/styles';
import { focusRing, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';
import { useId } from 'react';

const useStyles = makeStyles<Theme>(theme => ({
  field: { display: 'grid', gap: 4, minWidth: 0 },
  label: { fontSize: 12, lineHeight: '16px', fontWeight: 600 },
  control: {
    width: '100%',
    minHeight: 36,
    padding: '6px 10px',
    font: 'inherit',
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
    border: `1px solid ${tonesOf(theme).control}`,
    borderRadius: 4,
    '&::placeholder': { color: tonesOf(theme).textThird, opacity: 1 },
    '&:focus-visible': focusRing(theme),
    [touch]: { minHeight: 44 },
  },
}));

/** A choice, in a control of the browser's own. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange(value: string): void;
}) {
  const { label, value, options, onChange } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={classes.control}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A line of text. */
export function TextField(props: {
  label: string;
  value: string;
  placeholder?: string;
  onChange(value: string): void;
}) {
  const { label, value, placeholder, onChange } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={classes.control}
        value={value}
        placeholder={placeholder}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}
