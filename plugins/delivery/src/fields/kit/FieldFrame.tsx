import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  type IconName,
  StateWord,
  tonesOf,
  type ToneName,
} from '@slipway/backstage-plugin-kit-react';
import type { ReactNode } from 'react';
import type { FieldFacts } from './answers';

const useStyles = makeStyles<Theme>(theme => ({
  root: { minWidth: 0 },
  help: {
    margin: '4px 0 0',
    fontSize: 12.5,
    lineHeight: '17px',
    color: tonesOf(theme).textSecond,
  },
  note: { margin: '4px 0 0', fontSize: 13, lineHeight: '18px', minHeight: 18 },
}));

/** What is known of an answer: icon and words. */
export interface FieldNote {
  tone: ToneName;
  icon: IconName;
  words: string;
}

function helpOf({ schema, uiSchema }: FieldFacts): string | undefined {
  const said = uiSchema['ui:description'];
  return typeof said === 'string' ? said : schema.description;
}

/** Ids of what explains a field. */
export function describedBy(field: FieldFacts): string {
  const { $id } = field.idSchema;
  return [helpOf(field) && `${$id}-help`, `${$id}-note`]
    .filter(Boolean)
    .join(' ');
}

/** A field with what it is for, and a line that says what is known of the answer. */
export function FieldFrame(props: {
  field: FieldFacts;
  note?: FieldNote;
  children: ReactNode;
}) {
  const { field, note, children } = props;
  const classes = useStyles();
  const { idSchema } = field;
  const help = helpOf(field);
  return (
    <div className={classes.root}>
      {children}
      {help ? (
        <p id={`${idSchema.$id}-help`} className={classes.help}>
          {help}
        </p>
      ) : undefined}
      <p
        id={`${idSchema.$id}-note`}
        className={classes.note}
        aria-live="polite"
      >
        {note ? (
          <StateWord tone={note.tone} icon={note.icon} label={note.words} />
        ) : undefined}
      </p>
    </div>
  );
}
