import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import { Combobox } from './Combobox';
import type { ComboboxOption, ComboboxProps } from './types';

const OPTIONS: ComboboxOption[] = [
  { value: 'dev', label: 'Development', hint: '3 services' },
  { value: 'qa', label: 'Quality', disabledBecause: 'No tenant is there.' },
  { value: 'prod', label: 'Production', beside: 'nearest to customers' },
];

function Form(
  props: Partial<
    Pick<ComboboxProps, 'free' | 'value' | 'disabled' | 'onUnknown'>
  >,
) {
  const [value, setValue] = useState(props.value ?? '');
  return (
    <>
      <Combobox
        {...props}
        {...{ id: 'env', label: 'Environment', options: OPTIONS, value }}
        nothing="There is none like that."
        onChange={setValue}
      />
      <output>{value}</output>
      <button>after</button>
    </>
  );
}

const box = () => screen.getByRole('combobox', { name: 'Environment' });
const chosen = () => screen.getByRole('status').textContent;

describe('Combobox', () => {
  it('shows what there is when it is pressed, and takes what is chosen', async () => {
    render(<Form />);
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();

    await userEvent.click(box());
    const list = screen.getByRole('listbox', { name: 'Environment' });
    expect(within(list).getAllByRole('option')).toHaveLength(3);
    expect(box()).toHaveAttribute('aria-expanded', 'true');

    await userEvent.click(screen.getByRole('option', { name: /^Production/ }));
    expect(chosen()).toBe('prod');
    expect(box()).toHaveValue('Production');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  });

  it('is used by the keyboard alone', async () => {
    render(<Form />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(box()).toHaveAttribute('aria-activedescendant', 'env-options-0');

    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(chosen()).toBe('prod');

    await userEvent.keyboard('{ArrowDown}{Escape}');
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
    expect(box()).toHaveFocus();
  });

  it('finds by any part of a name, and forgets what names nothing', async () => {
    render(<Form value="dev" />);
    await userEvent.clear(box());
    await userEvent.type(box(), '3 serv');
    expect(screen.getAllByRole('option')).toHaveLength(1);

    await userEvent.type(box(), ' x');
    expect(screen.getByText('There is none like that.')).toBeInTheDocument();

    await userEvent.tab();
    expect(chosen()).toBe('');
    expect(box()).toHaveValue('');
  });

  it('keeps in sight what cannot be chosen, with the reason', async () => {
    render(<Form />);
    await userEvent.click(box());
    const option = screen.getByRole('option', { name: /^Quality/ });
    expect(option).toHaveAttribute('aria-disabled', 'true');
    expect(option).toHaveTextContent('No tenant is there.');

    await userEvent.click(option);
    expect(chosen()).toBe('');
    await userEvent.type(box(), 'qa');
    await userEvent.tab();
    expect(chosen()).toBe('');
  });

  it('tells of a text that is left and names nothing, and of no other', async () => {
    const onUnknown = jest.fn();
    render(<Form {...{ onUnknown }} />);
    await userEvent.type(box(), ' nowhere ');
    await userEvent.tab();
    expect(onUnknown).toHaveBeenLastCalledWith('nowhere');

    await userEvent.type(box(), 'prod');
    await userEvent.tab();
    expect(onUnknown).toHaveBeenLastCalledWith(undefined);
  });

  it('takes any text where that counts', async () => {
    render(<Form free />);
    await userEvent.type(box(), 'mine');
    await userEvent.tab();
    expect(chosen()).toBe('mine');
    expect(box()).toHaveValue('mine');
  });

  it('opens nothing when it is disabled', async () => {
    render(<Form disabled />);
    await userEvent.click(box());
    expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  });

  it('has no violation that axe can find, closed and open', async () => {
    const { container } = render(<Form value="dev" />);
    const rules = { 'color-contrast': { enabled: false } };
    expect((await axe.run(container, { rules })).violations).toEqual([]);

    await userEvent.click(box());
    const { violations } = await axe.run(document.body, {
      rules: { ...rules, region: { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});
