import { InputError } from '@backstage/errors';
import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { onlyFileOf, readData } from '../../formatSupport';
import {
  isRaw,
  type OdcsDocument,
  type OdcsField,
  type Raw,
  rawsOf,
  scalarOf,
} from './odcsModel';

const KIND = 'data contract';

function refuse(cause: string): never {
  throw new InputError(
    `The document is no data contract of the Open Data Contract Standard: ${cause}.`,
  );
}

function fieldOf(raw: Raw): OdcsField {
  const items = isRaw(raw.items) ? raw.items : undefined;
  return {
    name: scalarOf(raw.name) ?? '',
    ...{ raw, required: raw.required === true || raw.primaryKey === true },
    fields: fieldsOf(raw.properties),
    ...(items && { items: fieldOf({ name: '[]', ...items }) }),
  };
}

function fieldsOf(value: unknown): OdcsField[] {
  const names = new Set<string>();
  return rawsOf(value).map(raw => {
    const field = fieldOf(raw);
    if (!field.name) refuse('a field has no name');
    if (names.has(field.name)) refuse(`'${field.name}' stands twice`);
    names.add(field.name);
    return field;
  });
}

/** All settings of a place, with those that a team added itself. */
function settingsOf(raw: Raw): Map<string, string> {
  const own = Object.entries(raw).flatMap(([key, value]) => {
    const text = scalarOf(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  const added = rawsOf(raw.customProperties).map(
    each =>
      [scalarOf(each.property) ?? '', scalarOf(each.value) ?? ''] as const,
  );
  return new Map([...own, ...added]);
}

/** Reads a data contract of the third version of the standard. */
export function parseOdcs(document: ContractDocument): OdcsDocument {
  const raw = readData(onlyFileOf(document, KIND), KIND);
  if (!isRaw(raw)) refuse('it is no object');
  if (raw.dataContractSpecification) {
    refuse('it follows another standard, which can be converted to this one');
  }
  if (raw.kind !== 'DataContract') refuse("its kind is not 'DataContract'");
  const version = scalarOf(raw.apiVersion) ?? '';
  if (!/^v?3\b/.test(version)) {
    refuse(`its apiVersion is '${version}', and only version 3 is read`);
  }
  const servers = rawsOf(raw.servers).map(
    (each, index) =>
      [
        scalarOf(each.server) ?? `server ${index + 1}`,
        settingsOf(each),
      ] as const,
  );
  // What a team says for all places holds where a place says nothing itself.
  const common = new Map(
    [...settingsOf(raw)].filter(([key]) => !Object.hasOwn(raw, key)),
  );
  const merged = servers.map(
    ([name, own]) => [name, new Map([...common, ...own])] as const,
  );
  const all =
    merged.length || !common.size ? merged : [['files', common] as const];
  return { raw, objects: fieldsOf(raw.schema), servers: new Map(all) };
}
