import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { OperationSummary } from '@slipway/backstage-plugin-delivery-common';
import {
  Cell,
  Row,
  StateWord,
  useTableStyles,
} from '@slipway/backstage-plugin-kit-react';
import { operationRouteRef } from '../routes';
import { describeOperation } from '../state/describeOperation';
import { placeOf, shortName } from '../state/place';
import { Elapsed, Moment } from '../time/Times';
import { useWords, type DeliveryWords } from '../translation';

/** `payments in prod · acme: 2.4.0 → 2.3.1`. */
export function operationTitle(
  operation: OperationSummary,
  t: DeliveryWords,
): string {
  return t('operation.title', {
    component: shortName(operation.entityRef),
    place: placeOf(operation, t),
    from: operation.fromVersion,
    to: operation.toVersion,
  });
}

/** One line of a list of operations. */
export function OperationRow(props: { operation: OperationSummary }) {
  const { operation } = props;
  const classes = useTableStyles();
  const t = useWords();
  const operationLink = useRouteRef(operationRouteRef);
  return (
    <Row>
      <Cell look="wide">
        <Link to={operationLink({ id: operation.id })}>
          {operationTitle(operation, t)}
        </Link>
        <div className={classes.second}>{operation.message}</div>
      </Cell>
      <Cell>
        <StateWord {...labelled(describeOperation(operation, t))} />
      </Cell>
      <Cell look="nowrap">
        <Moment at={operation.requestedAt} />
        <div className={classes.second}>{shortName(operation.requestedBy)}</div>
      </Cell>
      <Cell look="nowrap">
        <Elapsed from={operation.requestedAt} to={operation.endedAt} />
      </Cell>
    </Row>
  );
}

function labelled(look: ReturnType<typeof describeOperation>) {
  return { tone: look.tone, icon: look.icon, label: look.word };
}
