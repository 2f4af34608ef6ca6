import {
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { SecurityScheme, SecurityWay } from './Api';
import {
  entriesOf,
  type Fields,
  fieldsOf,
  type Follower,
  isFields,
  itemsOf,
  textIn,
  textsIn,
} from './reading';

// What Swagger 2.0 calls the flows of OAuth.
const FLOWS: Readonly<Record<string, string>> = {
  accessCode: 'authorizationCode',
  application: 'clientCredentials',
};

function kindOf(fields: Fields): string {
  const type = textIn(fields, 'type') ?? '';
  switch (type) {
    case 'basic':
      return 'http basic';
    case 'http':
      return `http ${(textIn(fields, 'scheme') ?? '').toLowerCase()}`.trim();
    case 'apiKey':
    case 'httpApiKey': {
      const place = textIn(fields, 'in') ?? '';
      const name = textIn(fields, 'name') ?? '';
      return `${type} in ${place} ${place === 'header' ? name.toLowerCase() : name}`;
    }
    case 'openIdConnect':
      // Tokens of another provider are not those of this one.
      return `${type} ${textIn(fields, 'openIdConnectUrl') ?? ''}`.trim();
    default:
      return type;
  }
}

function flowsOf(fields: Fields): { name: string; fields: Fields }[] {
  const flow = textIn(fields, 'flow');
  if (flow !== undefined) return [{ name: FLOWS[flow] ?? flow, fields }];
  return isFields(fields.flows)
    ? Object.entries(fields.flows).flatMap(([name, each]) =>
        isFields(each) ? [{ name, fields: each }] : [],
      )
    : [];
}

/** A scheme of security, under the name that it is used by. */
export function schemeOf(name: string, node: DocumentNode): SecurityScheme {
  const fields = fieldsOf(node);
  const flows = flowsOf(fields);
  const addresses: Fields = {};
  for (const flow of flows) {
    for (const field of ['authorizationUrl', 'tokenUrl', 'refreshUrl']) {
      const address = flow.fields[field];
      if (address !== undefined) addresses[`${flow.name} ${field}`] = address;
    }
  }
  return {
    ...{ name, node, addresses, kind: kindOf(fields) },
    flows: flows.map(flow => flow.name),
    hint: fields.bearerFormat,
  };
}

/** The schemes that a document defines. */
export function readSchemes(
  follower: Follower,
  root: DocumentNode,
): SecurityScheme[] {
  return [
    ...entriesOf(nodeBelow(root, 'securityDefinitions')),
    ...entriesOf(nodeBelow(root, 'components', 'securitySchemes')),
  ].map(([name, node]) => {
    const target = follower.follow(node);
    return target
      ? schemeOf(name, target)
      : { ...schemeOf(name, node), kind: 'defined elsewhere' };
  });
}

/** The ways to be let in at a place; undefined where nothing is said. */
export function readSecurity(
  node: DocumentNode,
  schemes: ReadonlyMap<string, SecurityScheme>,
): SecurityWay[] | undefined {
  if (!Array.isArray(node.value)) return undefined;
  const ways = itemsOf(node).map(way =>
    entriesOf(way).map(([name, scopes]) => ({
      scheme: schemes.get(name) ?? {
        ...{ name, kind: `not defined as '${name}'`, flows: [], addresses: {} },
        node: scopes,
      },
      scopes: textsIn(scopes.value),
    })),
  );
  return ways.length ? ways : [[]];
}
