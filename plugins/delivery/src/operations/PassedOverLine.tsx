import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { PassedOver } from '@slipway/backstage-plugin-delivery-common';
import { CommitLink } from '../kit/CommitLink';
import { operationRouteRef } from '../routes';
import { Moment } from '../time/Times';
import { useWords, type DeliveryWords } from '../translation';

/** The headline of an operation that no longer says what Git wants. */
export function passedOverTitle(by: PassedOver, t: DeliveryWords): string {
  const { version, undone } = by;
  if (version === undefined) {
    return t('operation.passedOverByNone');
  }
  return undone
    ? t('operation.undone', { version })
    : t('operation.passedOver', { version });
}

/** Who made Git go on, when, and where to read more of it. */
export function PassedOverLine(props: { by: PassedOver }) {
  const { author, at, commit, commitUrl, operationId } = props.by;
  const t = useWords();
  const operationLink = useRouteRef(operationRouteRef);
  return (
    <>
      {author ? `${t('operation.by', { author })}, ` : undefined}
      <Moment at={at} />
      {commit ? ', ' : undefined}
      {commit ? <CommitLink commit={commit} url={commitUrl} /> : undefined}
      {'. '}
      {operationId ? (
        <Link to={operationLink({ id: operationId })}>
          {t('operation.byOperation')}
        </Link>
      ) : undefined}
    </>
  );
}
