import {
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { SecurityScheme, SecurityWay } from '../openapi/Api';
import { readSecurity, schemeOf } from '../openapi/readSecurity';
import {
  entriesOf,
  fieldsOf,
  type Follower,
  isFields,
  itemsOf,
  omit,
  textIn,
  textsIn,
} from '../openapi/reading';
import type { Server } from './AsyncApi';

type Schemes = ReadonlyMap<string, SecurityScheme>;

/** In AsyncAPI 3 each item of the list is a scheme, mostly by reference. */
function readSchemeList(follower: Follower, node: DocumentNode): SecurityWay[] {
  return itemsOf(node).flatMap((each, index) => {
    const target = follower.follow(each);
    if (!target) return [];
    const reference = textIn(fieldsOf(each), '$ref');
    const name = reference?.split('/').pop() ?? `number ${index + 1}`;
    const scopes = textsIn(fieldsOf(target).scopes);
    return [[{ scheme: schemeOf(name, target), scopes }]];
  });
}

/** The ways to be let in; undefined where nothing is said. */
export function readWays(
  follower: Follower,
  node: DocumentNode,
  schemes: Schemes,
): SecurityWay[] | undefined {
  if (!Array.isArray(node.value) || !node.value.length) return undefined;
  const isList = node.value.some(
    each =>
      isFields(each) &&
      (typeof each.$ref === 'string' || typeof each.type === 'string'),
  );
  return isList ? readSchemeList(follower, node) : readSecurity(node, schemes);
}

function addressOf(url: string) {
  const bare = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const [host, ...path] = bare.split('/');
  return { host, path: path.join('/').replace(/\/+$/, '') };
}

function readServer(
  follower: Follower,
  [name, place]: [string, DocumentNode],
  schemes: Schemes,
): Server[] {
  const node = follower.follow(place);
  if (!node) return [];
  const fields = fieldsOf(node);
  const url = textIn(fields, 'url') ?? textIn(fields, 'host') ?? '';
  const { host, path } = addressOf(url);
  const pathname = (textIn(fields, 'pathname') ?? '').replace(/^\/+|\/+$/g, '');
  return [
    {
      ...{ name, node, host, path: path || pathname },
      protocol: textIn(fields, 'protocol') ?? '',
      variables: fields.variables,
      notes: omit(fields, [
        'url',
        'host',
        'pathname',
        'protocol',
        'variables',
        'security',
        'bindings',
        '$ref',
      ]),
      bindings: nodeBelow(node, 'bindings'),
      security: readWays(follower, nodeBelow(node, 'security'), schemes),
    },
  ];
}

/** The servers that a document names. */
export function readServers(
  follower: Follower,
  root: DocumentNode,
  schemes: Schemes,
): Server[] {
  return entriesOf(nodeBelow(root, 'servers')).flatMap(entry =>
    readServer(follower, entry, schemes),
  );
}
