import {
  type DocumentFiles,
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { SecurityScheme } from '../openapi/Api';
import {
  entriesOf,
  fieldsOf,
  Follower,
  omit,
  pick,
  textIn,
} from '../openapi/reading';
import type { Action, ChannelParameter, Operation } from './AsyncApi';
import { readMessageChoice, withTraits } from './readMessages';
import { readWays } from './readServers';

/** What the parts of one document are read with. */
export interface AsyncScope {
  files: DocumentFiles;
  root: DocumentNode;
  schemes: ReadonlyMap<string, SecurityScheme>;
  contentType?: string;
}

export const OPERATION_FIELDS = [
  'operationId',
  'action',
  'channel',
  'message',
  'messages',
  'security',
  'bindings',
  'traits',
  'reply',
];

/** The same for addresses that differ in names of parameters only. */
export function keyOf(action: Action, address: string): string {
  return `${action} ${address.replace(/\{[^{}]*\}/g, '{}')}`;
}

/** Parameters of a channel: with a schema in 2, with lists of values in 3. */
export function readParameters(
  follower: Follower,
  channel: DocumentNode,
): ChannelParameter[] {
  return entriesOf(nodeBelow(channel, 'parameters')).flatMap(([name, each]) => {
    const node = follower.follow(each);
    if (!node) return [];
    const fields = fieldsOf(node);
    const schema =
      fields.schema === undefined
        ? {
            ...node,
            value: { type: 'string', ...pick(fields, ['enum', 'default']) },
          }
        : nodeBelow(node, 'schema');
    const notes = omit(fields, ['schema', 'enum', 'default', 'examples']);
    return [{ name, node, schema, notes }];
  });
}

/** Messages that go to a channel as clients see it are received by the application. */
const ACTIONS = [
  ['publish', 'receive'],
  ['subscribe', 'send'],
] as const;

/** The operations of a channel of AsyncAPI 2. */
export function readChannelOperations(
  scope: AsyncScope,
  [address, place]: [string, DocumentNode],
): Operation[] {
  const follower = new Follower(scope.files);
  const channel = follower.follow(place);
  if (!channel) return [elsewhere(address, place, [...follower.lost])];
  return ACTIONS.flatMap(([field, action]) => {
    const own = new Follower(scope.files);
    const found = nodeBelow(channel, field);
    if (found.value === undefined) return [];
    const node = withTraits(own, found);
    const fields = fieldsOf(node);
    const message = nodeBelow(node, 'message');
    return [
      {
        ...{ name: `${action} ${address}`, key: keyOf(action, address) },
        ...{ action, address, node, id: textIn(fields, 'operationId') },
        notes: omit(fields, OPERATION_FIELDS),
        messages: readMessageChoice(own, message, scope.contentType),
        parameters: readParameters(own, channel),
        bindings: [channel, node].map(each => nodeBelow(each, 'bindings')),
        security: readWays(own, nodeBelow(node, 'security'), scope.schemes),
        lost: [...own.lost],
      },
    ];
  });
}

/** A channel of which only the address of its description is known. */
export function elsewhere(
  address: string,
  node: DocumentNode,
  lost: readonly string[],
): Operation {
  const action = 'unknown';
  return {
    ...{ name: `use ${address}`, key: keyOf(action, address), action, address },
    ...{ node, notes: {}, messages: [], parameters: [], bindings: [], lost },
  };
}
