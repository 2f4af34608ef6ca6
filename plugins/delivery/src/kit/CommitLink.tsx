import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { MONO } from '@slipway/backstage-plugin-kit-react';
import { shortCommit } from '../state/place';

const useStyles = makeStyles({
  code: { fontFamily: MONO, fontSize: '0.92em', fontVariantLigatures: 'none' },
});

/** Short commit, with a link where the repository says where commits are read. */
export function CommitLink(props: { commit: string; url?: string }) {
  const classes = useStyles();
  const short = shortCommit(props.commit);
  return props.url ? (
    <Link to={props.url} className={classes.code}>
      {short}
    </Link>
  ) : (
    <code className={classes.code}>{short}</code>
  );
}
