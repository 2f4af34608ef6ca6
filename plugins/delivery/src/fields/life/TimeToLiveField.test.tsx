import type { EnvironmentKind } from '@slipway/backstage-plugin-delivery-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import { keys } from '../../__testUtils__/words';
import {
  choose,
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';
import { lifeWords, longestLife } from './lives';

const properties = {
  life: {
    ...{ type: 'string', title: 'Time to live', default: 'P3D' },
    enum: ['PT8H', 'P1D', 'P3D', 'P7D', 'P14D', 'P30D'],
    'ui:field': 'DeliveryTimeToLive',
  },
};

function kind(longest?: string): EnvironmentKind {
  return {
    ...{ kind: 'preview', title: 'Preview {name}', order: 3, reserved: [] },
    timeToLive: { required: true, ...(longest && { longest }) },
    policy: story.environments()[0].policy,
  };
}

const within = (...kinds: EnvironmentKind[]) => ({
  delivery: {
    environments: async () => ({ items: story.environments(), kinds }),
  },
});

describe('DeliveryTimeToLive', () => {
  it('names the lives, and gives what programs read', async () => {
    const { created } = await renderForm([{ properties }], within(kind()));
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Time to live' }),
    );
    expect(
      (await screen.findAllByRole('option')).map(each => each.textContent),
    ).toEqual(['8 hours', '1 day', '3 days', '1 week', '2 weeks', '30 days']);
    await userEvent.click(screen.getByRole('option', { name: '2 weeks' }));

    expect(await create(created)).toEqual({ life: 'P14D' });
  });

  it('does not offer what the kind of environment forbids', async () => {
    await renderForm([{ properties }], within(kind('P14D')));
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Time to live' }),
    );
    const option = await screen.findByRole('option', { name: /^30 days/ });
    expect(option).toHaveAttribute('aria-disabled', 'true');
    expect(option).toHaveTextContent('Not longer than 2 weeks');
  });

  it('refuses what is longer, however it came into the form', async () => {
    await renderForm([{ properties }], {
      ...within(kind('P1D')),
      answers: { life: 'P30D' },
    });
    await goOn();
    expect(
      await screen.findAllByText(/An environment lives 1 day at most/),
    ).not.toHaveLength(0);
  });

  it('takes one while it is not known what is allowed', async () => {
    const { created } = await renderForm([{ properties }], {
      delivery: {
        environments: async () => {
          throw new Error('It is away');
        },
      },
    });
    await choose('Time to live', '1 week');
    expect(await create(created)).toEqual({ life: 'P7D' });
  });

  it('has no violation that axe can find', async () => {
    await renderForm([{ properties }], within(kind('P14D')));
    await screen.findByRole('combobox', { name: 'Time to live' });
    expect(await violations()).toEqual([]);
  });
});

describe('lives', () => {
  it.each([
    ['PT8H', 'fields.lifeHours|8'],
    ['PT36H', 'fields.lifeHours|36'],
    ['PT24H', 'fields.lifeDays|1'],
    ['P1W', 'fields.lifeWeeks|1'],
    ['P30D', 'fields.lifeDays|30'],
    ['PT90S', 'PT90S'],
    ['soon', 'soon'],
  ])('%s is said as %s', (life, words) => {
    expect(lifeWords(life, keys)).toBe(words);
  });

  it('are limited only where each kind has a limit', () => {
    expect(longestLife([])).toBeUndefined();
    expect(longestLife([kind('P1D'), kind()])).toBeUndefined();
    expect(longestLife([kind('P1D'), kind('P2W')])).toBe('P2W');
  });
});
