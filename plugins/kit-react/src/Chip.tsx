import { makeStyles, type Theme } from '@material-ui/core/styles';
import { tonesOf, type ToneName, type Tones } from './tones';
import { StateIcon, type IconName } from './icons';

/** A tone, or the dashed look of what was only seen last. @public */
export type ChipTone = ToneName | 'stale' | 'plain';

function chipColours(tones: Tones, tone: ChipTone) {
  if (tone === 'stale') {
    return {
      color: tones.idle.text,
      background: 'transparent',
      border: `1px dashed ${tones.idle.line}`,
    };
  }
  if (tone === 'plain') {
    return {
      color: tones.textSecond,
      background: 'transparent',
      border: `1px solid ${tones.lineStrong}`,
    };
  }
  const { text, soft, line } = tones[tone];
  return { color: text, background: soft, border: `1px solid ${line}` };
}

const useStyles = makeStyles<Theme, { tone: ChipTone }>(theme => ({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 5,
    minHeight: 24,
    padding: '0 9px 0 7px',
    borderRadius: 12,
    fontSize: 12.5,
    fontWeight: 600,
    lineHeight: '16px',
    whiteSpace: 'nowrap',
    maxWidth: '100%',
    color: props => chipColours(tonesOf(theme), props.tone).color,
    background: props => chipColours(tonesOf(theme), props.tone).background,
    border: props => chipColours(tonesOf(theme), props.tone).border,
  },
  small: { minHeight: 20, fontSize: 12, padding: '0 8px 0 6px' },
  wrap: { whiteSpace: 'normal', padding: '2px 9px 2px 7px' },
}));

/** A state: icon and word, never one without the other. @public */
export function Chip(props: {
  tone: ChipTone;
  icon?: IconName;
  label: string;
  small?: boolean;
  wrap?: boolean;
}) {
  const { tone, icon, label, small, wrap } = props;
  const classes = useStyles({ tone });
  const names = [classes.chip, small && classes.small, wrap && classes.wrap];
  return (
    <span className={names.filter(Boolean).join(' ')}>
      {icon ? <StateIcon name={icon} size={small ? 13 : 15} /> : undefined}
      {label}
    </span>
  );
}

const useWordStyles = makeStyles<Theme, { tone: ChipTone }>(theme => ({
  word: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 5,
    fontWeight: 600,
    color: props => chipColours(tonesOf(theme), props.tone).color,
  },
}));

/** The same without a ground, for sentences and tables. @public */
export function StateWord(props: {
  tone: ChipTone;
  icon: IconName;
  label: string;
}) {
  const classes = useWordStyles({ tone: props.tone });
  return (
    <span className={classes.word}>
      <StateIcon name={props.icon} />
      {props.label}
    </span>
  );
}
