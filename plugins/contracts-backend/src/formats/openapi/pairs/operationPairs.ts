import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import {
  document,
  operation,
  parameters,
  query,
  request,
  response,
  responses,
} from './documents';

/** Two documents, with what the change means in all and for one direction. */
export interface OperationPair {
  title: string;
  before: string;
  after: string;
  verdict: ContractVerdict;
  /** For who sends only, where that is another verdict. */
  send?: ContractVerdict;
  /** For who receives only, where that is another verdict. */
  receive?: ContractVerdict;
  /** The rule that has to be named, without the prefix of the format. */
  rule?: string;
}

type Fields = Record<string, unknown>;

function pair(
  title: string,
  before: string,
  after: string,
  verdict: ContractVerdict,
  rule?: string,
  more: Pick<OperationPair, 'send' | 'receive'> = {},
): OperationPair {
  return { title, before, after, verdict, rule, ...more };
}

const SENT = { receive: 'safe' } as const;
const RECEIVED = { send: 'safe' } as const;

const fine = { 200: { description: 'fine' } };
const text = { type: 'string' };
const whole = { type: 'integer' };
const list = { type: 'array', items: text };
const get = (own: Fields = {}) => ({ responses: fine, ...own });
const at = (paths: Fields) => document({ paths });
const one = (own: Fields) => at({ '/a': { get: get(own) } });
const idIn = (name: string, schema: Fields = text) => ({
  ...{ name, in: 'path', required: true, schema },
});

export const pathPairs: OperationPair[] = [
  pair(
    'an operation is new',
    at({ '/a': { get: get() } }),
    at({ '/a': { get: get(), post: get() } }),
    'safe',
    'operation-added',
  ),
  pair(
    'an operation is gone',
    at({ '/a': { get: get(), post: get() } }),
    at({ '/a': { get: get() } }),
    'breaking',
    'operation-removed',
    { send: 'breaking', receive: 'breaking' },
  ),
  pair(
    'a path is gone',
    at({ '/a': { get: get() }, '/b': { get: get() } }),
    at({ '/a': { get: get() } }),
    'breaking',
    'operation-removed',
  ),
  pair(
    'a path was renamed',
    at({ '/a': { get: get() } }),
    at({ '/b': { get: get() } }),
    'breaking',
    'operation-removed',
  ),
  pair(
    'a path got a slash at its end',
    at({ '/a': { get: get() } }),
    at({ '/a/': { get: get() } }),
    'breaking',
    'operation-removed',
  ),
  pair(
    'a method was replaced',
    at({ '/a': { put: get() } }),
    at({ '/a': { patch: get() } }),
    'breaking',
    'operation-removed',
  ),
  pair(
    'a parameter of a path has another name',
    at({ '/a/{id}': { get: get({ parameters: [idIn('id')] }) } }),
    at({ '/a/{key}': { get: get({ parameters: [idIn('key')] }) } }),
    'safe',
  ),
  pair(
    'two parameters of a path changed places',
    at({
      '/a/{x}/{y}': { get: get({ parameters: [idIn('x', whole), idIn('y')] }) },
    }),
    at({
      '/a/{y}/{x}': { get: get({ parameters: [idIn('x', whole), idIn('y')] }) },
    }),
    'breaking',
    'request-type-changed',
    SENT,
  ),
  pair(
    'a deprecated operation is gone after its day',
    one({ deprecated: true, 'x-sunset': '2020-01-01' }),
    at({}),
    'risky',
    'operation-removed',
  ),
  pair(
    'a deprecated operation is gone before its day',
    one({ deprecated: true, 'x-sunset': '2999-01-01' }),
    at({}),
    'breaking',
    'operation-removed',
  ),
  pair(
    'a deprecated operation is gone that had no day',
    one({ deprecated: true }),
    at({}),
    'breaking',
    'operation-removed',
  ),
  pair(
    'an operation of another day is gone that was not deprecated',
    one({ 'x-sunset': '2020-01-01' }),
    at({}),
    'breaking',
    'operation-removed',
  ),
  pair(
    'an operation is deprecated',
    one({}),
    one({ deprecated: true }),
    'safe',
    'operation-deprecated',
  ),
  pair(
    'an operation is not deprecated any more',
    one({ deprecated: true }),
    one({}),
    'safe',
    'operation-deprecated',
  ),
  pair(
    'the day came nearer',
    one({ deprecated: true, 'x-sunset': '2999-02-01' }),
    one({ deprecated: true, 'x-sunset': '2999-01-01' }),
    'risky',
    'sunset-earlier',
  ),
  pair(
    'the day was put off',
    one({ deprecated: true, 'x-sunset': '2999-01-01' }),
    one({ deprecated: true, 'x-sunset': '2999-02-01' }),
    'safe',
    'operation-deprecated',
  ),
  pair(
    'the day is not named any more',
    one({ deprecated: true, 'x-sunset': '2999-01-01' }),
    one({ deprecated: true }),
    'risky',
    'sunset-earlier',
  ),
  pair(
    'an operation became less stable',
    one({ 'x-stability-level': 'stable' }),
    one({ 'x-stability-level': 'beta' }),
    'risky',
    'stability-decreased',
  ),
  pair(
    'an operation became more stable',
    one({ 'x-stability-level': 'alpha' }),
    one({ 'x-stability-level': 'stable' }),
    'safe',
  ),
  pair(
    'a draft is gone',
    one({ 'x-stability-level': 'draft' }),
    at({}),
    'risky',
    'operation-removed',
  ),
  pair(
    'an id changed',
    one({ operationId: 'a' }),
    one({ operationId: 'b' }),
    'risky',
    'operation-id-changed',
  ),
  pair(
    'an id is new',
    one({}),
    one({ operationId: 'b' }),
    'safe',
    'words-changed',
  ),
  pair(
    'words changed',
    one({ summary: 'a', description: 'a', tags: ['a'] }),
    one({ summary: 'b', description: 'b', tags: ['b'] }),
    'safe',
    'words-changed',
  ),
  pair(
    'an extension changed',
    one({ 'x-team': 'a' }),
    one({ 'x-team': 'b' }),
    'safe',
    'words-changed',
  ),
  pair(
    'a path leads out of the document',
    at({ '/a': { get: get() } }),
    at({ '/a': { $ref: 'https://example.org/a.yaml' } }),
    'breaking',
  ),
];

const header = (own: Fields) =>
  parameters({ name: 'X-Trace', in: 'header', schema: text, ...own });

export const parameterPairs: OperationPair[] = [
  pair(
    'an optional parameter is new',
    parameters(),
    query(whole),
    'safe',
    'parameter-added',
  ),
  pair(
    'a required parameter is new',
    parameters(),
    query(whole, { required: true }),
    'breaking',
    'parameter-added-required',
    SENT,
  ),
  pair(
    'a required header is new',
    parameters(),
    header({ required: true }),
    'breaking',
    'parameter-added-required',
    SENT,
  ),
  pair(
    'a required cookie is new',
    parameters(),
    parameters({ name: 'session', in: 'cookie', required: true, schema: text }),
    'breaking',
    'parameter-added-required',
    SENT,
  ),
  pair(
    'a parameter is gone',
    query(whole),
    parameters(),
    'breaking',
    'parameter-removed',
    SENT,
  ),
  pair(
    'a header is gone',
    header({}),
    parameters(),
    'breaking',
    'parameter-removed',
    SENT,
  ),
  pair(
    'a deprecated parameter is gone after its day',
    query(whole, { deprecated: true, 'x-sunset': '2020-01-01' }),
    parameters(),
    'risky',
    'parameter-removed',
  ),
  pair(
    'a header has other letter case',
    header({}),
    parameters({ name: 'x-trace', in: 'header', schema: text }),
    'safe',
  ),
  pair(
    'a parameter moved from the query to a header',
    query(whole),
    parameters({ name: 'limit', in: 'header', schema: whole }),
    'breaking',
    'parameter-removed',
  ),
  pair(
    'a parameter became required',
    query(whole),
    query(whole, { required: true }),
    'breaking',
    'parameter-required',
    SENT,
  ),
  pair(
    'a parameter became required that has a default',
    query({ ...whole, default: 1 }),
    query({ ...whole, default: 1 }, { required: true }),
    'breaking',
    'parameter-required',
  ),
  pair(
    'a parameter became optional',
    query(whole, { required: true }),
    query(whole),
    'safe',
    'parameter-optional',
  ),
  pair(
    'parameters have another order',
    parameters(
      { name: 'a', in: 'query', schema: text },
      { name: 'b', in: 'query', schema: text },
    ),
    parameters(
      { name: 'b', in: 'query', schema: text },
      { name: 'a', in: 'query', schema: text },
    ),
    'safe',
  ),
  pair(
    'a number became a text',
    query(whole),
    query(text),
    'safe',
    'request-type-changed',
  ),
  pair(
    'a text became a number',
    query(text),
    query(whole),
    'breaking',
    'request-type-changed',
    SENT,
  ),
  pair(
    'a number became a text of a form',
    query(whole),
    query({ ...text, pattern: '^a$' }),
    'breaking',
    'request-type-changed',
  ),
  pair(
    'a value is gone',
    query({ ...text, enum: ['a', 'b'] }),
    query({ ...text, enum: ['a'] }),
    'breaking',
    'request-enum-value-removed',
    SENT,
  ),
  pair(
    'a value is new',
    query({ ...text, enum: ['a'] }),
    query({ ...text, enum: ['a', 'b'] }),
    'safe',
    'request-enum-value-added',
  ),
  pair(
    'a value of a path is gone',
    parameters(idIn('id', { ...text, enum: ['a', 'b'] })),
    parameters(idIn('id', { ...text, enum: ['a'] })),
    'breaking',
    'request-enum-value-removed',
  ),
  pair(
    'the pattern of a path is narrower',
    parameters(idIn('id', { ...text, pattern: '^[a-z0-9]+$' })),
    parameters(idIn('id', { ...text, pattern: '^[a-z]+$' })),
    'breaking',
    'request-pattern-changed',
    SENT,
  ),
  pair(
    'a maximum is smaller',
    query({ ...whole, maximum: 100 }),
    query({ ...whole, maximum: 50 }),
    'breaking',
    'request-bound-tightened',
  ),
  pair(
    'a maximum is larger',
    query({ ...whole, maximum: 50 }),
    query({ ...whole, maximum: 100 }),
    'safe',
    'request-bound-loosened',
  ),
  pair(
    'a default changed',
    query({ ...whole, default: 20 }),
    query({ ...whole, default: 50 }),
    'risky',
    'request-default-changed',
    SENT,
  ),
  pair(
    'a default of a required parameter changed',
    query({ ...whole, default: 20 }, { required: true }),
    query({ ...whole, default: 50 }, { required: true }),
    'safe',
    'request-default-changed',
  ),
  pair(
    'a list is written in another way',
    query(list, { style: 'form' }),
    query(list, { style: 'pipeDelimited' }),
    'breaking',
    'parameter-serialization-changed',
    SENT,
  ),
  pair(
    'a list is not exploded any more',
    query(list),
    query(list, { explode: false }),
    'breaking',
    'parameter-serialization-changed',
  ),
  pair(
    'the usual way of writing is written down',
    query(list),
    query(list, { style: 'form', explode: true }),
    'safe',
  ),
  pair(
    'a plain value is exploded or not',
    query(whole),
    query(whole, { explode: false }),
    'safe',
  ),
  pair(
    'an object is written with brackets',
    query({ type: 'object' }),
    query({ type: 'object' }, { style: 'deepObject', explode: true }),
    'breaking',
    'parameter-serialization-changed',
  ),
  pair(
    'a value of a path is written as a label',
    parameters(idIn('id')),
    parameters({ ...idIn('id'), style: 'label' }),
    'breaking',
    'parameter-serialization-changed',
  ),
  pair(
    'a value is sent as JSON',
    query({ type: 'object' }),
    parameters({
      name: 'limit',
      in: 'query',
      content: { 'application/json': { schema: { type: 'object' } } },
    }),
    'breaking',
    'parameter-serialization-changed',
  ),
  pair(
    'an empty value is refused',
    query(text, { allowEmptyValue: true }),
    query(text),
    'breaking',
    'parameter-empty-refused',
    SENT,
  ),
  pair(
    'an empty value is accepted',
    query(text),
    query(text, { allowEmptyValue: true }),
    'safe',
  ),
  pair(
    'reserved characters need escapes',
    query(text, { allowReserved: true }),
    query(text),
    'risky',
    'parameter-reserved-refused',
    SENT,
  ),
  pair(
    'a parameter is deprecated',
    query(text),
    query(text, { deprecated: true }),
    'safe',
    'words-changed',
  ),
  pair(
    'a parameter of the path item moved to the operation',
    at({
      '/a': {
        parameters: [{ name: 'a', in: 'query', schema: text }],
        get: get(),
      },
    }),
    at({
      '/a': {
        get: get({ parameters: [{ name: 'a', in: 'query', schema: text }] }),
      },
    }),
    'safe',
  ),
];

const body = (content: Fields, more: Fields = {}) =>
  operation({ requestBody: { content, ...more } });
const json = { 'application/json': { schema: text } };
const xml = { 'application/xml': { schema: text } };
const answer = (content: Fields) =>
  responses({ 200: { description: 'fine', content } });

export const bodyPairs: OperationPair[] = [
  pair(
    'a body is new that must be sent',
    operation({}),
    body(json, { required: true }),
    'breaking',
    'request-body-added-required',
    SENT,
  ),
  pair(
    'a body is new that may be left out',
    operation({}),
    body(json),
    'safe',
    'request-body-added',
  ),
  pair(
    'a body is gone',
    body(json),
    operation({}),
    'breaking',
    'request-body-removed',
    SENT,
  ),
  pair(
    'a body became required',
    body(json),
    body(json, { required: true }),
    'breaking',
    'request-body-required',
    SENT,
  ),
  pair(
    'a body became optional',
    body(json, { required: true }),
    body(json),
    'safe',
    'request-body-optional',
  ),
  pair(
    'a form of the request is gone',
    body({ ...json, ...xml }),
    body(json),
    'breaking',
    'media-type-removed',
    SENT,
  ),
  pair(
    'a form of the request is new',
    body(json),
    body({ ...json, ...xml }),
    'safe',
    'media-type-added',
  ),
  pair(
    'a form of the request became a range',
    body(json),
    body({ 'application/*': { schema: text } }),
    'safe',
    'media-type-rewritten',
  ),
  pair(
    'a form of the response is gone',
    answer({ ...json, ...xml }),
    answer(json),
    'breaking',
    'media-type-removed',
    RECEIVED,
  ),
  pair(
    'a form of the response is new',
    answer(json),
    answer({ ...json, ...xml }),
    'safe',
    'media-type-added',
  ),
  pair(
    'the form of the response is another one',
    answer(json),
    answer(xml),
    'breaking',
    'media-type-removed',
  ),
  pair(
    'a form has letters of other case',
    answer(json),
    answer({ 'Application/JSON': { schema: text } }),
    'safe',
  ),
  pair(
    'a form has a charset now',
    answer(json),
    answer({ 'application/json; charset=utf-8': { schema: text } }),
    'risky',
    'media-type-rewritten',
  ),
  pair(
    'the forms have another order',
    answer({ ...json, ...xml }),
    answer({ ...xml, ...json }),
    'safe',
  ),
  pair(
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
  pair(
    'a schema of one of two forms changed',
    body({ ...json, ...xml }),
    body({ ...json, 'application/xml': { schema: whole } }),
    'breaking',
    'request-type-changed',
  ),
  pair(
    'a response is not described any more',
    answer(json),
    responses(fine),
    'breaking',
    'media-type-removed',
  ),
  pair(
    'a response is described now',
    responses(fine),
    answer(json),
    'safe',
    'media-type-added',
  ),
  pair(
    'bytes are described by a format or not',
    answer({
      'application/octet-stream': {
        schema: { type: 'string', format: 'binary' },
      },
    }),
    answer({ 'application/octet-stream': {} }),
    'safe',
  ),
  pair(
    'a body moved behind a reference',
    body(json),
    operation(
      { requestBody: { $ref: '#/components/requestBodies/A' } },
      { components: { requestBodies: { A: { content: json } } } },
    ),
    'safe',
  ),
  pair(
    'a form of the response became a range',
    answer(json),
    answer({ 'application/*': { schema: text } }),
    'risky',
    'media-type-rewritten',
    RECEIVED,
  ),
  pair(
    'of a range of the request one form is left',
    body({ '*/*': { schema: text } }),
    body(json),
    'breaking',
    'media-type-removed',
    SENT,
  ),
  pair(
    'of a range of the response one form is left',
    answer({ '*/*': { schema: text } }),
    answer(json),
    'safe',
    'media-type-rewritten',
  ),
];

const status = (...names: string[]) =>
  responses(
    Object.fromEntries(
      names.map(name => [name, { description: name, content: json }]),
    ),
  );
const headers = (list: Fields) =>
  responses({ 200: { description: 'fine', headers: list } });
const trace = (own: Fields = {}) => ({ 'X-Trace': { schema: text, ...own } });

export const responsePairs: OperationPair[] = [
  pair(
    'a status of success is gone',
    status('200', '202'),
    status('200'),
    'breaking',
    'success-status-removed',
    RECEIVED,
  ),
  pair(
    'a status of success became another one',
    status('200'),
    status('201'),
    'breaking',
    'success-status-removed',
  ),
  pair(
    'a status of success is new',
    status('200'),
    status('200', '202'),
    'risky',
    'success-status-added',
    RECEIVED,
  ),
  pair(
    'a status of failure is gone',
    status('200', '404'),
    status('200'),
    'risky',
    'error-status-removed',
    RECEIVED,
  ),
  pair(
    'a status of failure is new',
    status('200'),
    status('200', '404'),
    'safe',
    'error-status-added',
  ),
  pair(
    'a status became a range',
    status('200'),
    status('2XX'),
    'risky',
    'success-status-added',
    RECEIVED,
  ),
  pair('a range became a status', status('2XX'), status('200'), 'safe'),
  pair(
    'a failure falls under the default now',
    status('200', '404'),
    status('200', 'default'),
    'safe',
  ),
  pair(
    'the default is gone',
    status('200', 'default'),
    status('200'),
    'risky',
    'error-status-removed',
  ),
  pair(
    'the default is new',
    status('200'),
    status('200', 'default'),
    'safe',
    'error-status-added',
  ),
  pair(
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
  pair(
    'the words of a response changed',
    responses({ 200: { description: 'a' } }),
    responses({ 200: { description: 'b' } }),
    'safe',
    'words-changed',
  ),
  pair(
    'a header that is always there is gone',
    headers(trace({ required: true })),
    headers({}),
    'breaking',
    'required-header-removed',
    RECEIVED,
  ),
  pair(
    'a header is gone',
    headers(trace()),
    headers({}),
    'risky',
    'optional-header-removed',
    RECEIVED,
  ),
  pair(
    'a header is new',
    headers({}),
    headers(trace()),
    'safe',
    'header-added',
  ),
  pair(
    'a header became optional',
    headers(trace({ required: true })),
    headers(trace()),
    'breaking',
    'header-optional',
    RECEIVED,
  ),
  pair(
    'a header became required',
    headers(trace()),
    headers(trace({ required: true })),
    'safe',
    'header-required',
  ),
  pair(
    'the type of a header changed',
    headers(trace()),
    headers(trace({ schema: whole })),
    'breaking',
    'response-type-changed',
    RECEIVED,
  ),
  pair(
    'a header of objects is exploded',
    headers(trace({ schema: { type: 'object' } })),
    headers(trace({ schema: { type: 'object' }, explode: true })),
    'breaking',
    'header-serialization-changed',
  ),
  pair(
    'a header of lists is exploded',
    headers(trace({ schema: list })),
    headers(trace({ schema: list, explode: true })),
    'safe',
  ),
  pair(
    'a link is gone',
    responses({
      200: { description: 'a', links: { next: { operationId: 'a' } } },
    }),
    responses({ 200: { description: 'a' } }),
    'risky',
    'link-removed',
  ),
  pair(
    'a link is new',
    responses({ 200: { description: 'a' } }),
    responses({
      200: { description: 'a', links: { next: { operationId: 'a' } } },
    }),
    'safe',
    'link-added',
  ),
  pair(
    'a response moved behind a reference',
    responses(fine),
    operation(
      { responses: { 200: { $ref: '#/components/responses/A' } } },
      { components: { responses: { A: { description: 'fine' } } } },
    ),
    'safe',
  ),
];

const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const basic = { type: 'http', scheme: 'basic' };
const oauth = (own: Fields = {}) => ({
  type: 'oauth2',
  flows: {
    clientCredentials: { tokenUrl: 'https://example.org/token', scopes: {} },
    ...own,
  },
});
const secured = (
  security: unknown,
  securitySchemes: Fields = { key, basic, oauth: oauth() },
  more: Fields = {},
) =>
  document({
    components: { securitySchemes },
    ...(security === undefined ? {} : { security }),
    ...more,
  });
const own = (security: unknown) =>
  secured([{ key: [] }], undefined, {
    paths: { '/a': { get: get(security === undefined ? {} : { security }) } },
  });

export const securityPairs: OperationPair[] = [
  pair(
    'signing in is asked for',
    secured(undefined),
    secured([{ key: [] }]),
    'breaking',
    'security-required',
    SENT,
  ),
  pair(
    'signing in is not asked for any more',
    secured([{ key: [] }]),
    secured(undefined),
    'safe',
    'security-loosened',
  ),
  pair(
    'signing in became optional',
    secured([{ key: [] }]),
    secured([{ key: [] }, {}]),
    'safe',
    'security-loosened',
  ),
  pair(
    'signing in is not optional any more',
    secured([{ key: [] }, {}]),
    secured([{ key: [] }]),
    'breaking',
    'security-required',
  ),
  pair(
    'one more way to sign in',
    secured([{ key: [] }]),
    secured([{ key: [] }, { basic: [] }]),
    'safe',
    'security-loosened',
  ),
  pair(
    'one way less to sign in',
    secured([{ key: [] }, { basic: [] }]),
    secured([{ key: [] }]),
    'breaking',
    'security-way-removed',
    SENT,
  ),
  pair(
    'two are asked for together',
    secured([{ key: [] }]),
    secured([{ key: [], basic: [] }]),
    'breaking',
    'security-way-removed',
  ),
  pair(
    'one of two is enough',
    secured([{ key: [], basic: [] }]),
    secured([{ key: [] }]),
    'safe',
    'security-loosened',
  ),
  pair(
    'one scope more',
    secured([{ oauth: ['read'] }]),
    secured([{ oauth: ['read', 'write'] }]),
    'breaking',
    'security-scope-added',
    SENT,
  ),
  pair(
    'one scope less',
    secured([{ oauth: ['read', 'write'] }]),
    secured([{ oauth: ['read'] }]),
    'safe',
    'security-loosened',
  ),
  pair(
    'scopes have another order',
    secured([{ oauth: ['a', 'b'] }]),
    secured([{ oauth: ['b', 'a'] }]),
    'safe',
  ),
  pair(
    'the kind of a scheme changed',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: basic }),
    'breaking',
    'security-scheme-changed',
    SENT,
  ),
  pair(
    'the key has another name',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: { ...key, name: 'X-Other' } }),
    'breaking',
    'security-scheme-changed',
  ),
  pair(
    'the key moved to the query',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: { ...key, in: 'query' } }),
    'breaking',
    'security-scheme-changed',
  ),
  pair(
    'a scheme has another name',
    secured([{ key: [] }], { key }),
    secured([{ apiKey: [] }], { apiKey: key }),
    'safe',
  ),
  pair(
    'a scheme that nobody uses changed',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key, basic: { type: 'http', scheme: 'bearer' } }),
    'safe',
  ),
  pair(
    'one operation asks for another way',
    own(undefined),
    own([{ basic: [] }]),
    'breaking',
    'security-way-removed',
  ),
  pair(
    'one operation is open to all',
    own(undefined),
    own([]),
    'safe',
    'security-loosened',
  ),
  pair(
    'one operation is not open to all any more',
    own([]),
    own(undefined),
    'breaking',
    'security-required',
  ),
  pair(
    'one operation says what holds for all',
    own(undefined),
    own([{ key: [] }]),
    'safe',
  ),
  pair(
    'tokens come from another address',
    secured([{ oauth: [] }]),
    secured([{ oauth: [] }], {
      oauth: oauth({
        clientCredentials: {
          tokenUrl: 'https://example.org/other',
          scopes: {},
        },
      }),
    }),
    'risky',
    'security-address-changed',
  ),
  pair(
    'a flow is gone',
    secured([{ oauth: [] }], {
      oauth: oauth({
        implicit: { authorizationUrl: 'https://example.org', scopes: {} },
      }),
    }),
    secured([{ oauth: [] }], { oauth: oauth() }),
    'breaking',
    'security-flow-removed',
  ),
];

const server = (...urls: string[]) =>
  document({ servers: urls.map(url => ({ url })) });
const hook = (name: string, schema: unknown, more: Fields = {}) =>
  document({
    edition: '3.1.0',
    webhooks: {
      [name]: {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: fine,
          ...more,
        },
      },
    },
  });
const callback = (schema?: unknown) =>
  operation({
    callbacks:
      schema === undefined
        ? {}
        : {
            done: {
              '{$request.body#/url}': {
                post: {
                  requestBody: { content: { 'application/json': { schema } } },
                  responses: fine,
                },
              },
            },
          },
  });
const closedList = (...values: string[]) => ({ type: 'string', enum: values });

export const wholePairs: OperationPair[] = [
  pair(
    'the address is another one with the same path',
    server('https://a.example.org/v1'),
    server('https://b.example.org/v1'),
    'risky',
    'server-removed',
  ),
  pair(
    'the path of the address changed',
    server('https://a.example.org/v1'),
    server('https://a.example.org/v2'),
    'breaking',
    'server-path-changed',
  ),
  pair(
    'an address is new',
    server('https://a.example.org'),
    server('https://a.example.org', 'https://b.example.org'),
    'safe',
    'server-added',
  ),
  pair(
    'an address is written down',
    document(),
    server('https://a.example.org/v1'),
    'safe',
    'server-added',
  ),
  pair(
    'an address has a slash at its end',
    server('https://a.example.org/v1'),
    server('https://a.example.org/v1/'),
    'safe',
  ),
  pair(
    'the path moved from the paths to the address',
    document({ servers: [{ url: '/' }], paths: { '/v1/a': { get: get() } } }),
    document({ servers: [{ url: '/v1' }], paths: { '/a': { get: get() } } }),
    'risky',
  ),
  pair(
    'a variable of the address changed',
    document({
      servers: [
        {
          url: 'https://{region}.example.org',
          variables: { region: { default: 'eu' } },
        },
      ],
    }),
    document({
      servers: [
        {
          url: 'https://{region}.example.org',
          variables: { region: { default: 'us' } },
        },
      ],
    }),
    'risky',
    'server-variable-changed',
  ),
  pair(
    'an event is gone',
    hook('paid', text),
    document({ edition: '3.1.0' }),
    'breaking',
    'operation-removed',
  ),
  pair(
    'an event is new',
    document({ edition: '3.1.0' }),
    hook('paid', text),
    'safe',
    'operation-added',
  ),
  pair(
    'a field of an event is gone',
    hook('paid', { type: 'object', properties: { a: text } }),
    hook('paid', { type: 'object', properties: {} }),
    'breaking',
    'response-property-removed',
    RECEIVED,
  ),
  pair(
    'a field of an event became required',
    hook('paid', { type: 'object', properties: { a: text } }),
    hook('paid', { type: 'object', properties: { a: text }, required: ['a'] }),
    'safe',
  ),
  pair(
    'an event has one more value',
    hook('paid', closedList('a')),
    hook('paid', closedList('a', 'b')),
    'risky',
    'response-enum-value-added',
    RECEIVED,
  ),
  pair(
    'the answer to an event is narrower',
    hook('paid', text, {
      responses: {
        200: {
          description: 'a',
          content: { 'application/json': { schema: text } },
        },
      },
    }),
    hook('paid', text, {
      responses: {
        200: {
          description: 'a',
          content: {
            'application/json': { schema: { ...text, maxLength: 5 } },
          },
        },
      },
    }),
    'breaking',
    'request-bound-tightened',
    SENT,
  ),
  pair(
    'a callback is gone',
    callback(text),
    callback(),
    'breaking',
    'operation-removed',
  ),
  pair(
    'a field of a callback has another type',
    callback({ type: 'object', properties: { a: text } }),
    callback({ type: 'object', properties: { a: whole } }),
    'breaking',
    'response-type-changed',
    RECEIVED,
  ),
  pair(
    'the words of the document changed',
    document({ tags: [{ name: 'a' }] }),
    document({ tags: [{ name: 'b' }] }),
    'safe',
    'words-changed',
  ),
  pair(
    'the edition is another one',
    document({ edition: '3.0.3' }),
    document({ edition: '3.1.0' }),
    'safe',
    'words-changed',
  ),
  pair(
    'a schema that nobody uses changed',
    document({ components: { schemas: { A: text } } }),
    document({ components: { schemas: { A: whole } } }),
    'safe',
  ),
  pair(
    'a request and a response share a schema that lost a value',
    shared(closedList('a', 'b')),
    shared(closedList('a')),
    'breaking',
    'request-enum-value-removed',
    SENT,
  ),
  pair(
    'a request and a response share a schema that got a value',
    shared(closedList('a')),
    shared(closedList('a', 'b')),
    'risky',
    'response-enum-value-added',
    RECEIVED,
  ),
];

function shared(schema: unknown): string {
  const content = {
    'application/json': { schema: { $ref: '#/components/schemas/A' } },
  };
  return operation(
    {
      requestBody: { content },
      responses: { 200: { description: 'a', content } },
    },
    { components: { schemas: { A: schema } } },
  );
}

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
  pair(
    'a field of the body of 2.0 became required',
    swagger(inBody(amount)),
    swagger(inBody({ ...amount, required: ['amount'] })),
    'breaking',
    'request-property-required',
    SENT,
  ),
  pair(
    'a field of a form is gone',
    swagger(form({ name: 'a' }, { name: 'b' })),
    swagger(form({ name: 'a' })),
    'breaking',
    'request-property-removed',
  ),
  pair(
    'a field of a form became required',
    swagger(form({ name: 'a' })),
    swagger(form({ name: 'a', required: true })),
    'breaking',
  ),
  pair(
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
  pair(
    'a form of 2.0 is gone',
    swagger({ ...inBody(amount), consumes: ['application/json', 'text/xml'] }),
    swagger({ ...inBody(amount), consumes: ['application/json'] }),
    'breaking',
    'media-type-removed',
  ),
  pair(
    'a form of 2.0 for all is gone',
    swagger(inBody(amount), { consumes: ['application/json', 'text/xml'] }),
    swagger(inBody(amount), { consumes: ['application/json'] }),
    'breaking',
    'media-type-removed',
  ),
  pair(
    'the path of 2.0 for all changed',
    swagger({}, { basePath: '/v1' }),
    swagger({}, { basePath: '/v2' }),
    'breaking',
    'server-path-changed',
  ),
  pair(
    'a list of 2.0 is written in another way',
    swagger(inQuery({ type: 'array', items: text })),
    swagger(inQuery({ type: 'array', items: text, collectionFormat: 'multi' })),
    'breaking',
    'parameter-serialization-changed',
  ),
  pair(
    'a value of 2.0 is gone',
    swagger(inQuery({ type: 'string', enum: ['a', 'b'] })),
    swagger(inQuery({ type: 'string', enum: ['a'] })),
    'breaking',
    'request-enum-value-removed',
  ),
  pair(
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
  pair(
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
  pair(
    '2.0 became 3.0 and a list is exploded',
    swagger(inQuery({ type: 'array', items: text })),
    operation({ parameters: [{ name: 'limit', in: 'query', schema: list }] }),
    'breaking',
    'parameter-serialization-changed',
  ),
  pair(
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
  pair(
    'null of 2.0 became null of 3.0',
    swagger(inBody({ ...text, 'x-nullable': true })),
    request({ ...text, nullable: true }),
    'safe',
  ),
  pair(
    'a request of 3.0 became one of 3.1',
    request({ ...text, nullable: true }),
    request({ type: ['string', 'null'] }, { edition: '3.1.0' }),
    'safe',
  ),
  pair(
    'a response of 3.0 may be null since 3.1',
    response(text),
    response({ type: ['string', 'null'] }, { edition: '3.1.0' }),
    'breaking',
    'response-null-accepted',
  ),
];

export const operationPairs: readonly OperationPair[] = [
  ...pathPairs,
  ...parameterPairs,
  ...bodyPairs,
  ...responsePairs,
  ...securityPairs,
  ...wholePairs,
  ...swaggerPairs,
];
