import { ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import { LogoMark } from '../brand/Logo';
import { chosenPerson, type SandboxPerson } from './persons';

function cardStyles(theme: Theme) {
  return createStyles({
    page: {
      minHeight: '100vh',
      display: 'grid',
      placeItems: 'center',
      padding: theme.spacing(2),
      background: theme.palette.background.default,
      color: theme.palette.text.primary,
    },
    card: { width: '100%', maxWidth: 480, padding: theme.spacing(3) },
    head: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      '& svg': {
        width: 40,
        height: 40,
        padding: 6,
        borderRadius: 8,
        background: '#171717',
      },
      '& h1': { margin: 0, fontSize: 24, lineHeight: '32px' },
    },
    text: { color: theme.palette.text.secondary, fontSize: 14 },
  });
}

function listStyles(theme: Theme) {
  return createStyles({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1),
    },
    person: {
      width: '100%',
      minHeight: 56,
      justifyContent: 'flex-start',
      textAlign: 'left',
      textTransform: 'none',
      '& small': {
        display: 'block',
        fontSize: 13,
        fontWeight: 400,
        color: theme.palette.text.secondary,
      },
    },
  });
}

const useStyles = makeStyles<Theme>(theme => ({
  ...cardStyles(theme),
  ...listStyles(theme),
}));

/** Signing out leads to the choice, and not back in as the same person. */
function forgetfully(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      chosenPerson.askNext();
      await identity.signOut();
    },
  };
}

function Choice(props: {
  persons: readonly SandboxPerson[];
  onChoose(person: SandboxPerson): void;
}) {
  const { persons, onChoose } = props;
  const classes = useStyles();
  return (
    <main className={classes.page}>
      <Card className={classes.card}>
        <div className={classes.head}>
          <LogoMark />
          <h1>Who are you today?</h1>
        </div>
        <p className={classes.text}>
          This is a sandbox with a simulated cluster. Its persons have no
          password and exist nowhere else.
        </p>
        <ul className={classes.list}>
          {persons.map(person => (
            <li key={person.entityRef}>
              <Button
                variant="outlined"
                color="primary"
                className={classes.person}
                onClick={() => onChoose(person)}
              >
                <span>
                  {person.title}
                  {person.description ? (
                    <small>{person.description}</small>
                  ) : undefined}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </main>
  );
}

/** What to do when the chosen person cannot be signed in. */
function createProblem(onBack: () => void) {
  return function SignInProblem(props: { error?: Error }) {
    const classes = useStyles();
    return (
      <main className={classes.page}>
        <Card className={classes.card}>
          <div role="alert">
            <h1>You could not be signed in</h1>
            <p className={classes.text}>{props.error?.message}</p>
          </div>
          <Button variant="contained" color="primary" onClick={onBack}>
            Choose again
          </Button>
        </Card>
      </main>
    );
  };
}

/** Sign-in of the sandbox: the first person, until somebody else is chosen. */
export function SandboxSignInPage(
  props: SignInPageProps & { persons: readonly SandboxPerson[] },
) {
  const { persons, onSignInSuccess } = props;
  const [person, setPerson] = useState(() => chosenPerson.among(persons));
  const choose = (chosen: SandboxPerson) => {
    chosenPerson.set(chosen.entityRef);
    setPerson(chosen);
  };
  const problem = useMemo(
    () =>
      createProblem(() => {
        chosenPerson.askNext();
        setPerson(undefined);
      }),
    [],
  );
  if (!person) {
    return <Choice persons={persons} onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={person.entityRef}
      provider="sandbox"
      headers={{ 'x-sandbox-person': person.entityRef }}
      onSignInSuccess={identity => onSignInSuccess(forgetfully(identity))}
      ErrorComponent={problem}
    />
  );
}
