import Button from '@material-ui/core/Button';
import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { useId, type MouseEvent, type ReactNode } from 'react';
import { focusRing, touch, visuallyHidden } from './styles';
import { tonesOf } from './tones';

function rootStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    root: {
      textTransform: 'none',
      letterSpacing: 0,
      fontWeight: 600,
      fontSize: 14,
      lineHeight: '20px',
      minHeight: 36,
      minWidth: 0,
      padding: '7px 14px',
      borderRadius: 4,
      border: '1px solid transparent',
      boxShadow: 'none',
      whiteSpace: 'nowrap',
      color: theme.palette.primary.main,
      [touch]: { minHeight: 44 },
      '&.Mui-focusVisible': focusRing(theme),
      '&[aria-disabled="true"]': {
        background: tones.idle.soft,
        color: tones.idle.text,
        borderColor: tones.line,
        cursor: 'not-allowed',
        boxShadow: 'none',
      },
    },
  });
}

function lookStyles(theme: Theme) {
  const tones = tonesOf(theme);
  return createStyles({
    filled: {
      background: theme.palette.primary.main,
      color: tones.onAccent,
      '&:hover': {
        background: theme.palette.primary.dark,
        color: theme.palette.getContrastText(theme.palette.primary.dark),
        boxShadow: 'none',
      },
    },
    outlined: { borderColor: tones.accent.line },
    text: { paddingLeft: 8, paddingRight: 8 },
    small: { minHeight: 30, padding: '4px 10px', fontSize: 13 },
    large: { minHeight: 44, padding: '10px 18px', fontSize: 15 },
    wide: { width: '100%' },
    why: visuallyHidden,
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...rootStyles(theme),
  ...lookStyles(theme),
}));

/** Properties of {@link ActButton}. @public */
export interface ActButtonProps {
  children: ReactNode;
  look?: 'filled' | 'outlined' | 'text';
  size?: 'small' | 'medium' | 'large';
  wide?: boolean;
  icon?: ReactNode;
  onClick?(event: MouseEvent<HTMLElement>): void;
  href?: string;
  label?: string;
  /**
   * Why it cannot be pressed. The button stays where it is and keeps the
   * keyboard, so that the reason can be read.
   */
  disabledBecause?: string;
  /** Id of the element that shows the reason; else only a screen reader gets it. */
  describedBy?: string;
}

/** Every button of the plugin. @public */
export function ActButton(props: ActButtonProps) {
  const { look = 'text', size = 'medium', disabledBecause } = props;
  const classes = useStyles();
  const id = useId();
  const disabled = disabledBecause !== undefined;
  const needsOwnReason = disabled && !props.describedBy;
  return (
    <>
      <Button
        disableElevation
        className={[
          classes.root,
          classes[look],
          size === 'medium' ? '' : classes[size],
          props.wide ? classes.wide : '',
        ].join(' ')}
        startIcon={props.icon}
        aria-label={props.label}
        title={disabledBecause}
        aria-disabled={disabled || undefined}
        aria-describedby={needsOwnReason ? id : props.describedBy}
        href={disabled ? undefined : props.href}
        onClick={event => {
          event.stopPropagation();
          if (!disabled) {
            props.onClick?.(event);
          }
        }}
      >
        {props.children}
      </Button>
      {needsOwnReason ? (
        <span id={id} className={classes.why}>
          {disabledBecause}
        </span>
      ) : undefined}
    </>
  );
}
