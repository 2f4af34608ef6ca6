import { answerOf, bareName, componentRefOf, fillPattern } from './answers';

const formData = {
  ...{ name: 'orders', tenant: '', owner_ref: 'group:default/a' },
  services: [{ component: 'cart' }, { component: 'ledger' }],
  my_list: [{ component: 'pay' }],
};
const at = ($id: string) => ({ formContext: { formData }, idSchema: { $id } });

describe('the answer of another field', () => {
  it.each([
    ['root_version', 'name', 'orders'],
    ['root_services_1_version', 'component', 'ledger'],
    ['root_services_0_version', 'name', 'orders'],
    ['root_my_list_0_version', 'component', 'pay'],
    ['root_version', 'owner_ref', 'group:default/a'],
    ['root_version', 'tenant', undefined],
    ['root_version', undefined, undefined],
    ['root_services_7_version', 'component', undefined],
  ])('for %s is that of %s: %s', (id, field, answer) => {
    expect(answerOf(at(id), field)).toBe(answer);
  });

  it('is none before the form has any', () => {
    expect(answerOf({ idSchema: { $id: 'root_a' } }, 'name')).toBeUndefined();
  });
});

describe('names and references', () => {
  it.each([
    ['component:default/payments', 'payments', 'component:default/payments'],
    ['payments', 'payments', 'component:default/payments'],
    ['team-a/Payments', 'Payments', 'component:team-a/payments'],
  ])('of %s are %s and %s', (text, name, ref) => {
    expect(bareName(text)).toBe(name);
    expect(componentRefOf(text)).toBe(ref);
  });
});

describe('a pattern', () => {
  it.each([
    ['{name}-database', 'orders-database'],
    ['{tenant?--}dev-{name}', 'dev-orders'],
    ['{owner_ref?/}{name}', 'a/orders'],
    ['{none}-x', undefined],
    ['plain', 'plain'],
  ])('%s is filled to %s', (pattern, text) => {
    expect(fillPattern(at('root_a'), pattern)).toBe(text);
  });
});
