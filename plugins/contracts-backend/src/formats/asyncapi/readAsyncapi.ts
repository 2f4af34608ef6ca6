import {
  type DocumentFiles,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import { readSchemes } from '../openapi/readSecurity';
import {
  entriesOf,
  fieldsOf,
  Follower,
  omit,
  textIn,
} from '../openapi/reading';
import type { AsyncApi } from './AsyncApi';
import { type AsyncScope, readChannelOperations } from './readChannels';
import { readOperations } from './readOperations';
import { readServers } from './readServers';

/** Reads a document of any edition as one kind of messages. */
export function readAsyncapi(files: DocumentFiles, edition: string): AsyncApi {
  const { root } = files;
  const schemes = readSchemes(new Follower(files), root);
  const fields = fieldsOf(root);
  const scope: AsyncScope = {
    ...{ files, root },
    schemes: new Map(schemes.map(scheme => [scheme.name, scheme])),
    contentType: textIn(fields, 'defaultContentType'),
  };
  return {
    ...{ files, edition, schemes },
    notes: omit(fields, [
      'asyncapi',
      'channels',
      'operations',
      'components',
      'servers',
      'defaultContentType',
    ]),
    operations: edition.startsWith('2')
      ? entriesOf(nodeBelow(root, 'channels')).flatMap(entry =>
          readChannelOperations(scope, entry),
        )
      : readOperations(scope),
    servers: readServers(new Follower(files), root, scope.schemes),
  };
}
