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
  owner: { title: 'Owner', 'ui:field': 'DeliveryOwner' },
};
const team = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Group' },
  metadata: { name: 'team-shop', namespace: 'default' },
  spec: { profile: { displayName: 'Shop' } },
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

interface Fakes {
  forms?: object;
  delivery?: object;
}

async function showAll(
  fields: object = properties,
  answers: JsonObject = ANSWERS,
  { forms: change = {}, delivery = {} }: Fakes = {},
) {
  const steps = [
    { mergedSchema: { title: 'All', properties: fields } as never },
  ];
  const pages = reviewAnswers(steps, answers, { yes: 'Yes', no: 'No' });
  const { forms } = await renderReview(
    <AnswersCard {...{ pages, answers }} onEdit={() => {}} />,
    change,
    [team],
    { tenant, ...delivery },
  );
  return { forms, page: await screen.findByRole('region', { name: 'All' }) };
}

async function show(answers?: JsonObject, fakes?: Fakes) {
  const { page } = await showAll(properties, answers, fakes);
  return page;
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

  it('is who has a name that is taken', async () => {
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

  it('is that no host name is known', async () => {
    const none = await show({ name: 'initech' });
    expect(none).toHaveTextContent('Host namesNothing was answered.');
  });

  it('is of what is copied that it could not be read, at each answer', async () => {
    const page = await show(ANSWERS, {
      delivery: {
        tenant: async () => {
          throw new Error('It is away');
        },
      },
    });
    const words = 'It could not be checked: It is away';
    await waitFor(() => expect(page).toHaveTextContent(`Host names${words}`));
    expect(page).toHaveTextContent(`Days of logs90${words}`);
    expect(page).toHaveTextContent(`BackupsNone${words}`);
  });

  it('asks for the name itself where a mask is shown in its place', async () => {
    const name = {
      ...properties.name,
      'ui:backstage': { review: { mask: '***' } },
    };
    const { page, forms } = await showAll({ ...properties, name });
    await waitFor(() => expect(page).toHaveTextContent('Name***free'));

    expect(forms.name).toHaveBeenCalledWith(
      { kind: 'tenant', name: 'initech' },
      expect.anything(),
    );
  });

  it('is who the owner is, with a way there that keeps the wizard', async () => {
    await show({ ...ANSWERS, owner: 'group:default/team-shop' });

    const link = await screen.findByRole('link', { name: /^Shop/ });
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('href', '/catalog/default/group/team-shop');
    expect(await violations()).toEqual([]);
  });

  it('is that the catalog does not know the owner', async () => {
    const page = await show({ ...ANSWERS, owner: 'group:default/team-x' });
    await waitFor(() =>
      expect(page).toHaveTextContent(
        /OwnerThe catalog knows no group or user group:default\/team-x/,
      ),
    );
  });
});
