import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { useSlashFocus } from './useSlashFocus';

function Page(props: { children?: JSX.Element }) {
  const field = useRef<HTMLInputElement>(null);
  useSlashFocus(field);
  return (
    <>
      <input ref={field} aria-label="Find" defaultValue="old" />
      {props.children}
    </>
  );
}

const find = () => screen.getByLabelText<HTMLInputElement>('Find');

describe('useSlashFocus', () => {
  it('leads to the field, so that typing replaces what stands in it', async () => {
    render(<Page />);

    await userEvent.keyboard('/pay');

    expect(find()).toHaveFocus();
    expect(find()).toHaveValue('pay');
  });

  it('leaves a slash alone that is written in the field', async () => {
    render(<Page />);
    await userEvent.click(find());

    await userEvent.keyboard('/');

    expect(find()).toHaveValue('old/');
  });

  it.each([
    ['a text', <textarea key="t" aria-label="Other" />],
    [
      'a dialog',
      <div key="d" role="dialog" aria-label="d">
        <button aria-label="Other" />
      </div>,
    ],
  ])('keeps away while somebody is in %s', async (_, element) => {
    render(<Page>{element}</Page>);
    await userEvent.click(screen.getByLabelText('Other'));

    await userEvent.keyboard('/');

    expect(screen.getByLabelText('Other')).toHaveFocus();
  });

  it('leaves the keys of the browser alone', async () => {
    render(<Page />);

    await userEvent.keyboard('{Control>}/{/Control}x');

    expect(find()).not.toHaveFocus();
  });

  it('ends with the page', async () => {
    const { unmount } = render(<Page />);
    unmount();

    await userEvent.keyboard('/');

    expect(document.body).toHaveFocus();
  });
});
