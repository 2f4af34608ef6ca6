import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';
import { amountWords } from './planWords';

const plan = (allowed?: string[]) => ({
  plan: {
    ...{ type: 'string', title: 'Plan', 'ui:field': 'DeliveryPlan' },
    ...(allowed && { enum: allowed }),
  },
});

describe('DeliveryPlan', () => {
  it('shows what each plan allows and costs, and whose prices these are', async () => {
    const { created } = await renderForm([{ properties: plan() }]);
    const small = await screen.findByRole('radio', { name: /^Small/ });

    expect(small.closest('label')).toHaveTextContent(
      /4 vCPU, 8 GiB memory, 50 GiB storage.*412.*a month/,
    );
    expect(
      screen.getByText(/the platform's price list of 2026-11-01/),
    ).toBeInTheDocument();
    await userEvent.click(small);
    expect(await create(created)).toEqual({ plan: 'small' });
  });

  it('invents no price and no quota', async () => {
    await renderForm([{ properties: plan() }], {
      forms: {
        settings: async () =>
          story.formsSettings({
            plans: [{ name: 'free', title: 'Free' }],
            priceList: undefined,
          }),
      },
    });
    const free = await screen.findByRole('radio', { name: /^Free/ });

    expect(free.closest('label')).toHaveTextContent(
      'FreeNo quota is configuredNo price is configured',
    );
    expect(screen.queryByText(/price list/)).not.toBeInTheDocument();
  });

  it('offers only those that the form takes', async () => {
    await renderForm([{ properties: plan(['large', 'huge']) }]);

    expect(await screen.findAllByRole('radio')).toHaveLength(1);
    expect(
      screen.getByRole('radio', { name: /^Large/ }).closest('label'),
    ).toHaveTextContent('1.5 vCPU');
  });

  it('is a list of names where nothing is configured', async () => {
    const { created } = await renderForm(
      [{ properties: plan(['small', 'large']) }],
      { forms: { settings: async () => story.formsSettings({ plans: [] }) } },
    );
    await choose('Plan', 'large');
    expect(await create(created)).toEqual({ plan: 'large' });
  });

  it('is used by the keyboard, and has no violation that axe can find', async () => {
    const { created } = await renderForm([{ properties: plan() }]);
    const small = await screen.findByRole('radio', { name: /^Small/ });
    small.focus();
    await userEvent.keyboard(' ');

    expect(await violations()).toEqual([]);
    expect(await create(created)).toEqual({ plan: 'small' });
  });
});

describe('an amount', () => {
  it.each([
    ['8Gi', '8\u00a0GiB'],
    ['500M', '500\u00a0MB'],
    ['a lot', 'a lot'],
  ])('%s reads %s', (amount, words) => {
    expect(amountWords(amount)).toBe(words);
  });
});
