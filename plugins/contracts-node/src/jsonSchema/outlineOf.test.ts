import { outlineOf } from './outlineOf';

describe('outlineOf', () => {
  it('names the message and its fields, and what is going away', () => {
    const outline = outlineOf({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Order',
      properties: {
        id: { type: 'string' },
        code: { deprecated: true, description: 'Use id.' },
      },
    });

    expect(outline).toEqual({
      title: 'Order',
      version: undefined,
      dialect: '2020-12',
      elements: [
        { operation: 'Order', kind: 'message', title: 'Order' },
        { operation: 'Order', field: 'id', kind: 'field', title: undefined },
        {
          ...{ operation: 'Order', field: 'code', kind: 'field' },
          ...{ title: undefined, deprecated: true, advice: 'Use id.' },
        },
      ],
    });
  });

  it('has one message for a schema that says nothing', () => {
    expect(outlineOf(true).elements).toEqual([
      { operation: 'message', kind: 'message', title: undefined },
    ]);
  });
});
