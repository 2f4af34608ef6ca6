import type { JsonObject } from '@backstage/types';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { StateWord, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { fieldTitle } from './fieldTitle';
import type { FormError } from './saidErrors';

const useStyles = makeStyles<Theme>(theme => ({
  root: {
    marginBottom: 16,
    padding: '10px 14px',
    borderRadius: 6,
    border: `1px solid ${tonesOf(theme).critical.mark}`,
    overflowWrap: 'anywhere',
  },
  list: { margin: '6px 0 0', paddingLeft: 22 },
}));

/** All that has to be corrected before the wizard goes on. */
export function ErrorList(props: { errors: FormError[]; schema: object }) {
  const { errors, schema } = props;
  const classes = useStyles();
  const t = useWords();
  const lines = errors.map(({ property, message, stack }) => {
    const field = fieldTitle(schema as JsonObject, property);
    return field && message ? t('wizard.error', { field, message }) : stack;
  });
  const different = [...new Set(lines)];
  return (
    <div role="alert" className={classes.root}>
      <StateWord
        tone="critical"
        icon="error"
        label={t('wizard.errors', { count: different.length })}
      />
      <ul className={classes.list}>
        {different.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
