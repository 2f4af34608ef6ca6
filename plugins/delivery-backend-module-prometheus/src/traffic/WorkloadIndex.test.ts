import { target } from '../__testUtils__/createSource';
import { WorkloadIndex } from './WorkloadIndex';

const plain = { ns: '{namespace}', app: '{component}' };
const pattern = {
  service: { pattern: '(?:{namespace}-)?{component}(?:-[a-z]+)?@k8s' },
};
const cart = target('cart');

describe('WorkloadIndex', () => {
  it('finds a component by all labels of its side', () => {
    const index = WorkloadIndex.of(plain, [cart, target('search')]);

    expect(index.labels).toEqual(['app', 'ns']);
    expect(index.find({ ns: 'retail-prod', app: 'cart', pod: 'x' })).toBe(
      cart.entityRef,
    );
    expect(index.find({ ns: 'retail-dev', app: 'cart' })).toBeUndefined();
    expect(index.find({ app: 'cart' })).toBeUndefined();
  });

  it('finds one component by each of its deployments', () => {
    const index = WorkloadIndex.of(plain, [
      cart,
      target('cart', { environment: 'dev' }),
    ]);

    expect(
      ['prod', 'dev'].map(name =>
        index.find({ ns: `retail-${name}`, app: 'cart' }),
      ),
    ).toEqual([cart.entityRef, cart.entityRef]);
  });

  it('says nothing of what may be two', () => {
    const other = target('cart', { entityRef: 'component:other/cart' });
    const plainIndex = WorkloadIndex.of(plain, [cart, other]);
    const patterns = WorkloadIndex.of(pattern, [cart, other]);

    expect(plainIndex.find({ ns: 'retail-prod', app: 'cart' })).toBeUndefined();
    expect(patterns.find({ service: 'cart@k8s' })).toBeUndefined();
  });

  it('matches a pattern whole, and what is put in as it is', () => {
    const index = WorkloadIndex.of(pattern, [target('a.b'), cart]);

    expect(index.find({ service: 'retail-prod-cart-http@k8s' })).toBe(
      cart.entityRef,
    );
    expect(index.find({ service: 'a.b@k8s' })).toBe('component:default/a.b');
    expect(index.find({ service: 'axb@k8s' })).toBeUndefined();
    expect(index.find({ service: 'my-cart@k8s' })).toBeUndefined();
  });

  it('knows nobody whose labels cannot be filled in', () => {
    const index = WorkloadIndex.of(plain, [
      target('cart', { namespace: undefined }),
    ]);

    expect(index.find({ ns: '', app: 'cart' })).toBeUndefined();
    expect(index.find({ app: 'cart' })).toBeUndefined();
  });
});
