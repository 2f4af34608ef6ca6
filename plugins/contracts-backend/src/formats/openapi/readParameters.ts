import {
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { Parameter, Serialization } from './Api';
import { readMedia } from './readMedia';
import {
  entriesOf,
  type Fields,
  fieldsOf,
  type Follower,
  omit,
  pick,
  textIn,
} from './reading';

// Parameters of Swagger 2.0 are schemas themselves.
const SCHEMA_FIELDS = [
  'type',
  'format',
  'items',
  'default',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'multipleOf',
  'x-nullable',
  'x-extensible-enum',
];
const OWN_FIELDS = [
  'name',
  'in',
  'required',
  'schema',
  'content',
  'style',
  'explode',
  'collectionFormat',
  'example',
  'examples',
  '$ref',
];

// They are said elsewhere, and OpenAPI passes over them here.
const FOREIGN = new Set(['accept', 'content-type', 'authorization']);

const COLLECTIONS: Readonly<Record<string, string>> = {
  ssv: 'spaceDelimited',
  tsv: 'tabDelimited',
  pipes: 'pipeDelimited',
};

function swaggerSerialization(fields: Fields, place: string): Serialization {
  const collection = textIn(fields, 'collectionFormat') ?? 'csv';
  const plain = place === 'query' || place === 'formData' ? 'form' : 'simple';
  return {
    style: COLLECTIONS[collection] ?? plain,
    explode: collection === 'multi',
  };
}

function serializationOf(
  fields: Fields,
  place: string,
  media: string | undefined,
): Serialization {
  if (media !== undefined) return { style: `content ${media}`, explode: false };
  const style =
    textIn(fields, 'style') ??
    (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const explode =
    typeof fields.explode === 'boolean' ? fields.explode : style === 'form';
  return { style, explode };
}

/** The schema of a parameter or header, and how its values are written. */
function shapeOf(node: DocumentNode, place: string, isSwagger: boolean) {
  const fields = fieldsOf(node);
  if (isSwagger) {
    return {
      schema: { ...node, value: pick(fields, SCHEMA_FIELDS) },
      serialization: swaggerSerialization(fields, place),
    };
  }
  const [media] = readMedia(nodeBelow(node, 'content'));
  return {
    schema: media?.schema ?? nodeBelow(node, 'schema'),
    serialization: serializationOf(fields, place, media?.type),
  };
}

/** Where a parameter stands among those of its path, whatever its name. */
function keyOf(place: string, name: string, path: string): string {
  if (place === 'path') {
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, each]) => each);
    const index = names.indexOf(name);
    return index < 0 ? `path ${name}` : `path ${index}`;
  }
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

function notesOf(fields: Fields, isSwagger: boolean): Fields {
  return omit(fields, [...OWN_FIELDS, ...(isSwagger ? SCHEMA_FIELDS : [])]);
}

export interface ParameterScope {
  path: string;
  isSwagger: boolean;
}

function readParameter(
  node: DocumentNode,
  { path, isSwagger }: ParameterScope,
): Parameter {
  const fields = fieldsOf(node);
  const place = textIn(fields, 'in') ?? 'query';
  const name = textIn(fields, 'name') ?? '';
  return {
    ...{ name, in: place, node, key: keyOf(place, name, path) },
    notes: notesOf(fields, isSwagger),
    required: fields.required === true || place === 'path',
    ...shapeOf(node, place, isSwagger),
  };
}

/** Parameters of an operation; its own come before those of its path. */
export function readParameters(
  follower: Follower,
  lists: readonly DocumentNode[][],
  scope: ParameterScope,
): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const node of lists.flat()) {
    const target = follower.follow(node);
    if (!target) continue;
    const parameter = readParameter(target, scope);
    const foreign =
      parameter.in === 'header' && FOREIGN.has(parameter.name.toLowerCase());
    if (!foreign) found.set(parameter.key, parameter);
  }
  return [...found.values()];
}

/** The headers of a response. */
export function readHeaders(
  follower: Follower,
  node: DocumentNode,
  isSwagger: boolean,
): Parameter[] {
  return entriesOf(node).flatMap(([name, each]) => {
    const target = follower.follow(each);
    const key = name.toLowerCase();
    if (!target || key === 'content-type') return [];
    const fields = fieldsOf(target);
    return [
      {
        ...{ name, key, in: 'header', node: target },
        notes: notesOf(fields, isSwagger),
        required: fields.required === true,
        ...shapeOf(target, 'header', isSwagger),
      },
    ];
  });
}
