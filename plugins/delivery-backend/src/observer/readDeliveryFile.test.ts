import { readDeliveryFile } from './readDeliveryFile';

const own = (text: string) =>
  readDeliveryFile([{ name: 'delivery.yaml', text }]);
const both = (delivery: string, catalog: string) =>
  readDeliveryFile([
    { name: 'delivery.yml', text: delivery },
    { name: 'catalog-info.yaml', text: catalog },
  ]);
const ENTITY = 'kind: Component\nmetadata: { name: Pay, namespace: shop }\n';

describe('readDeliveryFile', () => {
  it.each([
    ['no file', []],
    ['an empty one', [{ name: 'delivery.yaml', text: '' }]],
    ['a list', [{ name: 'delivery.yaml', text: '- a\n' }]],
    ['a text', [{ name: 'delivery.yaml', text: 'payments\n' }]],
    ['another file', [{ name: 'values.yaml', text: 'component: x\n' }]],
  ])('knows nothing from %s, without a problem', (_, files) => {
    expect(readDeliveryFile(files)).toEqual({ bans: [], problems: [] });
  });

  it.each([
    ['a name alone', 'entityRef: payments\n', 'component:default/payments'],
    ['a whole reference', 'entityRef: system:shop/pay\n', 'system:shop/pay'],
    ['no reference', 'component: billing\n', undefined],
  ])('reads the entity from %s', (_, text, wanted) => {
    expect(own(text).entityRef).toBe(wanted);
  });

  it.each([
    ['the entity beside it speaks', '', 'component:shop/pay', undefined],
    [
      'a component of its own outranks it',
      'component: billing\n',
      undefined,
      'billing',
    ],
    [
      'a reference of its own outranks it',
      'entityRef: x\n',
      'component:default/x',
      undefined,
    ],
  ])('where %s', (_, delivery, entityRef, component) => {
    const found = both(delivery, ENTITY);
    expect([found.entityRef, found.component]).toEqual([entityRef, component]);
  });

  it('finds the component among other entities of a file', () => {
    const text = `kind: API\nmetadata: { name: api }\n---\n${ENTITY}`;
    expect(both('', text).entityRef).toBe('component:shop/pay');
  });

  it('says who, why and until when, and what was not said', () => {
    const { hold, bans } = own(
      'hold: { version: 1.2, until: 2026-11-20 }\nbans:\n  - { version: "1.1", by: lead, reason: slow, since: not a time }\n  - { by: nobody }\n  - 7\n',
    );
    expect(hold).toEqual({
      ...{ version: '1.2', by: 'not said', reason: 'not said' },
      ...{ since: undefined, until: '2026-11-20T00:00:00.000Z' },
    });
    expect(bans).toEqual([
      { version: '1.1', by: 'lead', reason: 'slow', since: undefined },
    ]);
  });

  it.each([
    ['a file only', 'version: { file: values.yaml }\n'],
    ['a path only', 'version: { path: image.tag }\n'],
    ['a text', 'version: 1.0.0\n'],
  ])('does not guess where the version stands from %s', (_, text) => {
    expect(own(text).version).toBeUndefined();
  });

  it.each([
    ['broken YAML', 'hold: { version: "1\n'],
    ['a reference that is none', 'entityRef: ":/"\n'],
  ])('says that holds and bans are not known when there is %s', (_, text) => {
    const { problems, bans, hold } = own(text);
    expect(problems).toEqual([
      {
        code: 'unreadable',
        message: expect.stringContaining('Holds, bans'),
      },
    ]);
    expect([bans, hold]).toEqual([[], undefined]);
  });
});
