import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  isOperationEnded,
  type Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { CheckSummary } from '../kit/CheckSummary';
import { CommitLink } from '../kit/CommitLink';
import { Moment } from '../time/Times';
import { useWords } from '../translation';
import { operationRouteRef } from '../routes';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Card, Facts } from '@slipway/backstage-plugin-kit-react';

/** An incident is a link only when it is one: http or https. */
export function Incident(props: { incident: string }) {
  const { incident } = props;
  return /^https?:\/\//i.test(incident) ? (
    <Link to={incident}>{incident}</Link>
  ) : (
    <>{incident}</>
  );
}

function Committed(props: { operation: Operation }) {
  const { commit, commitUrl, repository, path, state } = props.operation;
  const t = useWords();
  if (!commit) {
    return isOperationEnded(state) ? (
      <>{t('operation.notCommitted')}</>
    ) : (
      <>{t('operation.notYetCommitted')}</>
    );
  }
  return (
    <>
      <CommitLink commit={commit} url={commitUrl} />{' '}
      {t('operation.commitIn', { repository, path })}
    </>
  );
}

/** Who asked, why, and what was written. */
export function WhoWhyCard(props: { operation: Operation }) {
  const { operation } = props;
  const { reason, incident, requestedBy, requestedAt, undoes } = operation;
  const t = useWords();
  const operationLink = useRouteRef(operationRouteRef);
  return (
    <Card title={t('operation.who')}>
      <Facts
        items={[
          [t('operation.reason'), reason],
          [
            t('operation.incident'),
            incident ? <Incident incident={incident} /> : undefined,
          ],
          [
            t('operation.askedBy'),
            <>
              <EntityRefLink entityRef={requestedBy} defaultKind="user" />
              {', '}
              <Moment at={requestedAt} />
            </>,
          ],
          [t('operation.commit'), <Committed operation={operation} />],
          [t('operation.path'), operation.path],
          [
            t('operation.checks'),
            operation.checks.length ? (
              <CheckSummary checks={operation.checks} />
            ) : undefined,
          ],
          [
            t('act.undo'),
            undoes ? (
              <Link to={operationLink({ id: undoes })}>
                {t('operation.undoes')}
              </Link>
            ) : undefined,
          ],
        ]}
      />
    </Card>
  );
}
