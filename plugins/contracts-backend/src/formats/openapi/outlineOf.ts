import type {
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import { sunsetOf } from '@slipway/backstage-plugin-contracts-node';
import type { Api, Notes, Operation, Parameter } from './Api';
import { fieldsOf, textIn } from './reading';

/** What a document says of something that goes away. */
function goingAway(notes: Notes): Partial<ContractElement> {
  if (notes.deprecated !== true) return {};
  const sunset = sunsetOf(notes);
  const advice =
    textIn(notes, 'x-deprecation-advice') ?? textIn(notes, 'description');
  return {
    deprecated: true,
    ...(advice && { advice }),
    ...(sunset && { sunset }),
  };
}

function parameterOf(operation: string, parameter: Parameter): ContractElement {
  const { name, in: place, notes } = parameter;
  return {
    ...{ operation, field: name, kind: `${place} parameter` },
    ...goingAway(notes),
  };
}

function elementsOf(
  { name, notes, parameters }: Operation,
  kind: string,
): ContractElement[] {
  const title = textIn(notes, 'summary');
  return [
    {
      ...{ operation: name, kind, ...(title && { title }) },
      ...goingAway(notes),
    },
    ...parameters.map(parameter => parameterOf(name, parameter)),
  ];
}

/** What an API offers: its operations with their parameters, callbacks and webhooks. */
export function outlineOf(api: Api): ContractOutline {
  const info = fieldsOf({ ...api.files.root, value: api.notes.info });
  const { version } = info;
  return {
    title: textIn(info, 'title'),
    version: version === undefined ? undefined : String(version),
    dialect: api.edition,
    elements: [
      ...api.operations.flatMap(operation => [
        ...elementsOf(operation, 'operation'),
        ...operation.callbacks.flatMap(each => elementsOf(each, 'callback')),
      ]),
      ...api.webhooks.flatMap(each => elementsOf(each, 'webhook')),
    ],
  };
}
