import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  ActButton,
  Card,
  Facts,
  StateIcon,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import type { JsonObject } from '@backstage/types';
import { useWords } from '../translation';
import { AnswerNote } from './AnswerNote';
import type { ReviewedAnswer, ReviewedPage } from './answers';

const useStyles = makeStyles<Theme>(theme => ({
  page: {
    padding: '10px 0 14px',
    borderTop: `1px solid ${tonesOf(theme).line}`,
    '&:first-of-type': { marginTop: 8 },
    '&:last-of-type': { paddingBottom: 0 },
  },
  head: { display: 'flex', alignItems: 'center', minHeight: 30 },
  title: { flex: 1, margin: 0, fontSize: 14, fontWeight: 600 },
  none: { color: tonesOf(theme).textSecond, fontSize: 13 },
}));

function Answer(props: { answer: ReviewedAnswer; answers: JsonObject }) {
  const t = useWords();
  const { isSecret, lines } = props.answer;
  if (isSecret) {
    return (
      <span>
        <StateIcon name="lock" /> {t('review.secret')}
      </span>
    );
  }
  return (
    <>
      {lines.map((line, index) => (
        // The same line may stand there twice.
        <div key={`${index} ${line}`}>{line}</div>
      ))}
      <AnswerNote {...props} />
    </>
  );
}

/** What was answered, with a way back to each page. */
export function AnswersCard(props: {
  pages: readonly ReviewedPage[];
  /** All that was answered, on every page. */
  answers: JsonObject;
  onEdit(index: number): void;
}) {
  const classes = useStyles();
  const t = useWords();
  return (
    <Card title={t('review.answers')}>
      {props.pages.map(({ index, title, answers }) => {
        const name = title ?? t('review.page', { n: String(index + 1) });
        return (
          <section key={index} className={classes.page} aria-label={name}>
            <div className={classes.head}>
              <h3 className={classes.title}>{name}</h3>
              <ActButton
                size="small"
                label={t('review.editPage', { page: name })}
                onClick={() => props.onEdit(index)}
              >
                {t('review.edit')}
              </ActButton>
            </div>
            {answers.length ? (
              <Facts
                items={answers.map(answer => [
                  answer.name,
                  <Answer
                    key={answer.key}
                    {...{ answer, answers: props.answers }}
                  />,
                ])}
              />
            ) : (
              <span className={classes.none}>{t('review.noAnswers')}</span>
            )}
          </section>
        );
      })}
    </Card>
  );
}
