import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  logo: {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    fontSize: 20,
    fontWeight: 600,
    color: '#ffffff',
    whiteSpace: 'nowrap',
  },
  mark: { width: 28, height: 28, flex: 'none' },
});

/** A hull on its slipway. */
export function LogoMark(props: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={props.className}>
      <path
        d="M3 27.5 29 21"
        stroke="#ffffff"
        strokeWidth="2.4"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M3 16 29 9.500c-.4 5-2.900 8.100-6.900 9.100l-11 2.700C7.200 22.300 4.300 20.600 3 16Z"
        fill="#9bf0e1"
      />
      <path d="M11.500 10.500V6l6.200-1.600v4.500Z" fill="#9bf0e1" />
    </svg>
  );
}

/** Mark and word; the mark alone where there is no room. */
export function Logo(props: { markOnly?: boolean }) {
  const classes = useStyles();
  return (
    <span className={classes.logo}>
      <LogoMark className={classes.mark} />
      {props.markOnly ? undefined : 'Slipway'}
    </span>
  );
}
