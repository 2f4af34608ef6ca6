import type {
  OperationSummary,
  Source,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { DeliveryOverview } from './DeliveryOverview';

async function open(change: Partial<DeliveryApi> = {}) {
  const api = fakeApi(change);
  const signals = fakeSignals();
  await renderDelivery(
    <DeliveryFrame>
      <DeliveryOverview />
    </DeliveryFrame>,
    { api, signals },
  );
  return { api, signals };
}

const card = (name: string) => screen.findByRole('region', { name });
const page = (items: OperationSummary[], totalItems = items.length) => ({
  items,
  totalItems,
});
const ended = (n: number) =>
  story.operationSummary({ id: `op-${n}`, state: 'completed' });

describe('DeliveryOverview', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('tells what runs from what ended', async () => {
    await open({
      operations: async () => page([story.operationSummary(), ended(1)]),
    });

    const running = await card('Running operations');
    expect(await within(running).findAllByRole('link')).toHaveLength(1);
    expect(within(running).getByRole('link')).toHaveAttribute(
      'href',
      '/delivery/operations/op-2f91',
    );
    expect(
      within(await card('Recent operations')).getByRole('link'),
    ).toHaveAttribute('href', '/delivery/operations/op-1');
  });

  it('says of each who asked, when, and how long it took', async () => {
    await open({
      operations: async () =>
        page([
          story.operationSummary({
            state: 'completed',
            requestedAt: story.iso(story.STORY_NOW - story.HOUR),
            endedAt: story.iso(story.STORY_NOW - story.HOUR + 102_000),
          }),
        ]),
    });

    const row = (
      await within(await card('Recent operations')).findAllByRole('row')
    )[1];
    expect(row).toHaveTextContent('oncall-1');
    expect(row).toHaveTextContent(/1\smin\s42\ss/);
    expect(row).toHaveTextContent('Completed');
  });

  it('makes the list longer on request', async () => {
    const items = Array.from({ length: 60 }, (_, n) => ended(n));
    const { api } = await open({
      operations: async (_, { cursor } = {}) =>
        cursor
          ? page(items.slice(50), 60)
          : { ...page(items.slice(0, 50), 60), nextCursor: 'c1' },
    });
    const recent = await card('Recent operations');
    expect(await within(recent).findAllByRole('link')).toHaveLength(50);

    await userEvent.click(
      within(recent).getByRole('button', { name: 'Show older' }),
    );

    await waitFor(() =>
      expect(within(recent).getAllByRole('link')).toHaveLength(60),
    );
    expect(api.operations.mock.calls.at(-1)?.[1]?.cursor).toBe('c1');
    expect(
      within(recent).queryByRole('button', { name: 'Show older' }),
    ).not.toBeInTheDocument();
  });

  it('moves an operation from running to recent when it ends', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const { api, signals } = await open();
    const running = await card('Running operations');
    await within(running).findByText('Rolling back');
    api.operations.mockResolvedValue(
      page([story.operationSummary({ state: 'completed' })]),
    );

    await signals.send({
      type: 'operation',
      operationId: 'op-2f91',
      topics: [story.TOPIC],
    });

    expect(
      await within(await card('Recent operations')).findByText('Completed'),
    ).toBeInTheDocument();
    expect(
      within(running).getByText('Nothing is running.'),
    ).toBeInTheDocument();
  });

  it('lists environments nearest to customers first, with their policy', async () => {
    const items = story.environments();
    items[3] = { ...items[3], policy: { rollback: 'roll-forward-only' } };
    await open({ environments: async () => ({ items }) });

    const rows = await within(await card('Environments')).findAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'prodProduction2 deployments2 tenantsRoll forward only',
      'accAcceptance1 deploymentRollback allowed',
      'qaQuality assurance1 deploymentRollback allowed',
      'devDevelopment1 deploymentRollback allowed',
    ]);
  });

  const sourceRows = async (items: Source[]) => {
    await open({ sources: async () => ({ items }) });
    return within(await card('Sources')).findAllByRole('row');
  };

  it('says of each source whether it answers, and of Git at which commit', async () => {
    const rows = await sourceRows(story.sources());

    expect(rows[0]).toHaveTextContent(
      /^gitops-retailAnswerslast heard .*, at 8c41f0e$/,
    );
    expect(rows[1]).toHaveTextContent(/^Argo CD eu-1Answerslast heard /);
    expect(rows[2]).toHaveTextContent(
      /^cluster dev-1Silentsince .*: Connection refused\.$/,
    );
  });

  it('says of a source that was never heard that it was not', async () => {
    const [, argo] = story.sources();
    const [row] = await sourceRows([
      { ...argo, status: 'starting', lastSeenAt: undefined },
    ]);

    expect(row).toHaveTextContent(/^Argo CD eu-1Startingnot heard yet$/);
  });

  it('says what to configure where there is nothing', async () => {
    await open({
      environments: async () => ({ items: [] }),
      sources: async () => ({ items: [] }),
    });

    expect(
      await screen.findByText(/Name them under delivery\.environments/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/Name them under delivery\.repositories/),
    ).toBeInTheDocument();
  });

  it('takes no other card along when one cannot be read', async () => {
    const error = await failure(500, 'The sources are broken');
    await open({ sources: () => Promise.reject(error) });

    expect(
      await within(await card('Sources')).findByRole('alert'),
    ).toHaveTextContent('The sources are broken');
    expect(
      await within(await card('Environments')).findAllByRole('row'),
    ).toHaveLength(4);
    expect(
      within(await card('Sources')).queryByText(/is configured/),
    ).not.toBeInTheDocument();
  });

  it('says on the page that the cluster is simulated and what is silent', async () => {
    await open();

    expect(
      await screen.findByText('Sandbox: simulated cluster'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 of 3 sources silent: cluster dev-1'),
    ).toBeInTheDocument();
  });
});
