import {
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { Media } from './Api';
import { entriesOf, fieldsOf } from './reading';

/** Bytes are described by a format, by nothing, or by their encoding. */
function bytes(schema: DocumentNode): DocumentNode {
  const empty =
    schema.value === undefined || !Object.keys(fieldsOf(schema)).length;
  return empty
    ? { ...schema, value: { type: 'string', format: 'binary' } }
    : schema;
}

/** The forms of a body. */
export function readMedia(content: DocumentNode): Media[] {
  return entriesOf(content).map(([type, node]) => {
    const schema = nodeBelow(node, 'schema');
    const { encoding } = fieldsOf(node);
    return {
      ...{ type, node, encoding },
      schema: /^application\/octet-stream\b/i.test(type)
        ? bytes(schema)
        : schema,
    };
  });
}
