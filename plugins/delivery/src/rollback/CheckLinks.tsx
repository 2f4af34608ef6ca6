import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { CheckResult } from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  focusRing,
  StateIcon,
  tonesOf,
  touch,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import type { Alternative } from './useAlternative';

const useStyles = makeStyles<Theme>(theme => ({
  ways: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 8,
    marginTop: 6,
  },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 12px',
    marginTop: 4,
    '& a': { [touch]: { minHeight: 44 } },
  },
  link: { display: 'inline-flex', alignItems: 'center', gap: 4 },
  way: {
    padding: '4px 10px',
    fontSize: 13,
    lineHeight: '20px',
    fontWeight: 600,
    color: theme.palette.primary.main,
    background: theme.palette.background.paper,
    border: `1px solid ${tonesOf(theme).accent.line}`,
    borderRadius: 4,
    '&:focus-visible': focusRing(theme),
    [touch]: { minHeight: 44, display: 'inline-flex', alignItems: 'center' },
  },
  instead: { background: theme.palette.background.paper },
  hidden: visuallyHidden,
}));

/** Opens beside the dialog: what was written in it must not be lost. */
function Beside(props: { title: string; url: string; className: string }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <Link to={props.url} target="_blank" className={props.className}>
      {props.title}
      <StateIcon name="openInNew" size={14} />
      <span className={classes.hidden}>{` ${t('rollback.newTab')}`}</span>
    </Link>
  );
}

/** The version that passes, or that none does. */
function Instead(props: {
  alternative: Alternative;
  onChoose(version: string): void;
}) {
  const { alternative, onChoose } = props;
  const { version, looking, failed } = alternative;
  const classes = useStyles();
  const t = useWords();
  if (version) {
    return (
      <span className={classes.instead}>
        <ActButton
          size="small"
          look="outlined"
          onClick={() => onChoose(version)}
        >
          {t('rollback.instead', { version })}
        </ActButton>
      </span>
    );
  }
  if (looking) return <span role="status">{t('rollback.insteadLooking')}</span>;
  return failed ? (
    <span role="status">{t('rollback.insteadNone', { count: failed })}</span>
  ) : null;
}

/** Pages that show why, and what can be done about it. */
export function CheckLinks(props: {
  check: CheckResult;
  alternative?: Alternative;
  onChoose?(version: string): void;
}) {
  const { check, alternative, onChoose } = props;
  const classes = useStyles();
  const t = useWords();
  const links = check.links ?? [];
  const evidence = links.filter(({ kind }) => kind === 'evidence');
  const ways = links.filter(({ kind }) => kind === 'way-out');
  return (
    <>
      {evidence.length ? (
        <div className={classes.links}>
          <span>{t('rollback.evidenceLinks')}</span>
          {evidence.map(link => (
            <Beside key={link.url} {...link} className={classes.link} />
          ))}
        </div>
      ) : undefined}
      {ways.length || alternative ? (
        <div className={classes.ways}>
          {alternative && onChoose ? (
            <Instead {...{ alternative, onChoose }} />
          ) : undefined}
          {ways.map(link => (
            <Beside
              key={link.url}
              {...link}
              className={`${classes.link} ${classes.way}`}
            />
          ))}
        </div>
      ) : undefined}
    </>
  );
}
