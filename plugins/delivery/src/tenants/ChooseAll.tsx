import { makeStyles } from '@material-ui/core/styles';
import { touch } from '@slipway/backstage-plugin-kit-react';
import type { ReactNode } from 'react';
import { useWords } from '../translation';
import type { Choice } from './TenantsTable';
import { useTenantsStyles } from './tenantsStyles';

const useStyles = makeStyles({
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 8,
    cursor: 'pointer',
    [touch]: { minHeight: 44 },
  },
});

/** Chooses all that are shown, or none of them; with words where no head says it. */
export function ChooseAll(props: {
  names: readonly string[];
  choice: Choice;
  children?: ReactNode;
}) {
  const { names, choice, children } = props;
  const classes = useTenantsStyles();
  const own = useStyles();
  const t = useWords();
  const box = (
    <input
      type="checkbox"
      className={classes.check}
      aria-label={t('tenants.chooseAll')}
      checked={names.length > 0 && names.every(name => choice.chosen.has(name))}
      onChange={event => choice.choose(names, event.target.checked)}
    />
  );
  return children ? (
    <label className={own.label}>
      {box}
      {children}
    </label>
  ) : (
    box
  );
}
