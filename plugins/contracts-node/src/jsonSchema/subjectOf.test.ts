import { fieldAt, subjectOf } from './subjectOf';

describe('fieldAt', () => {
  it.each([
    ['', ''],
    ['/properties/a', 'a'],
    ['/properties/a/properties/b~1c', 'a.b/c'],
    ['/properties/list/items/properties/id', 'list[].id'],
    ['/properties/list/prefixItems/0', 'list[]'],
    ['/properties/list/items/1', 'list[]'],
    ['/properties/map/additionalProperties/properties/x', 'map.*.x'],
    ['/patternProperties/^a/properties/x', '*.x'],
    ['/allOf/0/properties/a', 'a'],
  ])('reads the pointer %s as %s', (pointer, field) => {
    expect(fieldAt(pointer)).toBe(field);
  });

  it.each(['/$defs/a/properties/b', '/definitions/a', '/anyOf/0', '/not'])(
    'does not name a field where %s may be anywhere',
    pointer => {
      expect(fieldAt(pointer)).toBeUndefined();
    },
  );
});

describe('subjectOf', () => {
  const difference = { rule: 'json-schema-property-required', message: '' };

  it('means those who leave a property out that they have to send', () => {
    expect(
      subjectOf('Order', 'send', '/properties/a', {
        ...difference,
        property: 'b',
      }),
    ).toEqual({ operation: 'Order', field: 'a.b', hits: 'who-omits' });
  });

  it('means those who use what they receive', () => {
    expect(
      subjectOf('Order', 'receive', '', { ...difference, property: 'b' }),
    ).toEqual({ operation: 'Order', field: 'b', hits: 'who-uses' });
  });

  it('means all fields where the place may be used anywhere', () => {
    expect(
      subjectOf('Order', 'send', '/$defs/a', {
        rule: 'json-schema-enum-value-removed',
        message: '',
        values: ['x'],
      }),
    ).toEqual({ operation: 'Order', values: ['x'], hits: 'who-uses' });
  });
});
