import * as story from '../__fixtures__/story';
import { doubtKey, doubtsOf } from './versionDoubts';

const tenants = [story.tenant({ name: 'acme' }), story.tenant()];
const cartAt = (environment: string, desired: string, live = desired) => {
  const { deployment } = story.tenantService('', 'cart', desired);
  const own = { ...deployment, environment };
  return { ...own, live: { ...own.live, version: live } };
};
const listed = (...items: ReturnType<typeof cartAt>[]) => ({
  value: { items, total: items.length },
});
const wants = (cart: string) => ({ versions: { cart } });

describe('versions in doubt', () => {
  it('are those that nothing wants or runs', () => {
    const qa = listed(cartAt('qa', '2.9.1', '2.9.2'));

    expect(doubtsOf(tenants, wants('2.9.1'), qa)).toEqual([]);
    expect(doubtsOf(tenants, wants('2.9.2'), qa)).toEqual([]);
    expect(doubtsOf(tenants, wants(' 9.9.9 '), qa)).toEqual([
      { component: 'cart', version: '9.9.9' },
    ]);
  });

  it('are not those of another component', () => {
    const other = { ...cartAt('qa', '2.9.1'), component: 'payments' };
    expect(doubtsOf(tenants, wants('2.9.1'), listed(other))).toHaveLength(1);
  });

  it('are only of what would change something', () => {
    expect(doubtsOf(tenants, wants('2.9.0'), listed())).toEqual([]);
    expect(
      doubtsOf(tenants, { versions: { ledger: '9.9.9' } }, listed()),
    ).toEqual([]);
  });

  it('are not known while it is looked up, and say why they could not be', () => {
    const error = new Error('The database is away');

    expect(doubtsOf(tenants, wants('2.9.1'), {})).toBeUndefined();
    expect(doubtsOf(tenants, wants('2.9.1'), { error })).toEqual([
      { ...{ component: 'cart', version: '2.9.1' }, cause: error.message },
    ]);
    expect(doubtsOf(tenants, { versions: {} }, {})).toEqual([]);
  });

  it('say so where not all could be read, and so nobody can tell', () => {
    const value = { items: [], total: 1500 };
    expect(doubtsOf(tenants, wants('2.9.9'), { value })).toEqual([
      {
        ...{ component: 'cart', version: '2.9.9' },
        cause: 'only 0 of 1500 deployments were read',
      },
    ]);
  });

  it('have a name that says which version is meant', () => {
    const doubt = { component: 'cart', version: '9.9.9' };
    expect(doubtKey(doubt)).not.toBe(doubtKey({ ...doubt, version: '9.9.8' }));
  });
});
