import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { focusRing, narrow, touch } from './styles';
import { tonesOf } from './tones';
import { StateIcon, type IconName } from './icons';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      border: `1px solid ${tones.lineStrong}`,
      borderRadius: 4,
      overflow: 'hidden',
      maxWidth: '100%',
    },
    item: {
      padding: '4px 11px',
      fontSize: 13,
      lineHeight: '20px',
      fontWeight: 500,
      color: tones.textSecond,
      whiteSpace: 'nowrap',
      '& + &': { borderLeft: `1px solid ${tones.lineStrong}` },
      '&.Mui-focusVisible': { ...focusRing(theme), outlineOffset: -2 },
      [touch]: { minHeight: 44 },
      [narrow]: { padding: '9px 12px' },
    },
    icon: { marginRight: 5 },
    on: {
      background: tones.accent.soft,
      color: tones.accent.text,
      fontWeight: 600,
    },
  };
});

/** One of a few, all of them in sight. @public */
export function Segmented(props: {
  label: string;
  items: { id: string; label: string; icon?: IconName }[];
  selected?: string;
  onSelect(id: string): void;
}) {
  const classes = useStyles();
  return (
    <div role="group" aria-label={props.label} className={classes.root}>
      {props.items.map(({ id, label, icon }) => {
        const on = id === props.selected;
        return (
          <ButtonBase
            key={id}
            aria-pressed={on}
            className={`${classes.item} ${on ? classes.on : ''}`}
            onClick={() => props.onSelect(id)}
          >
            {icon ? (
              <StateIcon name={icon} className={classes.icon} />
            ) : undefined}
            {label}
          </ButtonBase>
        );
      })}
    </div>
  );
}
