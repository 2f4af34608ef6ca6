import { useApi } from '@backstage/core-plugin-api';
import type { ContractException } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Cell,
  LoadingRows,
  Row,
  Table,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { contractsApiRef } from '../api/ContractsApi';
import { Failure, failureMessage } from '../contract/Failure';
import { formatDay, nameOf } from '../state/names';
import { useLoaded } from '../state/useLoaded';
import { type ContractsWords, useWords } from '../translation';

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
}) {
  const { exception, onEnd } = props;
  const t = useWords();
  return (
    <Row>
      <Cell look="wide">{describeException(exception, t)}</Cell>
      <Cell look="wide">{exception.reason}</Cell>
      <Cell>{nameOf(exception.owner)}</Cell>
      <Cell>{formatDay(exception.expiresAt)}</Cell>
      <Cell look="end">
        <ActButton size="small" onClick={() => onEnd(exception.id)}>
          {t('exceptions.end')}
        </ActButton>
      </Cell>
    </Row>
  );
}

/** Who judges otherwise than the rules do, why, and until when. */
export function ExceptionsSection() {
  const t = useWords();
  const api = useApi(contractsApiRef);
  const loaded = useLoaded('exceptions', (each, options) =>
    each.exceptions(options),
  );
  const [failure, setFailure] = useState<string>();
  const end = (id: string) =>
    api
      .endException(id)
      .then(loaded.refresh, error =>
        setFailure(t('exceptions.ended', { cause: failureMessage(error) })),
      );
  const items = loaded.value?.items;
  return (
    <>
      <Failure loaded={loaded} />
      <Card title={t('page.exceptions')}>
        <p>{t('exceptions.lead')}</p>
        {failure ? <p role="alert">{failure}</p> : undefined}
        {loaded.loading ? (
          <LoadingRows label={t('failure.loading')} rows={2} height={44} />
        ) : undefined}
        {items && !items.length ? <p>{t('exceptions.none')}</p> : undefined}
        {items?.length ? (
          <Table
            head={[
              ...[t('exceptions.what'), t('exceptions.reason')],
              ...[t('exceptions.owner'), t('exceptions.until'), ''],
            ]}
          >
            {items.map(exception => (
              <ExceptionRow
                key={exception.id}
                exception={exception}
                onEnd={end}
              />
            ))}
          </Table>
        ) : undefined}
      </Card>
    </>
  );
}
