import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import {
  payments,
  renderContracts,
  violationsIn,
} from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { ComponentContractsCard } from './ComponentContractsCard';

async function open(change: Partial<ContractsApi> = {}) {
  const { api, container } = await renderContracts(<ComponentContractsCard />, {
    api: fakeApi(change),
    entity: payments,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'May another version go live?' }),
  );
  return { api, container, form: await screen.findByRole('form') };
}

const version = () => screen.getByRole('combobox', { name: 'Version' });
const button = () => screen.getByRole('button', { name: 'Ask' });
const answer = () => screen.getByRole('status');

describe('CanIForm', () => {
  it('is not there for a component without contracts', async () => {
    await renderContracts(<ComponentContractsCard />, {
      api: fakeApi({
        ofComponent: async () =>
          story.componentContracts({ provides: [], consumes: [] }),
      }),
      entity: payments,
    });
    await screen.findByText(/not known to offer/);

    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('asks of a version, for what and where, and names who is in the way', async () => {
    const { api } = await open();

    await userEvent.click(version());
    await userEvent.click(
      within(screen.getByRole('listbox', { name: 'Version' })).getByText(
        '2.2.3',
      ),
    );
    await userEvent.selectOptions(
      screen.getByLabelText('What for'),
      'Roll back to it',
    );
    await userEvent.click(button());

    expect(api.canI).toHaveBeenCalledWith({
      ...{ component: 'component:default/payments', version: '2.2.3' },
      ...{ environment: 'prod', action: 'rollback' },
    });
    expect(answer()).toHaveTextContent(
      'Blocked payments 2.2.3 may not come back to prod: it does not fit invoices 3.8.0.',
    );
    expect(within(answer()).getByRole('listitem')).toHaveTextContent(
      'invoices 3.8.0 would break. settledAt is gone.',
    );
    expect(answer()).toHaveTextContent(/Ways out\. Bring invoices/);
  });

  it('asks about the environment that is chosen', async () => {
    const { api } = await open();

    await userEvent.selectOptions(screen.getByLabelText('Environment'), 'qa');
    await userEvent.type(version(), '9.9.9{Enter}');

    expect(api.canI).toHaveBeenCalledWith(
      expect.objectContaining({ environment: 'qa', version: '9.9.9' }),
    );
  });

  it('forgets an answer once something else is asked about', async () => {
    await open();
    await userEvent.type(version(), '2.2.3{Enter}');
    expect(answer()).not.toBeEmptyDOMElement();

    await userEvent.selectOptions(screen.getByLabelText('Environment'), 'acc');

    expect(answer()).toBeEmptyDOMElement();
  });

  it('does not call fine what could not be told', async () => {
    await open({
      canI: async () => ({
        ...story.canIResult(),
        ...{ answer: 'unknown', message: 'dev-1 is silent.', findings: [] },
        waysOut: [],
      }),
    });

    await userEvent.type(version(), '2.2.3{Enter}');

    expect(answer()).toHaveTextContent('Could not tell dev-1 is silent.');
    expect(answer()).not.toHaveTextContent('Ways out');
  });

  it('says what is missing, and asks nothing until then', async () => {
    const { api } = await open();

    await userEvent.click(button());

    expect(button()).toHaveAccessibleDescription(
      'Choose or type the version to try first.',
    );
    expect(api.canI).not.toHaveBeenCalled();
  });

  it('says that no environment is known', async () => {
    await open({ environments: async () => [] });

    await userEvent.type(version(), '2.2.3');

    expect(button()).toHaveAccessibleDescription(
      'No environment is known yet.',
    );
  });

  it('starts with the last stage, whatever it is called, and computes no matrix for names', async () => {
    const { api } = await open({ environments: async () => ['test', 'live'] });

    expect(screen.getByLabelText('Environment')).toHaveValue('live');
    await userEvent.type(version(), '2.2.3{Enter}');

    expect(api.canI).toHaveBeenCalledWith(
      expect.objectContaining({ environment: 'live' }),
    );
    expect(api.matrix).not.toHaveBeenCalled();
  });

  it('waits for the environments, and says so', async () => {
    const { api } = await open({ environments: hangs });

    await userEvent.type(version(), '2.2.3{Enter}');

    expect(button()).toHaveAccessibleDescription(
      'The environments are being loaded.',
    );
    expect(api.canI).not.toHaveBeenCalled();
  });

  it('says why the environments could not be loaded', async () => {
    await open({ environments: fails(503, 'The plugin delivery is away.') });

    await userEvent.type(version(), '2.2.3');

    expect(screen.getByRole('alert')).toHaveTextContent(
      'The plugin delivery is away.',
    );
    expect(button()).toHaveAccessibleDescription(
      'The environments could not be loaded.',
    );
  });

  it('asks once, however often it is pressed', async () => {
    const { api } = await open({ canI: hangs });
    await userEvent.type(version(), '2.2.3');

    await userEvent.click(button());
    await userEvent.click(button());

    expect(api.canI).toHaveBeenCalledTimes(1);
    expect(button()).toHaveAccessibleDescription('It is being asked.');
  });

  it('says why it could not be asked', async () => {
    await open({ canI: fails(400, 'There is no environment prod.') });

    await userEvent.type(version(), '2.2.3{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It could not be asked: There is no environment prod.',
    );
  });

  it('has nothing that axe finds wrong', async () => {
    const { form } = await open();

    expect(await violationsIn(form)).toEqual([]);
  });
});
