import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractPlace } from '@slipway/backstage-plugin-contracts-common';
import {
  Chip,
  MONO,
  narrow,
  type Tone,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { VERDICT_LOOKS } from '../state/looks';
import { type ContractsWords, useWords } from '../translation';
import type { HitChange } from './groupChanges';
import { Hits } from './Hits';
import { rootRouteRef } from '../routes';

function exampleOf(tone: Tone, code: object) {
  return {
    margin: 0,
    borderLeft: `3px solid ${tone.mark}`,
    paddingLeft: 14,
    '& pre': {
      ...code,
      background: tone.soft,
      border: `1px solid ${tone.line}`,
    },
  };
}

function blockStyles(theme: Theme) {
  const tones = tonesOf(theme);
  const code = {
    margin: '4px 0 0',
    padding: '8px 12px',
    fontFamily: MONO,
    fontSize: 12.5,
    lineHeight: '19px',
    whiteSpace: 'pre-wrap' as const,
    overflowWrap: 'anywhere' as const,
    borderRadius: 4,
    maxHeight: 240,
    overflow: 'auto',
  };
  return {
    code: {
      ...code,
      background: tones.sunken,
      border: `1px solid ${tones.line}`,
    },
    example: exampleOf(tones.critical, code),
    // Red means act now, which a risk does not ask for.
    mildExample: exampleOf(tones.warning, code),
    caption: { fontSize: 12, fontWeight: 600 },
  };
}

const useStyles = makeStyles<Theme>(theme => ({
  ...blockStyles(theme),
  change: {
    border: `1px solid ${tonesOf(theme).line}`,
    borderRadius: 6,
    padding: '14px 16px',
    marginTop: 12,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: 10,
  },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    fontSize: 15,
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  words: { flex: '1 1 240px', minWidth: 0 },
  second: {
    fontSize: 13,
    lineHeight: '18px',
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
  },
  rule: { fontSize: 13, fontWeight: 400, color: tonesOf(theme).textSecond },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: 12,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  places: { margin: 0, paddingLeft: 18 },
}));

/** JSON in one line is hard to read; what is none stays as it is. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function Side(props: { caption: string; place: ContractPlace | undefined }) {
  const { caption, place } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <div>
      <span className={classes.caption}>{caption}</span>
      <pre className={classes.code}>
        {place?.text === undefined
          ? t('changes.nothing')
          : readable(place.text)}
      </pre>
    </div>
  );
}

/** Where a change stands, in words. */
export function placeOf(change: HitChange, t: ContractsWords): string {
  const { subject, direction, before, after } = change;
  const parts = [
    subject?.operation,
    subject?.field,
    direction === 'send' && t('changes.sends'),
    direction === 'receive' && t('changes.receives'),
    change.role,
  ].filter(Boolean);
  const path = after?.path ?? before?.path ?? '';
  return parts.length ? parts.join(' · ') : path;
}

/** All places where one edit is met; two operations may be one in words. */
function Places(props: { changes: readonly HitChange[] }) {
  const classes = useStyles();
  const t = useWords();
  const places = [...new Set(props.changes.map(each => placeOf(each, t)))];
  return places.length > 1 ? (
    <ul className={`${classes.second} ${classes.places}`}>
      {places.map(place => (
        <li key={place}>{place}</li>
      ))}
    </ul>
  ) : (
    <div className={classes.second}>{places[0]}</div>
  );
}

/** An edit that may hurt: in words, both sides, a value that shows it, and whom it hits. */
export function ChangeItem(props: {
  /** One, or several that are the same edit, met in several places. */
  changes: readonly HitChange[];
  from: string;
  to: string;
  /** What runs where is not known for certain. */
  blind?: boolean;
}) {
  const { changes, from, to, blind } = props;
  const [change] = changes;
  const { verdict, message, rule, before, after, counterExample } = change;
  const classes = useStyles();
  const toPage = useRouteRef(rootRouteRef);
  const t = useWords();
  const caption =
    change.direction === 'receive'
      ? t('changes.arrives')
      : t('changes.accepted');
  return (
    <li className={classes.change}>
      <div className={classes.title}>
        <Chip {...VERDICT_LOOKS[verdict]} label={t(`verdict.${verdict}`)} />
        <span className={classes.words}>
          {changes.length > 1
            ? t('changes.several', { n: String(changes.length), message })
            : message}
        </span>
        <span className={classes.rule}>
          {toPage ? (
            <Link to={`${toPage()}?section=rules&find=${rule}`}>
              {t('changes.rule', { rule })}
            </Link>
          ) : (
            t('changes.rule', { rule })
          )}
        </span>
      </div>
      <Places changes={changes} />
      {before?.text === undefined && after?.text === undefined ? undefined : (
        <div className={classes.sides}>
          <Side
            caption={t('changes.before', { version: from })}
            place={before}
          />
          <Side caption={t('changes.after', { version: to })} place={after} />
        </div>
      )}
      {counterExample ? (
        <figure
          className={
            verdict === 'breaking' ? classes.example : classes.mildExample
          }
        >
          <figcaption className={classes.caption}>{caption}</figcaption>
          <pre>{JSON.stringify(counterExample.value, undefined, 2)}</pre>
        </figure>
      ) : undefined}
      <Hits change={change} blind={blind} />
    </li>
  );
}
