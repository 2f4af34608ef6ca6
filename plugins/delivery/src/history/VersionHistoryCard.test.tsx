import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeploymentsTab } from '../deployments/DeploymentsTab';

const history = () => screen.findByRole('region', { name: 'Version history' });

describe('VersionHistoryCard', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('lists changes newest first, with verdict, stay, commit and author', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    const rows = await within(await history()).findAllByRole('row');
    expect(rows[1]).toHaveTextContent(/^2\.4\.0minor.*12 min, still.*8c41f0e/);
    expect(rows[1]).toHaveTextContent(/runs now$/);
    expect(rows[2]).toHaveTextContent('Suggested target');
    expect(rows[3]).toHaveTextContent('Configuration only, 2.2.3 stays');
    expect(rows[4]).toHaveTextContent(/^2\.2\.3rollback/);
    expect(rows[4]).toHaveTextContent('Reason: “p95 went from 0.2 s');
    expect(rows[5]).toHaveTextContent('Banned by oncall-2 on 3 Nov');
  });

  it('opens the dialog with the version of the row', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    await userEvent.click(
      await within(await history()).findByRole('button', {
        name: 'Roll back to 2.2.3',
      }),
    );

    expect(await screen.findByRole('radio', { name: /2\.2\.3/ })).toBeChecked();
  });

  it('reads older changes on request and shows each once', async () => {
    const [first, ...older] = story.revisions();
    const api = fakeApi({
      revisions: async (_, { cursor } = {}) =>
        cursor
          ? { items: [first, ...older], totalItems: 6 }
          : { items: [first], totalItems: 6, nextCursor: 'c1' },
    });
    await renderDelivery(<DeploymentsTab />, { api });
    const card = await history();
    expect(await within(card).findByText('1 of 6 changes')).toBeInTheDocument();

    await userEvent.click(
      within(card).getByRole('button', { name: 'Show older' }),
    );

    expect(await within(card).findByText('6 of 6 changes')).toBeInTheDocument();
    expect(
      within(card).queryByRole('button', { name: 'Show older' }),
    ).not.toBeInTheDocument();
  });

  it('says why older changes could not be read, and keeps the others', async () => {
    const error = await failure(503, 'The database does not answer');
    const items = story.revisions();
    const api = fakeApi({
      revisions: async (_, { cursor } = {}) => {
        if (cursor) {
          throw error;
        }
        return { items, totalItems: 41, nextCursor: 'c1' };
      },
    });
    await renderDelivery(<DeploymentsTab />, { api });
    const card = await history();

    await userEvent.click(
      await within(card).findByRole('button', { name: 'Show older' }),
    );

    expect(await within(card).findByRole('alert')).toHaveTextContent(
      'The database does not answer',
    );
    expect(within(card).getByText('6 of 41 changes')).toBeInTheDocument();
  });

  it('says in words what the bars show', async () => {
    await renderDelivery(<DeploymentsTab />, { api: fakeApi() });

    const bar = await screen.findByRole('img', { name: /^prod · acme: / });
    expect(bar).toHaveAccessibleName(/2\.4\.0 from .* until now$/);
  });

  it('marks a change that the branch no longer holds', async () => {
    const items = story
      .revisions()
      .map((r, n) => ({ ...r, rewritten: n === 0 }));
    const api = fakeApi({
      revisions: async () => ({ items, totalItems: items.length }),
    });
    await renderDelivery(<DeploymentsTab />, { api });

    expect(
      await within(await history()).findByText(
        'The branch was rewritten and no longer holds this commit.',
      ),
    ).toBeInTheDocument();
  });

  it('takes no other history along when one cannot be read', async () => {
    const error = await failure(500, 'This history is broken');
    const api = fakeApi({
      revisions: async id => {
        if (id === 'prod-acme') {
          throw error;
        }
        return { items: [], totalItems: 0 };
      },
    });
    await renderDelivery(<DeploymentsTab />, { api });
    expect(
      await within(await history()).findByText(/This history is broken/),
    ).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'qa', pressed: false }),
    );

    await waitFor(() =>
      expect(
        screen.queryByText(/This history is broken/),
      ).not.toBeInTheDocument(),
    );
    expect(
      screen.getByText('No change of this deployment is known yet.'),
    ).toBeInTheDocument();
  });
});
