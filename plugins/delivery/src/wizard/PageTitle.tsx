import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  createContext,
  type MutableRefObject,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
} from 'react';

const useStyles = makeStyles<Theme>(theme => ({
  title: {
    margin: 0,
    fontSize: 18,
    lineHeight: '26px',
    fontWeight: 600,
    '&:focus': { outline: 'none' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 3,
    },
  },
}));

const Opened = createContext<MutableRefObject<boolean> | undefined>(undefined);

/** Knows whether a page of the wizard was open before. */
export function WizardPages(props: { children: ReactNode }) {
  const opened = useRef(false);
  return <Opened.Provider value={opened}>{props.children}</Opened.Provider>;
}

/**
 * A ref that takes the focus when another page is opened: the button that was
 * pressed is gone with its page, and the focus with it. The first page leaves
 * it to the field that asks for it.
 */
export function usePageFocus<T extends HTMLElement>() {
  const opened = useContext(Opened);
  const element = useRef<T>(null);
  useEffect(() => {
    // Elsewhere than in the wizard nothing was open before.
    if (!opened) return;
    if (opened.current) element.current?.focus({ preventScroll: true });
    opened.current = true;
  }, [opened]);
  return element;
}

/** The heading of a page, where the reading goes on after *Next*. */
export function PageTitle(props: { id: string; title: string }) {
  const { id, title } = props;
  const classes = useStyles();
  const heading = usePageFocus<HTMLHeadingElement>();
  return (
    <h2 ref={heading} id={id} tabIndex={-1} className={classes.title}>
      {title}
    </h2>
  );
}
