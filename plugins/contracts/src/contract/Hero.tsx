import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractDetail } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  narrow,
  StateWord,
  tight,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useId, useState } from 'react';
import { ANSWER_LOOKS, STATE_LOOKS } from '../state/looks';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  hero: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 400px)',
    gap: '16px 32px',
    [tight]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: {
    display: 'flex',
    gap: 10,
    margin: 0,
    fontSize: 20,
    lineHeight: '28px',
    fontWeight: 700,
    overflowWrap: 'anywhere',
  },
  second: { margin: '6px 0 0', color: tonesOf(theme).textSecond },
  ways: { margin: '12px 0 0' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 14 },
  place: { overflowWrap: 'anywhere' },
  caption: { fontSize: 12, fontWeight: 600, margin: '0 0 8px' },
  gates: { listStyle: 'none', margin: 0, padding: 0 },
  gate: {
    display: 'grid',
    gridTemplateColumns: '44px 128px minmax(0, 1fr)',
    gap: 8,
    alignItems: 'start',
    padding: '6px 0',
    borderTop: `1px solid ${tonesOf(theme).line}`,
    fontSize: 13,
    lineHeight: '18px',
    '&:first-child': { borderTop: 0, paddingTop: 0 },
    [narrow]: { gridTemplateColumns: '44px minmax(0, 1fr)' },
  },
  reason: {
    color: tonesOf(theme).textSecond,
    overflowWrap: 'anywhere',
    [narrow]: { gridColumn: '2 / -1' },
  },
}));

/** No gate is left because it is everywhere, or because nobody brings it. */
function NoGates(props: { detail: ContractDetail }) {
  const { latest, providerVersions, liveProblem } = props.detail;
  const t = useWords();
  const isLive = providerVersions.some(
    ({ contractVersion, places }) =>
      contractVersion === latest?.version && places.length > 0,
  );
  return isLive && !liveProblem ? (
    <StateWord {...ANSWER_LOOKS.allowed} label={t('hero.everywhere')} />
  ) : (
    <StateWord {...ANSWER_LOOKS.unknown} label={t('hero.notKnown')} />
  );
}

function Gates(props: { detail: ContractDetail }) {
  const { gates, latest } = props.detail;
  const classes = useStyles();
  const t = useWords();
  const id = useId();
  if (!latest) return null;
  const title = t('hero.gates', { version: latest.version });
  return (
    <div>
      <p className={classes.caption} id={id}>
        {title}
      </p>
      {gates.length ? (
        <ul className={classes.gates} aria-labelledby={id}>
          {gates.map(({ environment, answer, message }) => (
            <li key={environment} className={classes.gate}>
              <b className={classes.place}>{environment}</b>
              <StateWord
                {...ANSWER_LOOKS[answer]}
                label={t(`answer.${answer}`)}
              />
              <span className={classes.reason}>{message}</span>
            </li>
          ))}
        </ul>
      ) : (
        <NoGates detail={props.detail} />
      )}
    </div>
  );
}

function NextVersion(props: { version: string }) {
  const { version } = props;
  const t = useWords();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>();
  const copy = async () => {
    try {
      // Absent where the portal is reached by plain HTTP.
      await navigator.clipboard.writeText(version);
      setOutcome('copied');
    } catch {
      setOutcome('notCopied');
    }
  };
  return (
    <ActButton look="filled" onClick={copy}>
      <span role="status">
        {t(`hero.${outcome ?? 'useVersion'}`, { version })}
      </span>
    </ActButton>
  );
}

/** What is the matter with the newest version, and what can be done. */
export function Hero(props: { detail: ContractDetail; onSeeChange(): void }) {
  const { detail, onSeeChange } = props;
  const { headline, stateReason, state, waysOut, latest } = detail;
  const classes = useStyles();
  const t = useWords();
  const misfits = latest?.judgement && !latest.judgement.fits;
  const look =
    state === 'fine' && misfits ? STATE_LOOKS.risky : STATE_LOOKS[state];
  const proposed = latest?.judgement?.proposed;
  return (
    <Card label={headline} edge={look.tone}>
      <div className={classes.hero}>
        <div>
          <h2 className={classes.title}>
            <StateWord {...look} label="" />
            <span>{headline}</span>
          </h2>
          {stateReason === headline ? undefined : (
            <p className={classes.second}>{stateReason}</p>
          )}
          {waysOut.length ? (
            <p className={classes.ways}>
              <b>{t('hero.waysOut')}</b> {waysOut.join(' ')}
            </p>
          ) : undefined}
          <div className={classes.acts}>
            {proposed ? <NextVersion version={proposed} /> : undefined}
            {latest?.judgement ? (
              <ActButton look="outlined" onClick={onSeeChange}>
                {t('hero.seeChange')}
              </ActButton>
            ) : undefined}
          </div>
        </div>
        <Gates detail={detail} />
      </div>
    </Card>
  );
}
