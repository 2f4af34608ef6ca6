import {
  type DocumentFiles,
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { Operation, SecurityScheme } from './Api';
import {
  readBody,
  readResponses,
  readSwaggerBody,
  swaggerMediaOf,
} from './readBodies';
import { readParameters } from './readParameters';
import { readSecurity } from './readSecurity';
import { readServers } from './readServers';
import { entriesOf, fieldsOf, Follower, itemsOf, omit } from './reading';

/** What the parts of one document are read with. */
export interface ApiScope {
  files: DocumentFiles;
  root: DocumentNode;
  isSwagger: boolean;
  schemes: ReadonlyMap<string, SecurityScheme>;
}

const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
];
const READ = [
  'parameters',
  'requestBody',
  'responses',
  'security',
  'servers',
  'callbacks',
  'consumes',
  'produces',
  'schemes',
];

/** The method of a path of which only the address is known. */
export const ANY = 'ANY';

interface Place {
  path: string;
  /** What stands before the name, for example `webhook `. */
  prefix: string;
}

/** The same for paths that differ in names of parameters only. */
function normalised(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

function readCallbacks(
  scope: ApiScope,
  follower: Follower,
  node: DocumentNode,
): Operation[] {
  return entriesOf(nodeBelow(node, 'callbacks')).flatMap(([name, each]) => {
    const target = follower.follow(each);
    return entriesOf(target ?? each).flatMap(([address, item]) =>
      target && !address.startsWith('x-')
        ? readPathItem(scope, item, {
            path: address,
            prefix: `callback ${name} `,
          })
        : [],
    );
  });
}

function readOperation(
  scope: ApiScope,
  item: DocumentNode,
  { path, prefix, method }: Place & { method: string },
): Operation {
  const { root, isSwagger } = scope;
  const follower = new Follower(scope.files);
  const node = nodeBelow(item, method);
  const lists = [item, node].map(each =>
    itemsOf(nodeBelow(each, 'parameters')),
  );
  const media = isSwagger ? swaggerMediaOf(node, root) : undefined;
  const parameters = readParameters(follower, lists, { path, isSwagger });
  const verb = method.toUpperCase();
  return {
    ...{ method: verb, path, node },
    name: `${prefix}${verb} ${path}`,
    key: `${prefix}${verb} ${normalised(path)}`,
    notes: omit(fieldsOf(node), READ),
    parameters: parameters.filter(
      each => each.in !== 'body' && each.in !== 'formData',
    ),
    body: media
      ? readSwaggerBody(follower, lists.flat(), media)
      : readBody(follower, nodeBelow(node, 'requestBody')),
    responses: readResponses(follower, nodeBelow(node, 'responses'), media),
    security: readSecurity(nodeBelow(node, 'security'), scope.schemes),
    servers: isSwagger
      ? undefined
      : (readServers(node, false) ?? readServers(item, false)),
    callbacks: readCallbacks(scope, follower, node),
    lost: [...follower.lost],
  };
}

/** The operations of one path, or of a callback or webhook. */
export function readPathItem(
  scope: ApiScope,
  node: DocumentNode,
  place: Place,
): Operation[] {
  const follower = new Follower(scope.files);
  const item = follower.follow(node);
  if (!item) return [elsewhere(node, place, [...follower.lost])];
  const fields = fieldsOf(item);
  return METHODS.filter(method => fields[method] !== undefined).map(method =>
    readOperation(scope, item, { ...place, method }),
  );
}

/** A path of which only the address is known. */
function elsewhere(
  node: DocumentNode,
  { path, prefix }: Place,
  lost: string[],
): Operation {
  const name = `${prefix}${ANY} ${path}`;
  return {
    ...{ name, method: ANY, path, node, lost, notes: {} },
    key: `${prefix}${ANY} ${normalised(path)}`,
    ...{ parameters: [], responses: [], callbacks: [] },
  };
}
