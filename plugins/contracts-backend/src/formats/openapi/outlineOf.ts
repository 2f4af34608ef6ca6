import type {
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import { sunsetOf } from '@slipway/backstage-plugin-contracts-node';
import type { Api, Operation } from './Api';
import { fieldsOf, textIn } from './reading';

function elementOf({ name, notes }: Operation, kind: string): ContractElement {
  const sunset = sunsetOf(notes);
  const title = textIn(notes, 'summary');
  const advice =
    textIn(notes, 'x-deprecation-advice') ?? textIn(notes, 'description');
  return {
    ...{ operation: name, kind },
    ...(title && { title }),
    ...(notes.deprecated === true && {
      deprecated: true,
      ...(advice && { advice }),
      ...(sunset && { sunset }),
    }),
  };
}

/** What an API offers: its operations, callbacks and webhooks. */
export function outlineOf(api: Api): ContractOutline {
  const info = fieldsOf({ ...api.files.root, value: api.notes.info });
  const { version } = info;
  return {
    title: textIn(info, 'title'),
    version: version === undefined ? undefined : String(version),
    dialect: api.edition,
    elements: [
      ...api.operations.flatMap(operation => [
        elementOf(operation, 'operation'),
        ...operation.callbacks.map(each => elementOf(each, 'callback')),
      ]),
      ...api.webhooks.map(each => elementOf(each, 'webhook')),
    ],
  };
}
