import type {
  ContractChange,
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type CompareOptions,
  type ContractFormat,
  sunsetOf,
} from '@slipway/backstage-plugin-contracts-node';
import { fieldsOf, textIn } from '../openapi/reading';
import type { AsyncApi, Operation } from './AsyncApi';
import { AsyncComparison } from './AsyncComparison';
import { asyncapiRules } from './asyncapiRules';
import { compareNotes } from './compareNotes';
import { compareOperations } from './compareOperations';
import { compareServers } from './compareServers';
import { parseAsyncapi } from './parseAsyncapi';

/** The words of a document; its own version is no change of meaning. */
function wordsOf({ notes, files, edition }: AsyncApi) {
  const info = fieldsOf({ ...files.root, value: notes.info });
  const { version: _version, ...words } = info;
  return {
    node: files.root,
    notes: { ...notes, info: words, edition: edition.slice(0, 3) },
  };
}

function compare(
  before: AsyncApi,
  after: AsyncApi,
  options: CompareOptions = {},
): ContractChange[] {
  const comparison = new AsyncComparison(before, after, options);
  compareOperations(comparison);
  compareServers(comparison);
  compareNotes(comparison, wordsOf(before), wordsOf(after), {
    what: 'The document',
  });
  if (comparison.ended) {
    comparison.add({
      rule: 'not-compared',
      message:
        'The comparison was ended before all was compared; what was left could not be told.',
      before: before.files.root,
      after: after.files.root,
    });
  }
  return comparison.changes;
}

function elementOf({ name, notes }: Operation): ContractElement {
  const title = textIn(notes, 'title') ?? textIn(notes, 'summary');
  const deprecated =
    notes.deprecated === true || notes['x-deprecated'] === true;
  const advice = textIn(notes, 'description');
  const sunset = sunsetOf(notes);
  return {
    ...{ operation: name, kind: 'operation' },
    ...(title && { title }),
    ...(deprecated && {
      deprecated,
      ...(advice && { advice }),
      ...(sunset && { sunset }),
    }),
  };
}

function outline({
  notes,
  files,
  edition,
  operations,
}: AsyncApi): ContractOutline {
  const info = fieldsOf({ ...files.root, value: notes.info });
  const { version } = info;
  return {
    title: textIn(info, 'title'),
    version: version === undefined ? undefined : String(version),
    dialect: edition,
    elements: operations.map(elementOf),
  };
}

/** AsyncAPI 2 and 3, in one comparison. */
export const asyncapiFormat: ContractFormat<AsyncApi> = {
  id: 'asyncapi',
  title: 'AsyncAPI',
  rules: asyncapiRules,
  parse: parseAsyncapi,
  compare,
  outline,
};
