import { document, server } from './documents';
import { type AsyncPair, asyncPair } from './asyncPair';

const named = (type: string) =>
  server(
    { security: [{ $ref: '#/components/securitySchemes/login' }] },
    { components: { securitySchemes: { login: { type } } } },
  );

export const serverPairs: AsyncPair[] = [
  asyncPair(
    'a server is gone',
    server(),
    document({ servers: {} }),
    'breaking',
    'server-removed',
  ),
  asyncPair('a server is new', document(), server(), 'safe', 'server-added'),
  asyncPair(
    'a server has another name',
    server(),
    document({
      servers: { other: { host: 'a.example.org', protocol: 'kafka' } },
    }),
    'safe',
  ),
  asyncPair(
    'a server has another address',
    server(),
    server({ host: 'b.example.org' }),
    'breaking',
    'server-address-changed',
  ),
  asyncPair(
    'a server speaks another protocol',
    server(),
    server({ protocol: 'amqp' }),
    'breaking',
    'server-protocol-changed',
  ),
  asyncPair(
    'a variable of the address changed',
    server({ variables: { a: { default: 'x' } } }),
    server({ variables: { a: { default: 'y' } } }),
    'risky',
    'server-variable-changed',
  ),
  asyncPair(
    'signing in is asked for',
    server(),
    named('scramSha256'),
    'breaking',
    'security-required',
  ),
  asyncPair(
    'signing in is not asked for any more',
    named('scramSha256'),
    server(),
    'safe',
    'security-loosened',
  ),
  asyncPair(
    'the kind of signing in is another one',
    named('scramSha256'),
    named('X509'),
    'breaking',
    'security-scheme-changed',
  ),
  asyncPair(
    'one way less to sign in',
    server({ security: [{ type: 'plain' }, { type: 'X509' }] }),
    server({ security: [{ type: 'plain' }] }),
    'breaking',
    'security-way-removed',
  ),
  asyncPair(
    'the words of a server changed',
    server({ description: 'a' }),
    server({ description: 'b' }),
    'safe',
    'words-changed',
  ),
];
