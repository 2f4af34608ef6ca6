import {
  type DocumentNode,
  nodeBelow,
  referenceIn,
} from '@slipway/backstage-plugin-contracts-node';
import {
  entriesOf,
  fieldsOf,
  Follower,
  itemsOf,
  omit,
  textIn,
} from '../openapi/reading';
import type { Action, Message, Operation, Reply } from './AsyncApi';
import {
  type AsyncScope,
  elsewhere,
  keyOf,
  OPERATION_FIELDS,
  readParameters,
} from './readChannels';
import { readMessage, readMessageMap, withTraits } from './readMessages';
import { readWays } from './readServers';

function addressOf(channel: DocumentNode, key: string): string {
  return textIn(fieldsOf(channel), 'address') ?? key;
}

/** The messages that are chosen from a channel, or all of them. */
function messagesOf(
  scope: AsyncScope,
  follower: Follower,
  chosen: DocumentNode,
  channel: DocumentNode | undefined,
): Message[] {
  const { contentType } = scope;
  const list = itemsOf(chosen);
  if (list.length || !channel) {
    return list.flatMap(each => {
      const key = referenceIn(each)?.split('/').pop();
      return readMessage(follower, each, { key, contentType });
    });
  }
  return readMessageMap(follower, nodeBelow(channel, 'messages'), contentType);
}

function readReply(
  scope: AsyncScope,
  follower: Follower,
  place: DocumentNode,
): Reply | undefined {
  if (place.value === undefined) return undefined;
  const node = follower.follow(place);
  if (!node) return undefined;
  const own = nodeBelow(node, 'channel');
  const channel = own.value === undefined ? undefined : follower.follow(own);
  const address = follower.follow(nodeBelow(node, 'address'));
  return {
    node,
    address:
      channel && own.value !== undefined
        ? textIn(fieldsOf(channel), 'address')
        : address && textIn(fieldsOf(address), 'location'),
    messages: messagesOf(scope, follower, nodeBelow(node, 'messages'), channel),
  };
}

/** An operation of AsyncAPI 3, with what its channel says. */
function readOperation(
  scope: AsyncScope,
  [id, place]: [string, DocumentNode],
): { operation: Operation; channel?: unknown }[] {
  const follower = new Follower(scope.files);
  const target = follower.follow(place);
  if (!target) return [{ operation: elsewhere(id, place, [...follower.lost]) }];
  const node = withTraits(follower, target);
  const fields = fieldsOf(node);
  const reference = nodeBelow(node, 'channel');
  const channel = follower.follow(reference);
  const key = referenceIn(reference)?.split('/').pop() ?? id;
  const address = channel ? addressOf(channel, key) : key;
  const action: Action = fields.action === 'receive' ? 'receive' : 'send';
  const operation: Operation = {
    ...{ name: `${action} ${address}`, key: keyOf(action, address) },
    ...{ action, address, id, node },
    notes: omit(fields, OPERATION_FIELDS),
    messages: messagesOf(scope, follower, nodeBelow(node, 'messages'), channel),
    parameters: channel ? readParameters(follower, channel) : [],
    bindings: [...(channel ? [channel] : []), node].map(each =>
      nodeBelow(each, 'bindings'),
    ),
    security: readWays(follower, nodeBelow(node, 'security'), scope.schemes),
    reply: readReply(scope, follower, nodeBelow(node, 'reply')),
    lost: [...follower.lost],
  };
  return [{ operation, channel: channel?.value }];
}

/** A channel that no operation uses may be used in both directions. */
function readUnused(
  scope: AsyncScope,
  key: string,
  channel: DocumentNode,
): Operation {
  const follower = new Follower(scope.files);
  const address = addressOf(channel, key);
  return {
    ...elsewhere(address, channel, []),
    notes: omit(fieldsOf(channel), [
      'address',
      'messages',
      'parameters',
      'bindings',
      'servers',
    ]),
    messages: messagesOf(
      scope,
      follower,
      nodeBelow(channel, 'nothing'),
      channel,
    ),
    parameters: readParameters(follower, channel),
    bindings: [nodeBelow(channel, 'bindings')],
    lost: [...follower.lost],
  };
}

/** What is said of one action at one address in several places, in one. */
function join(operations: readonly Operation[]): Operation[] {
  const byKey = new Map<string, Operation>();
  for (const operation of operations) {
    const known = byKey.get(operation.key);
    byKey.set(
      operation.key,
      known
        ? {
            ...known,
            messages: [...known.messages, ...operation.messages],
            bindings: [...known.bindings, ...operation.bindings],
            lost: [...known.lost, ...operation.lost],
            reply: known.reply ?? operation.reply,
          }
        : operation,
    );
  }
  return [...byKey.values()];
}

/** The operations of AsyncAPI 3. */
export function readOperations(scope: AsyncScope): Operation[] {
  const found = entriesOf(nodeBelow(scope.root, 'operations')).flatMap(entry =>
    readOperation(scope, entry),
  );
  const used = new Set(found.map(({ channel }) => channel));
  const unused = entriesOf(nodeBelow(scope.root, 'channels')).flatMap(
    ([key, place]) => {
      const follower = new Follower(scope.files);
      const channel = follower.follow(place);
      if (!channel) return [elsewhere(key, place, [...follower.lost])];
      return used.has(channel.value) ? [] : [readUnused(scope, key, channel)];
    },
  );
  const replies = new Set(
    found.flatMap(({ operation: { reply } }) => reply?.address ?? []),
  );
  return join([
    ...found.map(({ operation }) => operation),
    ...unused.filter(({ address }) => !replies.has(address)),
  ]);
}
