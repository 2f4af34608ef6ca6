import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import {
  headingLevels,
  renderContracts,
  violationsIn,
} from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { ContractTab, pairOf } from './ContractTab';

async function openTab(change: Partial<ContractsApi> = {}, path = '/') {
  Element.prototype.scrollIntoView = jest.fn();
  return renderContracts(<ContractTab />, { api: fakeApi(change), path });
}

const card = (name: string | RegExp) => screen.findByRole('region', { name });

describe('ContractTab', () => {
  it('says first what is wrong, then versions, changes, users, and what goes away', async () => {
    await openTab();
    await card('Going away');

    expect(
      screen.getAllByRole('heading', { level: 2 }).map(e => e.textContent),
    ).toEqual([
      '2.5.0-beta.3 is declared minor and needs major',
      ...['Versions', 'What changes for a consumer'],
      ...['Who uses it', 'Going away'],
    ]);
  });

  it('leads from the verdict to the change, by keyboard too', async () => {
    await openTab();
    const button = await screen.findByRole('button', {
      name: 'See the change',
    });

    button.focus();
    await userEvent.keyboard('{Enter}');

    expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
    expect(document.activeElement).toContainElement(
      screen.getByRole('heading', { name: 'What changes for a consumer' }),
    );
  });

  it('compares the newest version with the one it follows', async () => {
    const { api } = await openTab();
    await card('What changes for a consumer');

    expect(api.compare).toHaveBeenCalledWith(
      story.API_REF,
      { from: '2.4.0', to: '2.5.0-beta.3' },
      expect.anything(),
    );
  });

  it('keeps the chosen pair in the address', async () => {
    const { api } = await openTab();
    const from = await screen.findByRole('combobox', { name: 'From version' });

    await userEvent.selectOptions(from, '2.3.1');

    expect(screen.getByLabelText('address')).toHaveTextContent(
      'from=2.3.1&to=2.5.0-beta.3',
    );
    expect(api.compare).toHaveBeenLastCalledWith(
      story.API_REF,
      { from: '2.3.1', to: '2.5.0-beta.3' },
      expect.anything(),
    );
  });

  it('keeps the place of what is still loading', async () => {
    await openTab({ contract: hangs });

    expect(await screen.findByRole('status')).toHaveTextContent('Loading');
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it.each([
    [500, 'The database is away.', 'The portal does not answer'],
    [403, 'You may not see payments-api.', 'You may not see this contract'],
    [404, 'There is no API.', 'There is no such contract'],
    [400, 'That is no name.', 'This could not be loaded'],
  ])(
    'says why it got a %d, in the words of the backend',
    async (status, message, title) => {
      await openTab({ contract: fails(status, message) });

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(title);
      expect(alert).toHaveTextContent(message);
      expect(screen.queryByRole('heading')).not.toBeInTheDocument();
    },
  );

  it('offers no second try to who may not see it', async () => {
    await openTab({ contract: fails(403, 'No.') });
    await screen.findByRole('alert');

    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('tries again at a press when the network is away', async () => {
    const contract = jest
      .fn()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValue(story.detail());
    await openTab({ contract });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal does not answerFailed to fetch',
    );

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await card('Versions')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that what runs where is not certain, and calls nothing fine for it', async () => {
    await openTab({
      contract: async () =>
        story.detail({
          liveProblem: 'The delivery plugin does not answer.',
          ...{ gates: [], waysOut: [] },
          deprecations: [{ operation: 'GET /old', consumers: [] }],
        }),
    });

    expect(
      await screen.findByText(
        'What runs where is not known for certain. The delivery plugin does not answer.',
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('nobody that is known of'),
    ).toBeInTheDocument();
    expect(screen.queryByText('nobody live')).not.toBeInTheDocument();
    expect(screen.getByText('Nobody is known to use it')).toBeInTheDocument();
    expect(screen.queryByText(/It is everywhere/)).not.toBeInTheDocument();
  });

  it('has nothing to compare for a first version, and says so', async () => {
    const first = story.version({ version: '1.0.0', judgement: undefined });
    const { api } = await openTab({
      versions: async () => ({ items: [first] }),
      contract: async () =>
        story.detail({
          latest: { ...first },
          headline: '1.0.0 is the first version that is known',
          ...{ deprecations: [], state: 'fine' },
        }),
    });

    expect(
      within(await card('What changes for a consumer')).getByText(
        'This is the first version, so there is nothing to compare.',
      ),
    ).toBeInTheDocument();
    expect(api.compare).not.toHaveBeenCalled();
    expect(
      screen.queryByRole('region', { name: 'Going away' }),
    ).not.toBeInTheDocument();
  });

  it('says so where no version was ever published', async () => {
    await openTab({
      versions: async () => ({ items: [] }),
      consumers: async () => ({ items: [], trafficSources: [] }),
      contract: async () =>
        story.detail({
          ...{ latest: undefined, state: 'unknown', gates: [] },
          ...{ headline: 'No version was ever published.', waysOut: [] },
        }),
    });

    expect(await card('Versions')).toHaveTextContent(
      'No version was ever published. A pipeline publishes versions',
    );
    expect(await card('Who uses it')).toHaveTextContent(
      'Nobody who lives is known to use it.',
    );
    expect(screen.queryByText(/May .* go on/)).not.toBeInTheDocument();
  });

  it('says which versions of the address there are not', async () => {
    await openTab({}, '/?from=1.2.3&to=9.9.9');

    expect(
      await screen.findByText(
        'There is no version 1.2.3, 9.9.9; 2.4.0 and 2.5.0-beta.3 are compared.',
      ),
    ).toBeInTheDocument();
  });

  it('has its headings in order, and nothing that axe finds wrong', async () => {
    const { container } = await openTab();
    await screen.findByText('Callers may no longer ask to capture later');

    expect(headingLevels(container)).toEqual([2, 2, 2, 2, 2]);
    expect(await violationsIn(container)).toEqual([]);
  });
});

describe('pairOf', () => {
  const versions = story.versions();
  const pair = (text: string, change = {}) =>
    pairOf(new URLSearchParams(text), story.detail(change), versions);

  it.each([
    ['', { from: '2.4.0', to: '2.5.0-beta.3' }],
    ['to=2.4.1', { from: '2.3.0', to: '2.4.1' }],
    ['from=2.2.0&to=2.4.0', { from: '2.2.0', to: '2.4.0' }],
    ['from=9.9.9&to=9.9.9', { from: '2.4.0', to: '2.5.0-beta.3' }],
    ['to=2.1.0', undefined],
  ])('reads "%s"', (text, expected) => {
    expect(pair(text)).toEqual(expected);
  });

  it('is none where there is no version', () => {
    expect(
      pairOf(new URLSearchParams(), story.detail({ latest: undefined }), []),
    ).toBeUndefined();
  });
});
