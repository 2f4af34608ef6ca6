import { parseEntityRef } from '@backstage/catalog-model';
import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';
import type { CheckLink } from '@slipway/backstage-plugin-delivery-common';

/** The page of an entity in the catalog, or a tab of it. */
function pathOf(entityRef: string, tab?: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const parts = [namespace, kind, name, ...(tab ? [tab] : [])];
  return `/catalog/${parts.map(encodeURIComponent).join('/')}`;
}

function contractLink({ contract, compared }: CanIFinding): CheckLink {
  const { name } = parseEntityRef(contract);
  const page = pathOf(contract, 'contract');
  return compared
    ? {
        kind: 'evidence',
        title: `${name} ${compared.from} → ${compared.to}`,
        url: `${page}?${new URLSearchParams(compared)}`,
      }
    : { kind: 'evidence', title: `Contract ${name}`, url: page };
}

/** Some contracts are offered by nobody in the catalog; those name themselves. */
function counterpartLink(finding: CanIFinding): CheckLink[] {
  const { counterpart, consumer, provider, contract } = finding;
  const { entityRef } = counterpart === 'consumer' ? consumer : provider;
  const { name } = parseEntityRef(entityRef);
  return entityRef === contract
    ? []
    : [{ kind: 'evidence', title: name, url: pathOf(entityRef) }];
}

/** Opens the dialog with what is known already. */
function exceptionLink(
  { answer, contract, consumer, rule }: CanIFinding,
  environment: string,
): CheckLink[] {
  const query = new URLSearchParams({
    ...{ section: 'exceptions', ask: 'block', environment },
    ...{ consumer: consumer.entityRef, scope: contract },
    ...(rule && { rule }),
  });
  return answer === 'blocked'
    ? [
        {
          ...{ kind: 'way-out', title: 'Ask for an exception' },
          url: `/contracts?${query}`,
        },
      ]
    : [];
}

/** Where a finding can be looked into, and what can be done about it. */
export function linksOf(
  finding: CanIFinding,
  environment: string,
): CheckLink[] {
  // Of what the person may not see there is no page to lead to.
  if (finding.hidden) return [];
  return [
    contractLink(finding),
    ...counterpartLink(finding),
    ...exceptionLink(finding, environment),
  ];
}
