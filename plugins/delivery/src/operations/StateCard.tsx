import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  isOperationEnded,
  type Operation,
} from '@slipway/backstage-plugin-delivery-common';
import type { ReactNode } from 'react';
import {
  Card,
  narrow,
  StateIcon,
  type ToneName,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import {
  describeOperation,
  type OperationLook,
} from '../state/describeOperation';
import { useNow } from '../time/Clock';
import { formatDuration, secondsSince } from '../time/format';
import { useWords } from '../translation';
import { PassedOverLine, passedOverTitle } from './PassedOverLine';
import { BAR_COLUMNS, allSteps } from './steps';

const useStyles = makeStyles<Theme, { tone: ToneName }>(theme => {
  const tones = tonesOf(theme);
  return {
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      gap: '8px 24px',
      alignItems: 'center',
      [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    title: {
      display: 'flex',
      alignItems: 'center',
      gap: 10,
      margin: 0,
      fontSize: 22,
      lineHeight: '30px',
      fontWeight: 700,
      [narrow]: { fontSize: 20, lineHeight: '28px' },
    },
    icon: { color: ({ tone }) => tones[tone].mark },
    text: { margin: '2px 0 0', color: tones.textSecond, maxWidth: 720 },
    bar: {
      gridColumn: '1 / -1',
      display: 'grid',
      gridTemplateColumns: BAR_COLUMNS,
      gap: 3,
      marginTop: 8,
    },
    piece: { height: 6, borderRadius: 3, background: tones.lineStrong },
    done: {
      background: ({ tone }) => tones[tone === 'ok' ? 'ok' : 'accent'].mark,
    },
    running: {
      background: `linear-gradient(90deg, ${tones.accent.mark} 50%, ${tones.accent.line} 50%)`,
    },
    failed: { background: ({ tone }) => tones[tone].mark },
    skipped: { background: tones.line },
  };
});

/**
 * The backend's sentence begins with the word of the end, which stands above
 * it already.
 */
export function withoutWord(message: string, word: string): string {
  if (!message.startsWith(word)) {
    return message;
  }
  const rest = /^(?:: |[^.]*?\. )(.+)$/s.exec(message.slice(word.length))?.[1];
  return rest ? rest.charAt(0).toLocaleUpperCase() + rest.slice(1) : message;
}

/** How it ended stays true; what it says of now may not. */
function useHeadline(operation: Operation): {
  look: OperationLook;
  title: string;
  text: string;
} {
  const t = useWords();
  const now = useNow();
  const look = describeOperation(operation, t);
  const ended = isOperationEnded(operation.state);
  const { message, passedOverBy, requestedAt, endedAt } = operation;
  const time = formatDuration(secondsSince(requestedAt, endedAt ?? now), t);
  const end = look.tone === 'ok' ? 'endedWell' : 'endedBadly';
  const title = t(`operation.${ended ? end : 'running'}`, {
    word: look.word,
    time,
  });
  if (!ended) {
    return { look, title, text: `${message} ${t('operation.leave')}` };
  }
  return passedOverBy
    ? {
        look: { ...look, tone: 'idle', icon: 'history' },
        title: passedOverTitle(passedOverBy, t),
        text: t('operation.atEnd', { title, message }),
      }
    : { look, title, text: withoutWord(message, look.word) };
}

/** The state with its time, what it means, and how far it is. */
export function StateCard(props: { operation: Operation; acts: ReactNode }) {
  const { operation, acts } = props;
  const t = useWords();
  const { look, title, text } = useHeadline(operation);
  const classes = useStyles({ tone: look.tone });
  const { passedOverBy } = operation;
  const steps = allSteps(operation);
  return (
    <Card edge={look.tone} label={look.word}>
      <div className={classes.root}>
        <div>
          <h2 className={classes.title}>
            <StateIcon name={look.icon} size={26} className={classes.icon} />
            <span>{title}</span>
          </h2>
          {passedOverBy && isOperationEnded(operation.state) ? (
            <p className={classes.text}>
              <PassedOverLine by={passedOverBy} />
            </p>
          ) : undefined}
          <p className={classes.text}>{text}</p>
        </div>
        <div>{acts}</div>
        <div
          className={classes.bar}
          role="progressbar"
          aria-label={t('operation.progress', {
            step: String(operation.step),
            steps: String(operation.steps),
          })}
          aria-valuemin={0}
          aria-valuemax={operation.steps}
          aria-valuenow={steps.filter(step => step.status === 'done').length}
        >
          {steps.map(({ name, status }) => (
            <span
              key={name}
              className={`${classes.piece} ${status === 'waiting' ? '' : classes[status]}`}
            />
          ))}
        </div>
      </div>
    </Card>
  );
}
