import { operation, responses } from './documents';
import {
  type Fields,
  type OperationPair,
  fine,
  text,
  whole,
  list,
  RECEIVED,
  json,
  operationPair,
} from './operationPair';

const status = (...names: string[]) =>
  responses(
    Object.fromEntries(
      names.map(name => [name, { description: name, content: json }]),
    ),
  );
const headers = (all: Fields) =>
  responses({ 200: { description: 'fine', headers: all } });
const trace = (own: Fields = {}) => ({ 'X-Trace': { schema: text, ...own } });

export const responsePairs: OperationPair[] = [
  operationPair(
    'a status of success is gone',
    status('200', '202'),
    status('200'),
    'breaking',
    'success-status-removed',
    RECEIVED,
  ),
  operationPair(
    'a status of success became another one',
    status('200'),
    status('201'),
    'breaking',
    'success-status-removed',
  ),
  operationPair(
    'a status of success is new',
    status('200'),
    status('200', '202'),
    'risky',
    'success-status-added',
    RECEIVED,
  ),
  operationPair(
    'a status of failure is gone',
    status('200', '404'),
    status('200'),
    'breaking',
    'error-status-removed',
    RECEIVED,
  ),
  operationPair(
    'a status of failure is new',
    status('200'),
    status('200', '404'),
    'safe',
    'error-status-added',
  ),
  operationPair(
    'a status became a range',
    status('200'),
    status('2XX'),
    'risky',
    'success-status-added',
    RECEIVED,
  ),
  operationPair(
    'a range became a status',
    status('2XX'),
    status('200'),
    'safe',
  ),
  operationPair(
    'a failure falls under the default now',
    status('200', '404'),
    status('200', 'default'),
    'safe',
  ),
  operationPair(
    'the default is gone',
    status('200', 'default'),
    status('200'),
    'risky',
    'error-status-merged',
  ),
  operationPair(
    'the default is new',
    status('200'),
    status('200', 'default'),
    'safe',
    'error-status-added',
  ),
  operationPair(
    'a response of failure changed',
    responses({ ...fine, 400: { description: 'bad', content: json } }),
    responses({
      ...fine,
      400: {
        description: 'bad',
        content: { 'application/json': { schema: whole } },
      },
    }),
    'breaking',
    'response-type-changed',
    RECEIVED,
  ),
  operationPair(
    'the words of a response changed',
    responses({ 200: { description: 'a' } }),
    responses({ 200: { description: 'b' } }),
    'safe',
    'words-changed',
  ),
  operationPair(
    'a header that is always there is gone',
    headers(trace({ required: true })),
    headers({}),
    'breaking',
    'required-header-removed',
    RECEIVED,
  ),
  operationPair(
    'a header is gone',
    headers(trace()),
    headers({}),
    'breaking',
    'optional-header-removed',
    RECEIVED,
  ),
  operationPair(
    'a header is new',
    headers({}),
    headers(trace()),
    'safe',
    'header-added',
  ),
  operationPair(
    'a header became optional',
    headers(trace({ required: true })),
    headers(trace()),
    'breaking',
    'header-optional',
    RECEIVED,
  ),
  operationPair(
    'a header became required',
    headers(trace()),
    headers(trace({ required: true })),
    'safe',
    'header-required',
  ),
  operationPair(
    'the type of a header changed',
    headers(trace()),
    headers(trace({ schema: whole })),
    'breaking',
    'response-type-changed',
    RECEIVED,
  ),
  operationPair(
    'a header of objects is exploded',
    headers(trace({ schema: { type: 'object' } })),
    headers(trace({ schema: { type: 'object' }, explode: true })),
    'breaking',
    'header-serialization-changed',
  ),
  operationPair(
    'a header of lists is exploded',
    headers(trace({ schema: list })),
    headers(trace({ schema: list, explode: true })),
    'safe',
  ),
  operationPair(
    'a link is gone',
    responses({
      200: { description: 'a', links: { next: { operationId: 'a' } } },
    }),
    responses({ 200: { description: 'a' } }),
    'risky',
    'link-removed',
  ),
  operationPair(
    'a link is new',
    responses({ 200: { description: 'a' } }),
    responses({
      200: { description: 'a', links: { next: { operationId: 'a' } } },
    }),
    'safe',
    'link-added',
  ),
  operationPair(
    'a response moved behind a reference',
    responses(fine),
    operation(
      { responses: { 200: { $ref: '#/components/responses/A' } } },
      { components: { responses: { A: { description: 'fine' } } } },
    ),
    'safe',
  ),
  operationPair(
    'a status of failure is gone that the default describes as well',
    status('200', '404', 'default'),
    status('200', 'default'),
    'risky',
    'error-status-merged',
    RECEIVED,
  ),
];
