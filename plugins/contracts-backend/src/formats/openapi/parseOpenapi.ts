import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import {
  DocumentFiles,
  parseDocumentFiles,
} from '@slipway/backstage-plugin-contracts-node';
import type { Api } from './Api';
import { readApi } from './readApi';
import { isFields } from './reading';

const WHAT = 'an OpenAPI document';

function editionOf(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const edition = value.openapi ?? value.swagger;
  return edition === undefined ? undefined : String(edition);
}

function mainFileOf(files: Record<string, unknown>): string {
  const names = Object.keys(files);
  const mains = names.filter(name => editionOf(files[name]) !== undefined);
  if (mains.length === 1) return mains[0];
  if (mains.length > 1) {
    throw new InputError(
      `There is more than one OpenAPI document: ${mains.join(', ')}. Give the one that is meant with the files it refers to.`,
    );
  }
  throw new InputError(
    names.length > 1
      ? "None of the files is an OpenAPI document: it starts with 'openapi' or 'swagger' and a version."
      : `The document is not ${WHAT}: it has neither 'openapi' nor 'swagger' with a version.`,
  );
}

/** Reads Swagger 2.0 or OpenAPI 3 from JSON or YAML, of one file or several. */
export function parseOpenapi(document: ContractDocument): Api {
  const files = parseDocumentFiles(document, { what: WHAT });
  const main = mainFileOf(files);
  const edition = editionOf(files[main]) ?? '';
  if (!/^(2(\.0)?|3\.[0-9]+(\.\S+)?)$/.test(edition)) {
    throw new InputError(
      `OpenAPI ${edition} is not known here. Give a document of Swagger 2.0, OpenAPI 3.0 or 3.1.`,
    );
  }
  return readApi(DocumentFiles.create(files, main), edition);
}
