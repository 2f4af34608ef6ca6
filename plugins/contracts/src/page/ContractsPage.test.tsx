import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  headingLevels,
  renderContracts,
  violationsIn,
} from '../__testUtils__/render';
import { ContractsPage } from './ContractsPage';

const openPage = (path = '/contracts') =>
  renderContracts(<ContractsPage />, { path });

const tab = (name: string) => screen.getByRole('tab', { name });

describe('ContractsPage', () => {
  it('opens at the integration points', async () => {
    await openPage();

    expect(
      screen.getByRole('heading', { level: 1, name: 'Contracts' }),
    ).toBeInTheDocument();
    expect(tab('Integration points')).toHaveAttribute('aria-selected', 'true');
    expect(
      screen.getByRole('tabpanel', { name: 'Integration points' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['matrix', 'Compatibility'],
    ['rules', 'Rules'],
    ['exceptions', 'Exceptions'],
    ['nonsense', 'Integration points'],
  ])('opens %s by its address', async (section, name) => {
    await openPage(`/contracts?section=${section}`);

    expect(screen.getByRole('tab', { selected: true })).toHaveTextContent(name);
  });

  it('puts the chosen section into the address, and drops the filters of another', async () => {
    await openPage('/contracts?gap=any');

    await userEvent.click(tab('Rules'));

    expect(screen.getByLabelText('address')).toHaveTextContent(
      /^\/contracts\?section=rules$/,
    );
  });

  it.each([
    ['Integration points', '{ArrowRight}', 'Compatibility'],
    ['Integration points', '{ArrowLeft}', 'Exceptions'],
    ['Integration points', '{End}', 'Exceptions'],
    ['Exceptions', '{ArrowRight}', 'Integration points'],
    ['Exceptions', '{ArrowLeft}', 'Rules'],
    ['Exceptions', '{Home}', 'Integration points'],
  ])('moves from %s by %s to %s', async (from, key, to) => {
    await openPage(
      from === 'Exceptions' ? '/contracts?section=exceptions' : '/contracts',
    );
    tab(from).focus();

    await userEvent.keyboard(key);

    expect(tab(to)).toHaveAttribute('aria-selected', 'true');
    expect(tab(to)).toHaveFocus();
  });

  it('takes one stop of the keyboard for all tabs', async () => {
    await openPage();

    const stops = screen
      .getAllByRole('tab')
      .filter(each => each.tabIndex === 0);
    expect(stops).toEqual([tab('Integration points')]);
  });

  it('leaves other keys alone', async () => {
    await openPage();
    tab('Integration points').focus();

    await userEvent.keyboard('x');

    expect(tab('Integration points')).toHaveFocus();
  });

  it.each([
    ['points', 'table'],
    ['matrix', 'grid'],
    ['rules', 'textbox'],
    ['exceptions', 'table'],
  ])(
    'has nothing in %s that axe finds wrong, and its headings in order',
    async (section, role) => {
      const { container } = await openPage(`/contracts?section=${section}`);
      await screen.findByRole(role);

      const levels = headingLevels(container);
      expect(levels[0]).toBe(1);
      expect(Math.max(...levels)).toBeLessThanOrEqual(2);
      expect(await violationsIn(container)).toEqual([]);
    },
  );
});
