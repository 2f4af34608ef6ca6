import { operation, responses } from './documents';
import {
  type Fields,
  type OperationPair,
  fine,
  text,
  whole,
  SENT,
  RECEIVED,
  json,
  operationPair,
} from './operationPair';

const body = (content: Fields, more: Fields = {}) =>
  operation({ requestBody: { content, ...more } });
const xml = { 'application/xml': { schema: text } };
const answer = (content: Fields) =>
  responses({ 200: { description: 'fine', content } });

export const bodyPairs: OperationPair[] = [
  operationPair(
    'a body is new that must be sent',
    operation({}),
    body(json, { required: true }),
    'breaking',
    'request-body-added-required',
    SENT,
  ),
  operationPair(
    'a body is new that may be left out',
    operation({}),
    body(json),
    'safe',
    'request-body-added',
  ),
  operationPair(
    'a body is gone',
    body(json),
    operation({}),
    'breaking',
    'request-body-removed',
    SENT,
  ),
  operationPair(
    'a body became required',
    body(json),
    body(json, { required: true }),
    'breaking',
    'request-body-required',
    SENT,
  ),
  operationPair(
    'a body became optional',
    body(json, { required: true }),
    body(json),
    'safe',
    'request-body-optional',
  ),
  operationPair(
    'a form of the request is gone',
    body({ ...json, ...xml }),
    body(json),
    'breaking',
    'media-type-removed',
    SENT,
  ),
  operationPair(
    'a form of the request is new',
    body(json),
    body({ ...json, ...xml }),
    'safe',
    'media-type-added',
  ),
  operationPair(
    'a form of the request became a range',
    body(json),
    body({ 'application/*': { schema: text } }),
    'safe',
    'media-type-rewritten',
  ),
  operationPair(
    'a form of the response is gone',
    answer({ ...json, ...xml }),
    answer(json),
    'breaking',
    'media-type-removed',
    RECEIVED,
  ),
  operationPair(
    'a form of the response is new',
    answer(json),
    answer({ ...json, ...xml }),
    'safe',
    'media-type-added',
  ),
  operationPair(
    'the form of the response is another one',
    answer(json),
    answer(xml),
    'breaking',
    'media-type-removed',
  ),
  operationPair(
    'a form has letters of other case',
    answer(json),
    answer({ 'Application/JSON': { schema: text } }),
    'safe',
  ),
  operationPair(
    'a form has a charset now',
    answer(json),
    answer({ 'application/json; charset=utf-8': { schema: text } }),
    'risky',
    'media-type-rewritten',
  ),
  operationPair(
    'the forms have another order',
    answer({ ...json, ...xml }),
    answer({ ...xml, ...json }),
    'safe',
  ),
  operationPair(
    'one part is encoded in another way',
    body({
      'multipart/form-data': {
        schema: { type: 'object' },
        encoding: { a: { contentType: 'image/png' } },
      },
    }),
    body({
      'multipart/form-data': {
        schema: { type: 'object' },
        encoding: { a: { contentType: 'image/gif' } },
      },
    }),
    'risky',
    'encoding-changed',
  ),
  operationPair(
    'a schema of one of two forms changed',
    body({ ...json, ...xml }),
    body({ ...json, 'application/xml': { schema: whole } }),
    'breaking',
    'request-type-changed',
  ),
  operationPair(
    'a response is not described any more',
    answer(json),
    responses(fine),
    'breaking',
    'media-type-removed',
  ),
  operationPair(
    'a response is described now',
    responses(fine),
    answer(json),
    'safe',
    'media-type-added',
  ),
  operationPair(
    'bytes are described by a format or not',
    answer({
      'application/octet-stream': {
        schema: { type: 'string', format: 'binary' },
      },
    }),
    answer({ 'application/octet-stream': {} }),
    'safe',
  ),
  operationPair(
    'a body moved behind a reference',
    body(json),
    operation(
      { requestBody: { $ref: '#/components/requestBodies/A' } },
      { components: { requestBodies: { A: { content: json } } } },
    ),
    'safe',
  ),
  operationPair(
    'a form of the response became a range',
    answer(json),
    answer({ 'application/*': { schema: text } }),
    'risky',
    'media-type-rewritten',
    RECEIVED,
  ),
  operationPair(
    'of a range of the request one form is left',
    body({ '*/*': { schema: text } }),
    body(json),
    'breaking',
    'media-type-removed',
    SENT,
  ),
  operationPair(
    'of a range of the response one form is left',
    answer({ '*/*': { schema: text } }),
    answer(json),
    'safe',
    'media-type-rewritten',
  ),
];
