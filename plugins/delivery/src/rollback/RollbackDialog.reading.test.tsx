import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure } from '../__testUtils__/fakeApi';
import {
  confirmButton,
  openDialog,
  readyButton,
} from '../__testUtils__/openRollbackDialog';
import * as story from '../__fixtures__/story';

describe('RollbackDialog in the order a person reads', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('has the checks before the reason, so that a phone shows them first', async () => {
    const { dialog } = await openDialog();
    await readyButton();
    const order = [
      within(dialog).getByRole('radio', { name: /2\.3\.1/ }),
      within(dialog).getByRole('region', { name: 'Checks' }),
      within(dialog).getByRole('heading', { name: 'What changes' }),
      within(dialog).getByRole('textbox', { name: /^Reason/ }),
      await confirmButton(),
    ];

    for (const [index, element] of order.slice(1).entries()) {
      expect(
        order[index].compareDocumentPosition(element) &
          Node.DOCUMENT_POSITION_FOLLOWING,
      ).toBeTruthy();
    }
  });

  it('has one filled button', async () => {
    const { dialog } = await openDialog();
    await readyButton();

    const filled = within(dialog)
      .getAllByRole('button')
      .filter(button => /filled/.test(button.className));
    expect(filled).toEqual([await confirmButton()]);
  });

  it('says what Git wants where that is not what runs', async () => {
    const acme = story.acme();
    const { dialog } = await openDialog(
      {},
      { deployment: { ...acme, live: { ...acme.live, version: '2.3.1' } } },
    );

    expect(dialog).toHaveTextContent('Git wants now2.4.0Not starting');
  });

  it('says that nothing is left to do when Git already wants the target', async () => {
    const current = {
      version: '2.3.1',
      commit: 'f00dbabe00000000000000000000000000000000',
      author: 'dev-7',
      at: '2026-11-19T13:06:00Z',
      subject: 'Roll back by hand',
    };
    await openDialog({
      preflight: async (_, { version, expected }) =>
        story.preflight({ version, expected, current }),
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Git already wants 2.3.1 now. There is nothing left to do.',
    );
    expect(await confirmButton()).toHaveAttribute('aria-disabled', 'true');
  });

  it('keeps the focus inside while it is open', async () => {
    const { dialog } = await openDialog();
    await readyButton();
    for (let step = 0; step < 20; step++) {
      await userEvent.tab();
    }

    expect(dialog.parentElement?.parentElement).toContainElement(
      document.activeElement as HTMLElement,
    );
    expect(screen.getByText('open')).not.toHaveFocus();
  });

  it('closes by its button and asks for nothing', async () => {
    const { api, dialog } = await openDialog();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.startOperation).not.toHaveBeenCalled();
  });

  it('keeps what was typed when the backend refuses', async () => {
    const error = await failure(400, 'The reason is too short');
    const { dialog } = await openDialog({
      startOperation: () => Promise.reject(error),
    });
    await readyButton();
    const reason = within(dialog).getByRole('textbox', { name: /^Reason/ });
    await userEvent.clear(reason);
    await userEvent.type(reason, 'x');

    await userEvent.click(await readyButton());

    expect(
      await screen.findByText('It was not started: The reason is too short'),
    ).toBeInTheDocument();
    expect(reason).toHaveValue('x');
  });
});
