import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderContracts, violationsIn } from '../__testUtils__/render';
import { SearchField, type SearchOption } from './SearchField';

const OPTIONS: SearchOption[] = [
  { value: 'component:default/checkout', label: 'checkout' },
  { value: 'component:default/reports', label: 'reports', hint: 'monthly' },
];

async function show(props: { free?: boolean; value?: string } = {}) {
  const onChange = jest.fn();
  function Form() {
    const [value, setValue] = useState(props.value ?? '');
    return (
      <SearchField
        label="Consumer"
        {...{ options: OPTIONS, free: props.free, value }}
        onChange={next => {
          onChange(next);
          setValue(next);
        }}
      />
    );
  }
  await renderContracts(<Form />);
  return {
    onChange,
    input: screen.getByRole('combobox', { name: 'Consumer' }),
  };
}

const offered = () =>
  screen.queryAllByRole('option').map(({ textContent }) => textContent);

describe('SearchField', () => {
  it('offers all there is when it is entered', async () => {
    const { input } = await show();
    expect(input).toHaveAttribute('aria-expanded', 'false');

    await userEvent.click(input);

    expect(input).toHaveAttribute('aria-expanded', 'true');
    expect(offered()).toEqual(['checkout', 'reportsmonthly']);
    expect(screen.getByRole('listbox', { name: 'Consumer' })).toBeVisible();
  });

  it.each(['port', 'MONTH', 'default/rep'])(
    'finds by %s in the name, its hint or the whole reference',
    async part => {
      const { input } = await show();

      await userEvent.type(input, part);

      expect(offered()).toEqual(['reportsmonthly']);
    },
  );

  it.each([
    [false, 'Nothing found'],
    [true, 'Nothing found; it is taken as it is typed.'],
  ])('says that a text finds nothing, free: %s', async (free, words) => {
    const { input } = await show({ free });

    await userEvent.type(input, 'zzz');

    const told = screen.getByText(words);
    expect(told.closest('[aria-live=polite]')).not.toBeNull();
    expect(input).toHaveAttribute('aria-expanded', 'false');
    await userEvent.clear(input);
    expect(screen.queryByText(words)).not.toBeInTheDocument();
    expect(offered()).toHaveLength(2);
  });

  it('no longer says so once it is left, closed, or an option is named', async () => {
    const { input } = await show();
    const nothing = () => screen.queryByText('Nothing found');

    await userEvent.type(input, 'zzz');
    expect(nothing()).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(nothing()).not.toBeInTheDocument();
    await userEvent.type(input, 'z');
    expect(nothing()).toBeInTheDocument();
    await userEvent.tab();
    expect(nothing()).not.toBeInTheDocument();
    await userEvent.type(input, 'checkout');

    expect(nothing()).not.toBeInTheDocument();
  });

  it('takes an option by the keyboard alone', async () => {
    const { input, onChange } = await show();

    await userEvent.type(input, 'rep{ArrowDown}{Enter}');

    expect(onChange).toHaveBeenLastCalledWith('component:default/reports');
    expect(input).toHaveValue('reports');
    expect(offered()).toEqual([]);
  });

  it('takes a name that was typed to its end for the option', async () => {
    const { input, onChange } = await show();

    await userEvent.type(input, 'Checkout');

    expect(onChange).toHaveBeenLastCalledWith('component:default/checkout');
  });

  it('takes any text where that counts', async () => {
    const { input, onChange } = await show({ free: true });

    await userEvent.type(input, '9.9.9');
    await userEvent.tab();

    expect(onChange).toHaveBeenLastCalledWith('9.9.9');
    expect(input).toHaveValue('9.9.9');
  });

  it('does not look filled with a text that names nothing', async () => {
    const { input, onChange } = await show();

    await userEvent.type(input, 'no such');
    expect(input).toHaveValue('no such');
    await userEvent.tab();

    expect(onChange).toHaveBeenLastCalledWith('');
    expect(input).toHaveValue('');
  });

  it('shows a value by its name', async () => {
    const { input } = await show({ value: 'component:default/reports' });

    expect(input).toHaveValue('reports');
  });

  it('closes its options by Escape, and keeps what was typed', async () => {
    const { input } = await show({ free: true });
    await userEvent.type(input, 'rep');

    await userEvent.keyboard('{Escape}');

    expect(offered()).toEqual([]);
    expect(input).toHaveValue('rep');
  });

  it('has nothing that axe finds wrong, open or closed', async () => {
    const { input } = await show();
    const all = document.body;
    const wrong = async () =>
      (await violationsIn(all)).filter(each => !each.startsWith('region'));

    expect(await wrong()).toEqual([]);
    await userEvent.click(input);

    expect(await wrong()).toEqual([]);
    await userEvent.type(input, 'zzz');

    expect(await wrong()).toEqual([]);
  });
});
