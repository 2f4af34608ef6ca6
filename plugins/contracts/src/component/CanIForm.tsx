import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  CanIRequest,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  narrow,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useRef, useState } from 'react';
import { contractsApiRef } from '../api/ContractsApi';
import { failureMessage } from '../api/errors';
import { Failure } from '../contract/Failure';
import { Choice } from '../page/Field';
import { SearchField } from '../page/SearchField';
import { ANSWER_LOOKS } from '../state/looks';
import { useEnvironments } from '../state/useEnvironments';
import { useKnownVersions } from '../state/useKnownVersions';
import { useWords } from '../translation';

const ACTIONS = ['deploy', 'rollback', 'promote'] as const;

const useStyles = makeStyles<Theme>(theme => ({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr)) auto',
    gap: 12,
    alignItems: 'end',
    marginTop: 12,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  answer: { marginTop: 12, overflowWrap: 'anywhere' },
  list: { margin: '4px 0 0', paddingLeft: 18 },
  critical: { color: tonesOf(theme).critical.text },
}));

/** Asks once at a time; the answer to an older question is dropped. */
function useAsk() {
  const api = useApi(contractsApiRef);
  const newest = useRef(0);
  const [state, setState] = useState<{
    asking?: boolean;
    result?: CanIResult;
    failure?: string;
  }>({});
  const ask = async (request: CanIRequest) => {
    newest.current += 1;
    const turn = newest.current;
    const end = (next: typeof state) => {
      if (turn === newest.current) setState(next);
    };
    setState({ asking: true });
    try {
      end({ result: await api.canI(request) });
    } catch (error) {
      end({ failure: failureMessage(error) });
    }
  };
  const forget = () => {
    newest.current += 1;
    setState({});
  };
  return { ...state, ask, forget };
}

function Answer(props: { result: CanIResult }) {
  const { answer, message, findings, waysOut } = props.result;
  const classes = useStyles();
  const t = useWords();
  const open = findings.filter(each => each.answer !== 'allowed');
  return (
    <>
      <StateWord {...ANSWER_LOOKS[answer]} label={t(`answer.${answer}`)} />{' '}
      {message}
      {open.length ? (
        <ul className={classes.list}>
          {open.map(each => (
            <li key={each.message}>{each.message}</li>
          ))}
        </ul>
      ) : undefined}
      {waysOut.length ? (
        <p>
          <b>{t('hero.waysOut')}</b> {waysOut.join(' ')}
        </p>
      ) : undefined}
    </>
  );
}

/** What is asked, and what it still lacks. */
function useQuestion(component: string) {
  const t = useWords();
  const places = useEnvironments();
  const [draft, setDraft] = useState({
    ...{ version: '', environment: '' },
    action: 'deploy' as CanIRequest['action'],
  });
  const { asking, result, failure, ask, forget } = useAsk();
  const environments = places.value ?? [];
  const environment = draft.environment || environments.at(-1) || '';
  const version = draft.version.trim();
  const missing =
    (!version && t('matrix.versionFirst')) ||
    (places.loading && t('canI.environmentsLoading')) ||
    (!places.value && t('canI.environmentsFailed')) ||
    (!environment && t('canI.noEnvironment')) ||
    (asking && t('canI.asking')) ||
    undefined;
  const change = (next: Partial<typeof draft>) => {
    setDraft({ ...draft, ...next });
    forget();
  };
  const submit = () => {
    if (!missing) ask({ ...draft, component, version, environment });
  };
  return {
    ...{ draft, change, submit, missing },
    ...{ places, environments, environment, result, failure },
  };
}

/** Asks by hand whether a version of a component may go live somewhere. */
export function CanIForm(props: {
  component: string;
  /** Contracts whose versions are those of the component. */
  contracts: readonly string[];
}) {
  const classes = useStyles();
  const t = useWords();
  const versions = useKnownVersions(props.contracts);
  const question = useQuestion(props.component);
  const { draft, change, submit, missing, result, failure } = question;
  return (
    <>
      <Failure loaded={question.places} />
      <form
        className={classes.form}
        aria-label={t('canI.title')}
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <SearchField
          free
          label={t('matrix.version')}
          placeholder={t('matrix.versionHelp')}
          value={draft.version}
          options={versions}
          onChange={next => change({ version: next })}
        />
        <Choice
          label={t('canI.action')}
          value={draft.action}
          options={ACTIONS.map(each => [each, t(`canI.${each}`)])}
          onChange={next =>
            change({ action: ACTIONS.find(each => each === next) })
          }
        />
        <Choice
          label={t('matrix.environment')}
          value={question.environment}
          options={question.environments.map(each => [each, each])}
          onChange={next => change({ environment: next })}
        />
        <ActButton look="outlined" disabledBecause={missing} onClick={submit}>
          {t('canI.ask')}
        </ActButton>
      </form>
      <div role="status" className={classes.answer}>
        {result ? <Answer result={result} /> : undefined}
      </div>
      {failure ? (
        <p role="alert" className={classes.critical}>
          {t('canI.failed', { cause: failure })}
        </p>
      ) : undefined}
    </>
  );
}
