import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import type { HitChange } from './groupChanges';
import { RawDiff } from './RawDiff';

const show = (
  change: Partial<ContractsApi> = {},
  changes?: readonly HitChange[],
) =>
  renderContracts(
    <RawDiff
      {...{ entityRef: story.API_REF, changes }}
      {...{ from: '2.4.0', to: '2.5.0-beta.3' }}
    />,
    { api: fakeApi(change) },
  );

const texts =
  (before: ContractDocument, after: ContractDocument) =>
  async (_: string, name: string) => ({
    ...story.document(name),
    document: name === '2.4.0' ? before : after,
  });

describe('RawDiff', () => {
  it('marks each line by a sign too, and not by its colour alone', async () => {
    const { container } = await show();
    await screen.findByText(/enum: \[now\]/);

    expect(container.querySelector('pre')?.textContent).toBe(
      '  openapi: 3.1.0  capture:-   enum: [now, later]+   enum: [now]  end: 1',
    );
  });

  it('can be scrolled with the keyboard', async () => {
    const { container } = await show();
    await screen.findByText(/enum: \[now\]/);

    expect(container.querySelector('pre')).toHaveAttribute('tabindex', '0');
  });

  it('says that nothing differs', async () => {
    await show({ version: texts('same', 'same') });

    expect(
      await screen.findByText('The documents are the same.'),
    ).toBeInTheDocument();
  });

  it('names each file of several, also one that is new', async () => {
    const { container } = await show({
      version: texts(
        { 'a.proto': 'message A {}' },
        { 'a.proto': 'message A {}', 'b.proto': 'message B {}' },
      ),
    });

    expect(await screen.findByText('File b.proto')).toBeInTheDocument();
    expect(container.querySelectorAll('pre')[0]).toHaveTextContent(
      'The documents are the same.',
    );
    expect(container.querySelectorAll('pre')[1]).toHaveTextContent(
      '+ message B {}',
    );
  });

  describe('when it is known what matters', () => {
    const filler = Array.from({ length: 9 }, (_, index) => `k${index}: same`);
    const yaml = (title: string, values: string) =>
      [`title: ${title}`, ...filler, 'capture:', `  enum: ${values}`].join(
        '\n',
      );
    const version = texts(yaml('Old', '[now, later]'), yaml('New', '[now]'));
    const place = { path: '#/capture' };
    const breaks = story.breakingChange({ before: place, after: place });

    it('folds what is harmless, and says what the rest does', async () => {
      const { container } = await show({ version }, [breaks]);
      await screen.findByText(/enum: \[now\]/);

      expect(container).not.toHaveTextContent('title: New');
      expect(container.querySelector('[data-notable]')).toHaveTextContent(
        'Breaking Callers may no longer ask to capture later',
      );
      await userEvent.click(
        screen.getByRole('button', { name: 'Show 2 harmless lines' }),
      );
      expect(container).toHaveTextContent('title: New');
    });

    it('begins at the first that matters', async () => {
      jest
        .spyOn(HTMLElement.prototype, 'offsetTop', 'get')
        .mockReturnValue(120);
      const { container } = await show({ version }, [breaks]);
      await screen.findByText(/enum: \[now\]/);

      expect(container.querySelector('pre')?.scrollTop).toBe(120);
      jest.restoreAllMocks();
    });

    it('calls nothing harmless when it cannot say where it stands', async () => {
      const lost = { ...breaks, before: { path: '#/gone' }, after: undefined };
      const { container } = await show({ version }, [lost]);
      await screen.findByText(/enum: \[now\]/);

      expect(container).toHaveTextContent('title: New');
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    });
  });

  it('says that it loads', async () => {
    await show({ version: hangs });

    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it('says why a document is not shown', async () => {
    await show({ version: fails(404, 'There is no version 2.4.0.') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no version 2.4.0.',
    );
  });
});
