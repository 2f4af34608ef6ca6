import type { JsonObject } from '@backstage/types';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { StateWord, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useRef } from 'react';
import { answersOf } from '../fields/kit/answers';
import { useWords } from '../translation';
import { fieldTitle } from './fieldTitle';
import type { FormError } from './saidErrors';
import { useOpenErrors } from './WizardTries';

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
export function ErrorList(props: {
  errors: FormError[];
  schema: object;
  formContext?: unknown;
}) {
  const { errors, schema } = props;
  const classes = useStyles();
  const t = useWords();
  const root = useRef<HTMLDivElement>(null);
  const open = useOpenErrors(errors, answersOf(props), root);
  if (!open.length) return null;
  const lines = open.map(({ property, message, stack }) => {
    const field = fieldTitle(schema as JsonObject, property);
    return field && message ? t('wizard.error', { field, message }) : stack;
  });
  const different = [...new Set(lines)];
  return (
    <div ref={root} role="alert" className={classes.root}>
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
