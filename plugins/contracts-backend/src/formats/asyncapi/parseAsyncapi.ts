import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import {
  DocumentFiles,
  parseDocumentFiles,
} from '@slipway/backstage-plugin-contracts-node';
import { isFields } from '../openapi/reading';
import type { AsyncApi } from './AsyncApi';
import { readAsyncapi } from './readAsyncapi';

const WHAT = 'an AsyncAPI document';

function editionOf(value: unknown): string | undefined {
  if (!isFields(value) || value.asyncapi === undefined) return undefined;
  return String(value.asyncapi);
}

function mainFileOf(files: Record<string, unknown>): string {
  const names = Object.keys(files);
  const mains = names.filter(name => editionOf(files[name]) !== undefined);
  if (mains.length === 1) return mains[0];
  if (mains.length > 1) {
    throw new InputError(
      `There is more than one AsyncAPI document: ${mains.join(', ')}. Give the one that is meant with the files it refers to.`,
    );
  }
  throw new InputError(
    names.length > 1
      ? "None of the files is an AsyncAPI document: it starts with 'asyncapi' and a version."
      : `The document is not ${WHAT}: it has no 'asyncapi' with a version.`,
  );
}

/**
 * Reads AsyncAPI 2 or 3 from JSON or YAML, of one file or several. The
 * official parser is not used: it fetches what a document refers to, and has
 * no use for where things stand once they are joined.
 */
export function parseAsyncapi(document: ContractDocument): AsyncApi {
  const files = parseDocumentFiles(document, { what: WHAT });
  const main = mainFileOf(files);
  const edition = editionOf(files[main]) ?? '';
  if (!/^[23]\.\d+(\.\S+)?$/.test(edition)) {
    throw new InputError(
      `AsyncAPI ${edition} is not known here. Give a document of AsyncAPI 2 or 3.`,
    );
  }
  return readAsyncapi(DocumentFiles.create(files, main), edition);
}
