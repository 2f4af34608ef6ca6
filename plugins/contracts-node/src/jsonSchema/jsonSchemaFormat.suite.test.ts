import { contractFormatSuite } from '../testUtils';
import { jsonSchemaFormat } from './jsonSchemaFormat';

const order = (properties: object, required = ['id']) =>
  JSON.stringify({ title: 'Order', type: 'object', properties, required });

contractFormatSuite(jsonSchemaFormat, {
  document: order({ id: { type: 'string' } }),
  breaking: order({ id: { type: 'integer' } }),
  compatible: JSON.stringify({
    title: 'Order of a customer',
    type: 'object',
    properties: { id: { type: 'string' } },
    required: ['id'],
  }),
  invalid: '[1, 2',
});
