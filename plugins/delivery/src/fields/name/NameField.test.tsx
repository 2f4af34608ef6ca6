import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const name = (field = 'DeliveryTenantName', options: object = {}) => ({
  name: {
    ...{ type: 'string', title: 'Name', description: 'Small letters.' },
    ...{ 'ui:field': field, 'ui:options': options as never },
  },
});
const box = () => screen.findByRole('textbox', { name: /^Name/ });

describe('DeliveryTenantName', () => {
  it('says that a name is free', async () => {
    const { created } = await renderForm([{ properties: name() }]);
    await userEvent.type(await box(), 'initech');

    expect(
      await screen.findByText('Free, valid and not reserved'),
    ).toBeInTheDocument();
    expect(await create(created)).toEqual({ name: 'initech' });
  });

  it('says who has a name, and does not go on with it', async () => {
    await renderForm([{ properties: name() }]);
    await userEvent.type(await box(), 'acme');
    expect(
      await screen.findByText(/in prod\/acme\/payments, owned by team-care/),
    ).toBeInTheDocument();

    await goOn();
    await waitFor(() =>
      expect(
        screen.getAllByText(/acme is there already/).length,
      ).toBeGreaterThan(1),
    );
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('asks once for a word and not for each letter', async () => {
    const { forms } = await renderForm([{ properties: name() }]);
    await userEvent.type(await box(), 'initech');
    await screen.findByText('Free, valid and not reserved');

    expect(forms.name.mock.calls.map(([asked]) => asked)).toEqual([
      { kind: 'tenant', name: 'initech' },
    ]);
  });

  it('breaks a question off when the name changes meanwhile', async () => {
    const signals: AbortSignal[] = [];
    await renderForm([{ properties: name() }], {
      forms: {
        name: async (asked, options) => {
          signals.push(options!.signal!);
          if (asked.name === 'slow') await new Promise(() => {});
          return story.nameAnswer(asked);
        },
      },
    });
    await userEvent.type(await box(), 'slow');
    await waitFor(() => expect(signals).toHaveLength(1));
    await userEvent.type(await box(), 'er');

    expect(signals[0].aborted).toBe(true);
    expect(
      await screen.findByText('Free, valid and not reserved'),
    ).toBeInTheDocument();
  });

  it('does not call free what could not be told', async () => {
    const { created } = await renderForm([{ properties: name() }], {
      forms: {
        name: async () => {
          throw new Error('The portal is away');
        },
      },
    });
    await userEvent.type(await box(), 'initech');

    expect(
      await screen.findByText('It could not be checked: The portal is away'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^Free/)).not.toBeInTheDocument();
    // The task checks it again.
    expect(await create(created)).toEqual({ name: 'initech' });
  });

  it('is explained to a screen reader, and has no violation that axe can find', async () => {
    await renderForm([{ properties: name() }]);
    await userEvent.type(await box(), 'acme');
    await screen.findByText(/acme is there already/);

    expect(await box()).toHaveAccessibleDescription(
      /Small letters\. .*acme is there already/,
    );
    expect(await violations()).toEqual([]);
  });
});

describe('DeliveryName', () => {
  it.each([
    [{}, 'component'],
    [{ kind: 'environment' }, 'environment'],
  ])('with %j asks for the name of a %s', async (options, kind) => {
    const { forms } = await renderForm([
      { properties: name('DeliveryName', options) },
    ]);
    await userEvent.type(await box(), 'orders');
    await screen.findByText('Free, valid and not reserved');

    expect(forms.name).toHaveBeenCalledWith(
      { kind, name: 'orders' },
      expect.anything(),
    );
  });
});
