import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** The name of a contract, which leads to its tab; of a component without one, to its page. */
export function ContractLink(props: { entityRef: string; seenOnly?: boolean }) {
  const { kind, namespace, name } = parseEntityRef(props.entityRef);
  const toEntity = useRouteRef(entityRouteRef);
  const address = toEntity({
    ...{ kind: kind.toLowerCase(), namespace, name },
  });
  return (
    <Link to={props.seenOnly ? address : `${address}/contract`}>
      <b>{name}</b>
    </Link>
  );
}
