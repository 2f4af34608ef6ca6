import type { Tenant } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import * as story from '../__fixtures__/story';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { IsolationCard } from './IsolationCard';

async function show(tenants: Tenant[]) {
  await renderDelivery(<IsolationCard tenants={tenants} />, { api: fakeApi() });
}

const rowOf = (title: RegExp) =>
  screen.getByRole('rowheader', { name: title }).closest('tr')!;
const cellsOf = (title: RegExp) =>
  within(rowOf(title))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

describe('the card of isolation and limits', () => {
  it('says for how long logs and metrics are kept, and where no file says so', async () => {
    await show([
      story.tenant({ name: 'acme', metricsRetentionDays: 395 }),
      story.tenant({ name: 'globex', retentionDays: undefined }),
    ]);

    expect(cellsOf(/^Logs kept/)).toEqual(['90\u00a0days', 'not said']);
    expect(cellsOf(/^Metrics kept/)).toEqual(['395\u00a0days', 'not said']);
  });

  it('keeps the tenant beside each answer, for pages without room for columns', async () => {
    await show([story.tenant({ name: 'acme' }), story.tenant()]);

    for (const title of [/^Quota set/, /^Logs kept/, /^Metrics kept/]) {
      expect(
        within(rowOf(title))
          .getAllByRole('cell')
          .map(cell => cell.getAttribute('data-label')),
      ).toEqual(['acme', 'globex']);
    }
  });

  it('says that nothing is deployed where no rule is told of anybody', async () => {
    await show([story.tenant({ isolation: [] })]);

    expect(screen.getByText('Nothing is deployed here.')).toBeInTheDocument();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
