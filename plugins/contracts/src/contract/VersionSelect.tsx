import { makeStyles, type Theme } from '@material-ui/core/styles';
import { focusRing, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';

const useStyles = makeStyles<Theme>(theme => ({
  select: {
    minHeight: 32,
    maxWidth: 200,
    padding: '4px 8px',
    font: 'inherit',
    fontWeight: 600,
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
    border: `1px solid ${tonesOf(theme).control}`,
    borderRadius: 4,
    '&:focus-visible': focusRing(theme),
    [touch]: { minHeight: 44 },
  },
}));

/** One of some words, in a control of the browser's own. */
export function VersionSelect(props: {
  label: string;
  value: string;
  versions: readonly string[];
  onChange(version: string): void;
}) {
  const { label, value, versions, onChange } = props;
  const classes = useStyles();
  return (
    <select
      className={classes.select}
      aria-label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
    >
      {versions.map(version => (
        <option key={version} value={version}>
          {version}
        </option>
      ))}
    </select>
  );
}
