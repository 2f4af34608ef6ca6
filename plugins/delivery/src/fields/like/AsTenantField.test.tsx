import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  type FormPage,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const fact = (name: string, more: object) => ({
  ...{ 'ui:field': 'DeliveryAsTenant', ...more },
  'ui:options': { tenant: 'like', fact: name },
});
const properties = {
  logs: fact('retentionDays', {
    ...{ type: 'integer', title: 'Days of logs', default: 30 },
    ...{ minimum: 1, maximum: 730 },
  }),
  residency: fact('dataResidency', {
    ...{ type: 'string', title: 'Where', default: 'eu' },
    ...{ enum: ['eu', 'us'], enumNames: ['European Union', 'United States'] },
  }),
  backup: fact('backupEvery', {
    ...{ type: 'string', title: 'Backups', default: 'none' },
    ...{ enum: ['none', 'PT1H'], enumNames: ['None', 'Every hour'] },
  }),
  kept: fact('backupKeptDays', {
    ...{ type: 'integer', title: 'Days of backups' },
  }),
};
const pages: FormPage[] = [
  {
    title: 'Who',
    properties: { like: { type: 'string', title: 'Like', default: 'acme' } },
  },
  { title: 'Data', properties },
];
const tenant = async (name: string) =>
  name === 'globex'
    ? story.tenant({ name, retentionDays: 7, backupPlan: undefined })
    : story.tenant({ name, dataResidency: 'us' });
const open = async (change: object = {}) => {
  const form = await renderForm(pages, { delivery: { tenant, ...change } });
  await goOn();
  return form;
};
const logs = () => screen.findByLabelText('Days of logs');

describe('DeliveryAsTenant', () => {
  it('begins with all that the tenant has that is copied, by one question', async () => {
    const { created, delivery } = await open();
    await waitFor(async () => expect(await logs()).toHaveValue(90));
    await waitFor(() =>
      expect(screen.getAllByText('As acme has it')).toHaveLength(4),
    );
    expect(delivery.tenant).toHaveBeenCalledTimes(1);
    expect(delivery.tenants).not.toHaveBeenCalled();

    expect(await create(created)).toEqual({
      ...{ like: 'acme', logs: 90, residency: 'us' },
      ...{ backup: 'PT1H', kept: 30 },
    });
  });

  it('says what the tenant has where a person wants something else', async () => {
    const { created } = await open();
    await waitFor(async () => expect(await logs()).toHaveValue(90));
    await userEvent.clear(await logs());
    await userEvent.type(await logs(), '14');
    await choose('Backups', 'None');

    expect(await screen.findByText('acme: 90')).toBeInTheDocument();
    expect(await screen.findByText('acme: Every hour')).toBeInTheDocument();
    expect(await create(created)).toMatchObject({ logs: 14, backup: 'none' });
  });

  it('goes on with another tenant, and keeps what a person wrote', async () => {
    const { created } = await open();
    await waitFor(async () => expect(await logs()).toHaveValue(90));
    await choose('Where', 'European Union');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await userEvent.clear(await screen.findByLabelText('Like'));
    await userEvent.type(await screen.findByLabelText('Like'), 'globex');
    await goOn();

    await waitFor(async () => expect(await logs()).toHaveValue(7));
    expect(await screen.findByLabelText('Where')).toHaveValue('European Union');
    expect(
      screen.getAllByText('Of globex nothing is written down').length,
    ).toBeGreaterThan(1);
    // What acme has is not what globex has.
    expect(await create(created)).toMatchObject({ backup: 'none' });
  });

  it('keeps its own beginning where nobody can tell, and says so', async () => {
    await open({
      tenant: async () => {
        throw new Error('It is away');
      },
    });
    expect(
      await screen.findAllByText('It could not be checked: It is away'),
    ).toHaveLength(4);
    expect(await logs()).toHaveValue(30);
  });

  it('has no violation that axe can find', async () => {
    await open();
    await waitFor(async () => expect(await logs()).toHaveValue(90));
    expect(await violations()).toEqual([]);
  });
});
