import {
  type DocumentFiles,
  type DocumentNode,
  nodeBelow,
  type SchemaDialect,
} from '@slipway/backstage-plugin-contracts-node';
import type { Api, Operation } from './Api';
import { entriesOf, fieldsOf, Follower, omit, textIn } from './reading';
import { type ApiScope, readPathItem } from './readOperations';
import { readSchemes, readSecurity } from './readSecurity';
import { readServers } from './readServers';

function dialectOf(root: DocumentNode, edition: string): SchemaDialect {
  if (/^(2|3\.0)/.test(edition)) return 'openapi-3.0';
  const named = textIn(fieldsOf(root), 'jsonSchemaDialect') ?? '';
  return /draft-0?7/.test(named) ? 'draft-07' : 'openapi-3.1';
}

function readPaths(scope: ApiScope): Operation[] {
  return entriesOf(nodeBelow(scope.root, 'paths')).flatMap(([path, node]) =>
    path.startsWith('x-')
      ? []
      : readPathItem(scope, node, { path, prefix: '' }),
  );
}

function readWebhooks(scope: ApiScope): Operation[] {
  // OpenAPI 3.0 has them as an extension that tools agree on.
  return ['webhooks', 'x-webhooks'].flatMap(field =>
    entriesOf(nodeBelow(scope.root, field)).flatMap(([name, node]) =>
      readPathItem(scope, node, { path: name, prefix: 'webhook ' }),
    ),
  );
}

/** Reads a document of any edition as one kind of API. */
export function readApi(files: DocumentFiles, edition: string): Api {
  const { root } = files;
  const schemes = readSchemes(new Follower(files), root);
  const scope: ApiScope = {
    files,
    root,
    isSwagger: edition.startsWith('2'),
    schemes: new Map(schemes.map(scheme => [scheme.name, scheme])),
  };
  const fields = fieldsOf(root);
  return {
    ...{ files, edition, schemes },
    dialect: dialectOf(root, edition),
    notes: omit(fields, [
      'paths',
      'webhooks',
      'x-webhooks',
      'components',
      'definitions',
      'parameters',
      'responses',
      'securityDefinitions',
      'security',
      'servers',
      'host',
      'basePath',
      'schemes',
      'consumes',
      'produces',
      'openapi',
      'swagger',
      '$schema',
    ]),
    operations: readPaths(scope),
    webhooks: readWebhooks(scope),
    security: readSecurity(nodeBelow(root, 'security'), scope.schemes) ?? [[]],
    servers: readServers(root, scope.isSwagger) ?? [],
  };
}
