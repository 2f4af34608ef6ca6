import { useApi } from '@backstage/core-plugin-api';
import type { ContractException } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Cell,
  LoadingRows,
  Row,
  Table,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { contractsApiRef } from '../api/ContractsApi';
import { failureMessage } from '../api/errors';
import { Failure } from '../contract/Failure';
import { formatDay, nameOf } from '../state/names';
import { useLoaded } from '../state/useLoaded';
import { type ContractsWords, useWords } from '../translation';
import { draftFrom, emptyDraft } from './draft';
import { ExceptionDialog } from './ExceptionDialog';

const useStyles = makeStyles({ hidden: visuallyHidden });

/** What an exception says, in words. */
export function describeException(
  exception: ContractException,
  t: ContractsWords,
): string {
  const { kind, rule = '', verdict = 'unknown', consumer = '' } = exception;
  const what =
    kind === 'rule'
      ? t('exceptions.rule', { rule, verdict: t(`verdict.${verdict}`) })
      : t('exceptions.block', { consumer: nameOf(consumer) });
  const { scope, environment } = exception;
  const where = [
    scope
      ? t('exceptions.scope', { scope: nameOf(scope) })
      : t('exceptions.everywhere'),
    environment && t('exceptions.inEnvironment', { environment }),
  ];
  return [what, ...where].filter(Boolean).join(' ');
}

function ExceptionRow(props: {
  exception: ContractException;
  onEnd(id: string): void;
  refused: boolean;
}) {
  const { exception, onEnd, refused } = props;
  const t = useWords();
  const what = describeException(exception, t);
  return (
    <Row>
      <Cell look="wide">{what}</Cell>
      <Cell look="wide">{exception.reason}</Cell>
      <Cell>{nameOf(exception.owner)}</Cell>
      <Cell>{formatDay(exception.expiresAt)}</Cell>
      <Cell look="end">
        <ActButton
          size="small"
          label={t('exceptions.endWhich', { what })}
          onClick={() => onEnd(exception.id)}
          disabledBecause={refused ? t('exceptions.refused') : undefined}
        >
          {t('exceptions.end')}
        </ActButton>
      </Cell>
    </Row>
  );
}

function ExceptionsTable(props: {
  items: readonly ContractException[];
  onEnd(id: string): void;
  refused: boolean;
}) {
  const { items, onEnd, refused } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <Table
      head={[
        ...[t('exceptions.what'), t('exceptions.reason')],
        ...[t('exceptions.owner'), t('exceptions.until')],
        <span key="act" className={classes.hidden}>
          {t('exceptions.act')}
        </span>,
      ]}
    >
      {items.map(exception => (
        <ExceptionRow key={exception.id} {...{ exception, onEnd, refused }} />
      ))}
    </Table>
  );
}

/** The dialog opens by its button, or by an address that says for what. */
function useAsking() {
  const [query, setQuery] = useSearchParams();
  const [asked, setAsked] = useState(() => draftFrom(query));
  const close = () => {
    setAsked(undefined);
    // A reload must not ask again for what was asked or given up.
    if (query.has('ask'))
      setQuery({ section: 'exceptions' }, { replace: true });
  };
  return { asked, ask: () => setAsked(emptyDraft()), close };
}

/** Who judges otherwise than the rules do, why, and until when. */
export function ExceptionsSection() {
  const t = useWords();
  const api = useApi(contractsApiRef);
  const loaded = useLoaded('exceptions', (each, options) =>
    each.exceptions(options),
  );
  const [failure, setFailure] = useState<string>();
  const { asked, ask: open, close } = useAsking();
  const end = async (id: string) => {
    setFailure(undefined);
    try {
      await api.endException(id);
      loaded.refresh();
    } catch (error) {
      setFailure(t('exceptions.ended', { cause: failureMessage(error) }));
    }
  };
  const done = () => {
    close();
    loaded.refresh();
  };
  const items = loaded.value?.items;
  const refused = loaded.value?.mayManage === false;
  const ask = (
    <ActButton
      look="outlined"
      onClick={open}
      disabledBecause={refused ? t('exceptions.refused') : undefined}
    >
      {t('exceptions.ask')}
    </ActButton>
  );
  return (
    <>
      <Failure loaded={loaded} />
      <Card title={t('page.exceptions')} beside={ask}>
        <p>{t('exceptions.lead')}</p>
        {refused ? <p>{t('exceptions.refused')}</p> : undefined}
        {failure ? <p role="alert">{failure}</p> : undefined}
        {loaded.loading ? (
          <LoadingRows label={t('failure.loading')} rows={2} height={44} />
        ) : undefined}
        {items && !items.length ? <p>{t('exceptions.none')}</p> : undefined}
        {items?.length ? (
          <ExceptionsTable items={items} onEnd={end} refused={refused} />
        ) : undefined}
      </Card>
      {asked && !refused ? (
        <ExceptionDialog first={asked} onClose={close} onDone={done} />
      ) : undefined}
    </>
  );
}
