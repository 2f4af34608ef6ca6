import { makeStyles, type Theme } from '@material-ui/core/styles';
import { narrow, tonesOf, touch } from '@slipway/backstage-plugin-kit-react';

/** Fields of the dialogs about tenants. */
export const useFieldStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    field: {
      display: 'grid',
      gap: 5,
      alignContent: 'start',
      '& > label, & > legend': {
        color: tones.textSecond,
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 600,
      },
    },
    group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
    input: {
      font: 'inherit',
      color: 'inherit',
      colorScheme: theme.palette.type,
      background: theme.palette.background.paper,
      border: `1px solid ${tones.control}`,
      borderRadius: 4,
      padding: '7px 10px',
      minHeight: 36,
      width: '100%',
      boxSizing: 'border-box',
      '&:focus': {
        outline: 0,
        borderColor: theme.palette.primary.main,
        boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
      },
      '&::placeholder': { color: tones.textThird, opacity: 1 },
      [touch]: { minHeight: 44, fontSize: 16 },
    },
    short: { width: 120 },
    time: { width: 240, maxWidth: '100%' },
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: 8,
    },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 150px',
      alignItems: 'center',
      gap: '4px 12px',
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) 120px' },
    },
    box: { display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 },
    check: {
      accentColor: theme.palette.primary.main,
      width: 18,
      height: 18,
      margin: 0,
      flex: 'none',
    },
  };
});
