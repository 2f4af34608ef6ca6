import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ActButton,
  type ActButtonProps,
} from '@slipway/backstage-plugin-kit-react';

async function show(props: Partial<ActButtonProps>) {
  const onClick = jest.fn();
  const outside = jest.fn();
  render(
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div onClick={outside}>
      <ActButton onClick={onClick} {...props}>
        Roll back
      </ActButton>
      <p id="reason">Git would revert it.</p>
    </div>,
  );
  return {
    onClick,
    outside,
    button: screen.getByText('Roll back').closest<HTMLElement>('button, a')!,
  };
}

describe('ActButton', () => {
  it('does its act by mouse', async () => {
    const { button, onClick } = await show({});

    await userEvent.click(button);

    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it.each(['{Enter}', ' '])('does its act by the key "%s"', async key => {
    const { button, onClick } = await show({});
    await userEvent.tab();
    expect(button).toHaveFocus();

    await userEvent.keyboard(key);

    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it('lets no click through to the row it stands in', async () => {
    const { button, outside } = await show({});

    await userEvent.click(button);

    expect(outside).not.toHaveBeenCalled();
  });

  it('does nothing while it cannot be pressed, by mouse and by keyboard', async () => {
    const { button, onClick, outside } = await show({
      disabledBecause: 'You may not.',
    });

    await userEvent.click(button);
    button.focus();
    await userEvent.keyboard('{Enter}');

    expect(onClick).not.toHaveBeenCalled();
    expect(outside).not.toHaveBeenCalled();
  });

  it('keeps the keyboard while it cannot be pressed, so that the reason can be read', async () => {
    const { button } = await show({ disabledBecause: 'You may not.' });

    await userEvent.tab();

    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).not.toBeDisabled();
  });

  it('gives a screen reader the reason where no other element shows it', async () => {
    const { button } = await show({ disabledBecause: 'You may not.' });

    expect(button).toHaveAccessibleDescription('You may not.');
  });

  it('points at the reason that is shown, and says it once', async () => {
    const { button } = await show({
      disabledBecause: 'You may not.',
      describedBy: 'reason',
    });

    expect(button).toHaveAccessibleDescription('Git would revert it.');
    expect(screen.queryByText('You may not.')).not.toBeInTheDocument();
  });

  it('has a longer name for a screen reader where the word alone says too little', async () => {
    const { button } = await show({ label: 'Roll back, prod · acme' });

    expect(button).toHaveAccessibleName('Roll back, prod · acme');
  });

  it('is a link where it has an address, and none while it cannot be pressed', async () => {
    const { button } = await show({ href: '/delivery' });
    expect(button).toHaveAttribute('href', '/delivery');
  });

  it('loses its address while it cannot be pressed', async () => {
    const { button } = await show({
      href: '/delivery',
      disabledBecause: 'You may not.',
    });

    expect(button).not.toHaveAttribute('href');
  });
});
