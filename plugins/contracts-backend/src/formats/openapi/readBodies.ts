import {
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { Body, Media, Response } from './Api';
import { readMedia } from './readMedia';
import { readHeaders } from './readParameters';
import {
  entriesOf,
  fieldsOf,
  type Follower,
  omit,
  textIn,
  textsIn,
} from './reading';

/** What Swagger 2.0 says once for all operations or for one of them. */
export interface SwaggerMedia {
  consumes: readonly string[];
  produces: readonly string[];
}

/** The forms that are named at an operation, or else for the whole document. */
export function swaggerMediaOf(
  operation: DocumentNode,
  root: DocumentNode,
): SwaggerMedia {
  const named = (field: string) => {
    const own = textsIn(fieldsOf(operation)[field]);
    const all = own.length ? own : textsIn(fieldsOf(root)[field]);
    return all.length ? all : ['application/json'];
  };
  return { consumes: named('consumes'), produces: named('produces') };
}

/** The body of a request in OpenAPI 3. */
export function readBody(
  follower: Follower,
  node: DocumentNode,
): Body | undefined {
  if (node.value === undefined) return undefined;
  const target = follower.follow(node);
  if (!target) return undefined;
  const fields = fieldsOf(target);
  return {
    node: target,
    notes: omit(fields, ['content', 'required', '$ref']),
    required: fields.required === true,
    media: readMedia(nodeBelow(target, 'content')),
  };
}

function formSchema(fields: readonly DocumentNode[]): DocumentNode {
  const named = fields.map(node => ({ node, ...nameAndNeed(node) }));
  return {
    ...fields[0],
    value: {
      type: 'object',
      required: named.flatMap(({ name, required }) => (required ? [name] : [])),
      properties: Object.fromEntries(
        named.map(({ name, node }) => [
          name,
          omit(fieldsOf(node), ['name', 'in', 'required', 'collectionFormat']),
        ]),
      ),
    },
  };
}

function nameAndNeed(node: DocumentNode) {
  const fields = fieldsOf(node);
  return {
    name: textIn(fields, 'name') ?? '',
    required: fields.required === true,
  };
}

/** The body of a request in Swagger 2.0, from its parameters. */
export function readSwaggerBody(
  follower: Follower,
  parameters: readonly DocumentNode[],
  { consumes }: SwaggerMedia,
): Body | undefined {
  const found = parameters.flatMap(node => follower.follow(node) ?? []);
  const placed = (place: string) =>
    found.filter(node => fieldsOf(node).in === place);
  const [body] = placed('body');
  if (body) {
    const fields = fieldsOf(body);
    const schema = nodeBelow(body, 'schema');
    return {
      node: body,
      notes: omit(fields, ['name', 'in', 'required', 'schema']),
      required: fields.required === true,
      media: consumes.map(type => ({ type, node: body, schema })),
    };
  }
  const form = placed('formData');
  if (!form.length) return undefined;
  const forms = consumes.filter(type => /form/i.test(type));
  const file = form.some(node => fieldsOf(node).type === 'file');
  const usual = file
    ? 'multipart/form-data'
    : 'application/x-www-form-urlencoded';
  const schema = formSchema(form);
  const types = forms.length ? forms : [usual];
  return {
    ...{ node: form[0], notes: {} },
    required: form.some(node => fieldsOf(node).required === true),
    media: types.map(type => ({ type, node: form[0], schema })),
  };
}

function swaggerContent(
  node: DocumentNode,
  { produces }: SwaggerMedia,
): Media[] {
  const schema = nodeBelow(node, 'schema');
  if (schema.value === undefined) return [];
  return produces.map(type => ({ type, node, schema }));
}

/** The responses of an operation; `media` only in Swagger 2.0. */
export function readResponses(
  follower: Follower,
  responses: DocumentNode,
  media?: SwaggerMedia,
): Response[] {
  return entriesOf(responses).flatMap(([status, node]) => {
    if (status.startsWith('x-')) return [];
    const target = follower.follow(node);
    if (!target) return [];
    const headers = nodeBelow(target, 'headers');
    return [
      {
        status:
          status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
        node: target,
        notes: omit(fieldsOf(target), [
          'content',
          'headers',
          'links',
          'schema',
          'examples',
          '$ref',
        ]),
        headers: readHeaders(follower, headers, media !== undefined),
        media: media
          ? swaggerContent(target, media)
          : readMedia(nodeBelow(target, 'content')),
        links: entriesOf(nodeBelow(target, 'links')).map(([name]) => name),
      },
    ];
  });
}
