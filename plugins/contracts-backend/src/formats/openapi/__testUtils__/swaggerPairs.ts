import { operation, request, response } from './documents';
import {
  type Fields,
  type OperationPair,
  fine,
  text,
  whole,
  list,
  SENT,
  RECEIVED,
  basic,
  operationPair,
} from './operationPair';

const swagger = (own: Fields, more: Fields = {}) =>
  JSON.stringify({
    ...{ swagger: '2.0', info: { title: 'Payments', version: '1' } },
    paths: { '/payments': { post: { responses: fine, ...own } } },
    ...more,
  });
const inBody = (schema: unknown) => ({
  parameters: [{ name: 'body', in: 'body', required: true, schema }],
});
const form = (...fields: Fields[]) => ({
  consumes: ['application/x-www-form-urlencoded'],
  parameters: fields.map(field => ({
    in: 'formData',
    type: 'string',
    ...field,
  })),
});
const inQuery = (field: Fields) => ({
  parameters: [{ name: 'limit', in: 'query', ...field }],
});
const amount = { type: 'object', properties: { amount: whole } };

export const swaggerPairs: OperationPair[] = [
  operationPair(
    'a field of the body of 2.0 became required',
    swagger(inBody(amount)),
    swagger(inBody({ ...amount, required: ['amount'] })),
    'breaking',
    'request-property-required',
    SENT,
  ),
  operationPair(
    'a field of a form is gone',
    swagger(form({ name: 'a' }, { name: 'b' })),
    swagger(form({ name: 'a' })),
    'breaking',
    'request-property-removed',
  ),
  operationPair(
    'a field of a form became required',
    swagger(form({ name: 'a' })),
    swagger(form({ name: 'a', required: true })),
    'breaking',
  ),
  operationPair(
    'a response of 2.0 lost a field',
    swagger({ responses: { 200: { description: 'a', schema: amount } } }),
    swagger({
      responses: {
        200: { description: 'a', schema: { type: 'object', properties: {} } },
      },
    }),
    'breaking',
    'response-property-removed',
    RECEIVED,
  ),
  operationPair(
    'a form of 2.0 is gone',
    swagger({ ...inBody(amount), consumes: ['application/json', 'text/xml'] }),
    swagger({ ...inBody(amount), consumes: ['application/json'] }),
    'breaking',
    'media-type-removed',
  ),
  operationPair(
    'a form of 2.0 for all is gone',
    swagger(inBody(amount), { consumes: ['application/json', 'text/xml'] }),
    swagger(inBody(amount), { consumes: ['application/json'] }),
    'breaking',
    'media-type-removed',
  ),
  operationPair(
    'the path of 2.0 for all changed',
    swagger({}, { basePath: '/v1' }),
    swagger({}, { basePath: '/v2' }),
    'breaking',
    'server-path-changed',
  ),
  operationPair(
    'a list of 2.0 is written in another way',
    swagger(inQuery({ type: 'array', items: text })),
    swagger(inQuery({ type: 'array', items: text, collectionFormat: 'multi' })),
    'breaking',
    'parameter-serialization-changed',
  ),
  operationPair(
    'a value of 2.0 is gone',
    swagger(inQuery({ type: 'string', enum: ['a', 'b'] })),
    swagger(inQuery({ type: 'string', enum: ['a'] })),
    'breaking',
    'request-enum-value-removed',
  ),
  operationPair(
    'the kind of a scheme of 2.0 has its name of 3.0',
    swagger(
      { security: [{ a: [] }] },
      { securityDefinitions: { a: { type: 'basic' } } },
    ),
    operation(
      { security: [{ a: [] }] },
      { components: { securitySchemes: { a: basic } } },
    ),
    'safe',
  ),
  operationPair(
    '2.0 became 3.0',
    swagger(
      {
        ...inBody(amount),
        responses: { 200: { description: 'fine', schema: amount } },
      },
      { host: 'example.org', basePath: '/v1', schemes: ['https'] },
    ),
    operation(
      {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: amount } },
        },
        responses: {
          200: {
            description: 'fine',
            content: { 'application/json': { schema: amount } },
          },
        },
      },
      { servers: [{ url: 'https://example.org/v1' }] },
    ),
    'safe',
  ),
  operationPair(
    '2.0 became 3.0 and a list is exploded',
    swagger(inQuery({ type: 'array', items: text })),
    operation({ parameters: [{ name: 'limit', in: 'query', schema: list }] }),
    'breaking',
    'parameter-serialization-changed',
  ),
  operationPair(
    'a file of 2.0 became bytes of 3.0',
    swagger({
      consumes: ['multipart/form-data'],
      parameters: [
        { name: 'file', in: 'formData', type: 'file', required: true },
      ],
    }),
    operation({
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
    }),
    'safe',
  ),
  operationPair(
    'null of 2.0 became null of 3.0',
    swagger(inBody({ ...text, 'x-nullable': true })),
    request({ ...text, nullable: true }),
    'safe',
  ),
  operationPair(
    'a request of 3.0 became one of 3.1',
    request({ ...text, nullable: true }),
    request({ type: ['string', 'null'] }, { edition: '3.1.0' }),
    'safe',
  ),
  operationPair(
    'a response of 3.0 may be null since 3.1',
    response(text),
    response({ type: ['string', 'null'] }, { edition: '3.1.0' }),
    'breaking',
    'response-null-accepted',
  ),
];
