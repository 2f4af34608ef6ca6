import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const properties = {
  component: { type: 'string', title: 'Component' },
  version: {
    ...{ type: 'string', title: 'Version', 'ui:field': 'DeliveryVersion' },
    'ui:options': { component: 'component' },
  },
};
const answers = { component: 'payments' };
const deployments = async () => ({ items: [story.acme()], totalItems: 1 });
const open = async () => {
  await userEvent.click(
    await screen.findByRole('combobox', { name: 'Version' }),
  );
  return screen.findAllByRole('option');
};

describe('DeliveryVersion', () => {
  it('offers the versions that ran there, newest first, each with its verdict', async () => {
    const { created, delivery } = await renderForm([{ properties }], {
      ...{ answers, delivery: { deployments } },
    });
    const options = await open();

    expect(options.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^2\.4\.0runs now/),
      '2.3.1ranRan for 9 days, until 13:55 (prod · acme)',
      expect.stringMatching(/^2\.2\.3ran/),
      expect.stringMatching(/^2\.3\.0rolled back/),
    ]);
    expect(delivery.deployments).toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: 'component:default/payments' }),
      expect.anything(),
    );
    await userEvent.click(options[1]);
    expect(await create(created)).toEqual({ ...answers, version: '2.3.1' });
  });

  it('keeps a banned one in sight, and lets nobody choose it', async () => {
    await renderForm([{ properties }], { answers, delivery: { deployments } });
    await open();
    const banned = screen.getByRole('option', { name: /^2\.3\.0/ });

    expect(banned).toHaveAttribute('aria-disabled', 'true');
    expect(banned).toHaveTextContent('Not offered: Banned by oncall-2');
    await userEvent.click(banned);
    expect(screen.getByRole('combobox', { name: 'Version' })).toHaveValue('');
  });

  it('does not offer what burns there now', async () => {
    await renderForm([{ properties }], {
      answers,
      delivery: {
        deployments,
        health: async () => ({
          items: [
            {
              ...story.burning(),
              ...{ deploymentId: 'prod-acme', status: 'burning' },
              message: '143 of 3,400 requests fail',
            },
          ],
        }),
      },
    });
    await open();
    const burning = await screen.findByRole('option', { name: /^2\.4\.0/ });

    expect(burning).toHaveAttribute('aria-disabled', 'true');
    expect(burning).toHaveTextContent(
      'Not offered: 143 of 3,400 requests fail (prod · acme)',
    );
  });

  it('refuses what is banned when somebody goes on before it is known', async () => {
    let asked = 0;
    await renderForm([{ properties }], {
      answers: { ...answers, version: '2.3.0' },
      delivery: {
        deployments,
        versions: async () => {
          asked += 1;
          return asked === 1
            ? new Promise(() => {})
            : { items: story.versions() };
        },
      },
    });
    await screen.findByRole('combobox', { name: 'Version' });
    await goOn();

    expect(
      await screen.findAllByText(/payments 2\.3\.0 is not offered.*Banned/),
    ).not.toHaveLength(0);
  });

  it('says of what runs there that nobody could tell whether it burns', async () => {
    await renderForm([{ properties }], {
      answers,
      delivery: {
        deployments,
        health: async () => {
          throw new Error('It is away');
        },
      },
    });
    const [current] = await open();
    expect(current).toHaveTextContent(
      'Could not tell whether 2.4.0 burns (prod · acme): It is away',
    );
  });

  it('says it when what measures what runs there does not answer', async () => {
    const silent = {
      ...{ ...story.burning(), deploymentId: 'prod-acme' },
      status: 'silent' as const,
      message: 'Prometheus eu-1 does not answer.',
    };
    await renderForm([{ properties }], {
      answers,
      delivery: { deployments, health: async () => ({ items: [silent] }) },
    });
    const [current] = await open();
    expect(current).toHaveTextContent(
      'Could not tell whether 2.4.0 burns (prod · acme): Prometheus eu-1 does not answer',
    );
  });

  it('takes a version that is not known here', async () => {
    const { created } = await renderForm([{ properties }], {
      ...{ answers, delivery: { deployments } },
    });
    await userEvent.type(
      await screen.findByRole('combobox', { name: 'Version' }),
      '9.9.9',
    );
    expect(await screen.findByText(/what you type counts/)).toBeInTheDocument();
    expect(await create(created)).toMatchObject({ version: '9.9.9' });
  });

  it('waits for the component', async () => {
    await renderForm([{ properties }]);
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Version' }),
    );
    expect(
      await screen.findByText('Choose the component first.'),
    ).toBeInTheDocument();
  });

  it('stands in a list beside the component of the same item', async () => {
    const { created } = await renderForm(
      [
        {
          properties: {
            services: {
              ...{ type: 'array', title: 'Services' },
              items: { type: 'object', properties } as never,
            },
          },
        },
      ],
      {
        delivery: { deployments },
        answers: { services: [{ component: 'payments' }] },
      },
    );
    await choose('Version', /^2\.3\.1/);
    expect(await create(created)).toEqual({
      services: [{ component: 'payments', version: '2.3.1' }],
    });
  });

  it('has no violation that axe can find', async () => {
    await renderForm([{ properties }], { answers, delivery: { deployments } });
    await open();
    expect(await violations()).toEqual([]);
  });
});
