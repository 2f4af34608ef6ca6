import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  choose,
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';
import { ownerRef, titleOf } from './knownOwner';

const pages = [
  {
    properties: {
      owner: { type: 'string', title: 'Owner', 'ui:field': 'DeliveryOwner' },
    },
  },
];
const entity = (kind: string, name: string, more: object = {}) => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind },
  metadata: { name, namespace: 'default' },
  ...{ spec: {}, ...more },
});
const entities = [
  entity('Group', 'team-shop', { spec: { profile: { displayName: 'Shop' } } }),
  entity('Group', 'team-care'),
  entity('User', 'ann'),
  entity('Component', 'payments'),
] as never;
const open = (options: object = {}, change: object = {}) =>
  renderForm(pages, {
    catalog: Object.assign(catalogApiMock({ entities }), change),
    ...options,
  });
const box = () => screen.findByRole('combobox', { name: 'Owner' });

describe('DeliveryOwner', () => {
  it('offers groups by what people call them, and gives the reference', async () => {
    const { created } = await open();
    await userEvent.click(await box());
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Shopgroup:default/team-shop',
      'team-caregroup:default/team-care',
    ]);
    await choose('Owner', /^Shop/);
    expect(
      await screen.findByText('The catalog knows Shop.'),
    ).toBeInTheDocument();

    expect(await create(created)).toEqual({ owner: 'group:default/team-shop' });
  });

  it.each([
    ['team-care', 'group:default/team-care'],
    ['user:ann', 'user:default/ann'],
  ])('takes %s as it is typed for %s', async (typed, owner) => {
    const { created } = await open();
    await userEvent.type(await box(), typed);
    await userEvent.tab();

    expect(await create(created)).toEqual({ owner });
  });

  it.each([
    ['team-x', 'group:default/team-x'],
    ['user:team-care', 'user:default/team-care'],
    ['component:payments', 'component:payments'],
  ])(
    'says that the catalog does not know %s, and stops',
    async (typed, owner) => {
      const { created } = await open();
      await userEvent.type(await box(), typed);
      await userEvent.tab();
      const words = `The catalog knows no group or user ${owner}. Choose one of the list, or have it registered first.`;
      expect(await screen.findByText(words)).toBeVisible();
      await goOn();

      expect(await screen.findByText(`'Owner' ${words}`)).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
      expect(created).toEqual([]);
    },
  );

  it('stops while nobody can tell, and says why', async () => {
    const away = async () => {
      throw new Error('It is away');
    };
    await open(
      { answers: { owner: 'group:default/team-care' } },
      { getEntityByRef: away, getEntities: away },
    );
    expect(
      await screen.findByText(/what you type counts: It is away/),
    ).toBeVisible();
    await goOn();

    expect(
      await screen.findByText(/^'Owner' Could not tell whether.*It is away/),
    ).toBeVisible();
  });

  it('has no violation that axe can find', async () => {
    await open();
    await userEvent.click(await box());
    await screen.findAllByRole('option');
    expect(await violations()).toEqual([]);
  });
});

describe('the reference of an owner', () => {
  it.each([
    ['team-a', 'group:default/team-a'],
    ['Group:Default/Team-A', 'group:default/team-a'],
    ['retail/team-a', 'group:retail/team-a'],
    ['user:ann', 'user:default/ann'],
    ['system:shop', undefined],
    ['', undefined],
    [':', undefined],
  ])('of %j is %s', (text, ref) => {
    expect(ownerRef(text)).toBe(ref);
  });

  it.each([
    [{ metadata: { name: 'a', title: 'A' }, spec: {} }, 'A'],
    [{ metadata: { name: 'a' }, spec: { profile: { displayName: 'B' } } }, 'B'],
    [{ metadata: { name: 'a' } }, 'a'],
  ])('is called as people do: %j', (of, title) => {
    expect(titleOf(of as never)).toBe(title);
  });
});
