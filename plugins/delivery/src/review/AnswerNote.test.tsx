import type { JsonObject } from '@backstage/types';
import { screen, waitFor } from '@testing-library/react';
import * as story from '../__fixtures__/story';
import { violations } from '../__testUtils__/renderForm';
import { renderReview } from '../__testUtils__/renderReview';
import { reviewAnswers } from './answers';
import { AnswersCard } from './AnswersCard';

const like = (fact: string, more: object = {}) => ({
  ...{ 'ui:field': 'DeliveryAsTenant', ...more },
  'ui:options': { tenant: 'like', fact },
});
const properties = {
  name: { title: 'Name', 'ui:field': 'DeliveryTenantName' },
  plan: { title: 'Plan', 'ui:field': 'DeliveryPlan' },
  like: { title: 'Like', 'ui:field': 'DeliveryTenant' },
  hosts: {
    ...{ title: 'Host names', 'ui:field': 'DeliveryHostNames' },
    'ui:options': { tenant: 'like', name: 'name' },
  },
  logs: like('retentionDays', { title: 'Days of logs' }),
  backup: like('backupEvery', {
    ...{ title: 'Backups', enum: ['none', 'PT1H'] },
    enumNames: ['None', 'Every hour'],
  }),
};
const ANSWERS = {
  ...{ name: 'initech', plan: 'small', like: 'acme' },
  ...{ logs: 90, backup: 'none' },
};
const tenant = async () =>
  story.tenant({
    name: 'acme',
    hosts: ['shop.acme.example', 'www.example.org'],
  });

async function show(
  answers: JsonObject = ANSWERS,
  { forms = {}, delivery = {} }: { forms?: object; delivery?: object } = {},
) {
  const steps = [{ mergedSchema: { title: 'All', properties } as never }];
  const pages = reviewAnswers(steps, answers, { yes: 'Yes', no: 'No' });
  await renderReview(
    <AnswersCard {...{ pages, answers }} onEdit={() => {}} />,
    ...([forms, undefined, { tenant, ...delivery }] as const),
  );
  return await screen.findByRole('region', { name: 'All' });
}

describe('what is known of an answer', () => {
  it('is that a name is free, and what a plan allows', async () => {
    const page = await show();
    await waitFor(() => expect(page).toHaveTextContent('Nameinitechfree'));
    await waitFor(() =>
      expect(page).toHaveTextContent(/Plansmall4.vCPU, 8.GiB/),
    );
    expect(await violations()).toEqual([]);
  });

  it('is who has a name that is taken, and that it could not be asked', async () => {
    const page = await show({ ...ANSWERS, name: 'acme' });
    await waitFor(() =>
      expect(page).toHaveTextContent(/The tenant acme is there already/),
    );
    expect(page).not.toHaveTextContent(/acmefree/);
  });

  it('is never that a name is free while nobody can tell', async () => {
    const page = await show(ANSWERS, {
      forms: {
        name: async () => {
          throw new Error('It is away');
        },
      },
    });
    await waitFor(() =>
      expect(page).toHaveTextContent('It could not be checked: It is away'),
    );
    expect(page).not.toHaveTextContent('free');
  });

  it('is what the tenant has that is copied, where the new one has it not', async () => {
    const page = await show();
    await waitFor(() =>
      expect(page).toHaveTextContent('BackupsNoneacme: Every hour'),
    );
    expect(page).toHaveTextContent(/Days of logs90Backups/);
  });

  it('is each host name, and where two would answer to one', async () => {
    const page = await show();
    await waitFor(() =>
      expect(page).toHaveTextContent(
        'shop.initech.exampleinstead of shop.acme.example',
      ),
    );
    expect(page).toHaveTextContent(/Two cannot answer to www.example.org/);
  });

  it('is that no host name is known, or that it could not be read', async () => {
    const none = await show({ name: 'initech' });
    expect(none).toHaveTextContent('Host namesNothing was answered.');
  });

  it('is told of host names that could not be read', async () => {
    const page = await show(ANSWERS, {
      delivery: {
        tenant: async () => {
          throw new Error('It is away');
        },
      },
    });
    await waitFor(() =>
      expect(page).toHaveTextContent(
        'Host namesIt could not be checked: It is away',
      ),
    );
  });
});
