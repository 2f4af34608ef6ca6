import {
  type DocumentNode,
  nodeBelow,
  referenceIn,
} from '@slipway/backstage-plugin-contracts-node';
import {
  entriesOf,
  fieldsOf,
  type Follower,
  itemsOf,
  omit,
  textIn,
} from '../openapi/reading';
import type { Message } from './AsyncApi';

const READ = [
  'messageId',
  'contentType',
  'schemaFormat',
  'payload',
  'headers',
  'correlationId',
  'bindings',
  'traits',
  'examples',
  '$ref',
];

/** A thing with what its traits add; its own words come first. */
export function withTraits(
  follower: Follower,
  node: DocumentNode,
): DocumentNode {
  const traits = itemsOf(nodeBelow(node, 'traits')).flatMap(
    each => follower.follow(each) ?? [],
  );
  if (!traits.length) return node;
  const value = Object.assign({}, ...traits.map(fieldsOf), fieldsOf(node));
  return { ...node, value };
}

/** What describes the payload, and in which language. */
function payloadOf(follower: Follower, node: DocumentNode) {
  const own = nodeBelow(node, 'payload');
  const inner = follower.files.follow(own);
  const fields = 'lost' in inner ? {} : fieldsOf(inner.node);
  // Since 3.0 the language is beside the schema.
  if ('lost' in inner || textIn(fields, 'schemaFormat') === undefined) {
    return {
      payload: own,
      schemaFormat: textIn(fieldsOf(node), 'schemaFormat'),
    };
  }
  return {
    payload: nodeBelow(inner.node, 'schema'),
    schemaFormat: textIn(fields, 'schemaFormat'),
  };
}

function correlationOf(follower: Follower, node: DocumentNode) {
  const own = nodeBelow(node, 'correlationId');
  if (own.value === undefined) return undefined;
  const target = follower.follow(own);
  return target && textIn(fieldsOf(target), 'location');
}

function headersOf(node: DocumentNode): DocumentNode {
  const headers = nodeBelow(node, 'headers');
  const format = textIn(fieldsOf(headers), 'schemaFormat');
  return format === undefined ? headers : nodeBelow(headers, 'schema');
}

/** A message at a place, which may be a reference to it. */
export function readMessage(
  follower: Follower,
  place: DocumentNode,
  { key, contentType }: { key?: string; contentType?: string },
): Message[] {
  const target = follower.follow(place);
  if (!target) return [];
  const node = withTraits(follower, target);
  const fields = fieldsOf(node);
  const last = referenceIn(place)?.split('/').pop();
  const names = [
    textIn(fields, 'messageId'),
    textIn(fields, 'name'),
    key,
    last,
  ].filter((name): name is string => name !== undefined);
  return [
    {
      ...{ node, names: [...new Set(names)] },
      notes: omit(fields, READ),
      contentType: textIn(fields, 'contentType') ?? contentType,
      ...payloadOf(follower, node),
      headers: headersOf(node),
      correlation: correlationOf(follower, node),
      bindings: nodeBelow(node, 'bindings'),
    },
  ];
}

/** The one message of an operation in AsyncAPI 2, or those it has to choose from. */
export function readMessageChoice(
  follower: Follower,
  place: DocumentNode,
  contentType: string | undefined,
): Message[] {
  if (place.value === undefined) return [];
  const target = follower.follow(place);
  const choice = target ? itemsOf(nodeBelow(target, 'oneOf')) : [];
  return choice.length
    ? choice.flatMap(each => readMessage(follower, each, { contentType }))
    : readMessage(follower, place, { contentType });
}

/** Messages by key, as channels of AsyncAPI 3 list them. */
export function readMessageMap(
  follower: Follower,
  map: DocumentNode,
  contentType: string | undefined,
): Message[] {
  return entriesOf(map).flatMap(([key, each]) =>
    readMessage(follower, each, { key, contentType }),
  );
}
