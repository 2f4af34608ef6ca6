import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { filesOf } from '../../formatSupport';
import { link, type LinkedProto } from './link';
import { readProtoFile } from './readProtoFile';

/** Reads one Protobuf file, or several that import one another. */
export function parseGrpc(document: ContractDocument): LinkedProto {
  const files = filesOf(document, 'Protobuf file').filter(
    ([path]) => !path || path.endsWith('.proto'),
  );
  if (!files.length) {
    throw new InputError(
      'The document has no Protobuf file: none of its paths ends in .proto.',
    );
  }
  return link(files.map(([path, text]) => readProtoFile(path, text)));
}
