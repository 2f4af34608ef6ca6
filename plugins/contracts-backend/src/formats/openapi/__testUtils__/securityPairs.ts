import { document } from './documents';
import {
  type Fields,
  type OperationPair,
  get,
  SENT,
  basic,
  operationPair,
} from './operationPair';

const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
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

const provider = (openIdConnectUrl: string) => ({
  type: 'openIdConnect',
  openIdConnectUrl,
});

export const securityPairs: OperationPair[] = [
  operationPair(
    'signing in is asked for',
    secured(undefined),
    secured([{ key: [] }]),
    'breaking',
    'security-required',
    SENT,
  ),
  operationPair(
    'signing in is not asked for any more',
    secured([{ key: [] }]),
    secured(undefined),
    'safe',
    'security-loosened',
  ),
  operationPair(
    'signing in became optional',
    secured([{ key: [] }]),
    secured([{ key: [] }, {}]),
    'safe',
    'security-loosened',
  ),
  operationPair(
    'signing in is not optional any more',
    secured([{ key: [] }, {}]),
    secured([{ key: [] }]),
    'breaking',
    'security-required',
  ),
  operationPair(
    'one more way to sign in',
    secured([{ key: [] }]),
    secured([{ key: [] }, { basic: [] }]),
    'safe',
    'security-loosened',
  ),
  operationPair(
    'one way less to sign in',
    secured([{ key: [] }, { basic: [] }]),
    secured([{ key: [] }]),
    'breaking',
    'security-way-removed',
    SENT,
  ),
  operationPair(
    'two are asked for together',
    secured([{ key: [] }]),
    secured([{ key: [], basic: [] }]),
    'breaking',
    'security-way-removed',
  ),
  operationPair(
    'one of two is enough',
    secured([{ key: [], basic: [] }]),
    secured([{ key: [] }]),
    'safe',
    'security-loosened',
  ),
  operationPair(
    'one scope more',
    secured([{ oauth: ['read'] }]),
    secured([{ oauth: ['read', 'write'] }]),
    'breaking',
    'security-scope-added',
    SENT,
  ),
  operationPair(
    'one scope less',
    secured([{ oauth: ['read', 'write'] }]),
    secured([{ oauth: ['read'] }]),
    'safe',
    'security-loosened',
  ),
  operationPair(
    'scopes have another order',
    secured([{ oauth: ['a', 'b'] }]),
    secured([{ oauth: ['b', 'a'] }]),
    'safe',
  ),
  operationPair(
    'the kind of a scheme changed',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: basic }),
    'breaking',
    'security-scheme-changed',
    SENT,
  ),
  operationPair(
    'the key has another name',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: { ...key, name: 'X-Other' } }),
    'breaking',
    'security-scheme-changed',
  ),
  operationPair(
    'the key moved to the query',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: { ...key, in: 'query' } }),
    'breaking',
    'security-scheme-changed',
  ),
  operationPair(
    'a scheme has another name',
    secured([{ key: [] }], { key }),
    secured([{ apiKey: [] }], { apiKey: key }),
    'safe',
  ),
  operationPair(
    'a scheme that nobody uses changed',
    secured([{ key: [] }]),
    secured([{ key: [] }], { key, basic: { type: 'http', scheme: 'bearer' } }),
    'safe',
  ),
  operationPair(
    'one operation asks for another way',
    own(undefined),
    own([{ basic: [] }]),
    'breaking',
    'security-way-removed',
  ),
  operationPair(
    'one operation is open to all',
    own(undefined),
    own([]),
    'safe',
    'security-loosened',
  ),
  operationPair(
    'one operation is not open to all any more',
    own([]),
    own(undefined),
    'breaking',
    'security-required',
  ),
  operationPair(
    'one operation says what holds for all',
    own(undefined),
    own([{ key: [] }]),
    'safe',
  ),
  operationPair(
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
  operationPair(
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
  operationPair(
    'tokens come from another provider',
    secured([{ login: [] }], { login: provider('https://a.example.org') }),
    secured([{ login: [] }], { login: provider('https://b.example.org') }),
    'breaking',
    'security-scheme-changed',
    SENT,
  ),
];
