import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../../__fixtures__/story';
import {
  choose,
  create,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const properties = {
  cluster: {
    ...{ type: 'string', title: 'Cluster' },
    'ui:field': 'DeliverySealingCluster',
  },
};
const clusters = (...sealingClusters: string[]) => ({
  forms: { settings: async () => story.formsSettings({ sealingClusters }) },
});
const box = () => screen.findByRole('combobox', { name: 'Cluster' });

describe('DeliverySealingCluster', () => {
  it('takes the only cluster at once', async () => {
    const { created } = await renderForm([{ properties }]);
    await waitFor(async () => expect(await box()).toHaveValue('eu-1'));
    expect(await create(created)).toEqual({ cluster: 'eu-1' });
  });

  it('lets one of several be chosen', async () => {
    const { created } = await renderForm([{ properties }], {
      ...clusters('eu-1', 'us-1'),
    });
    await choose('Cluster', 'us-1');
    expect(await create(created)).toEqual({ cluster: 'us-1' });
  });

  it('says what to do where none is configured', async () => {
    await renderForm([{ properties }], clusters());
    await userEvent.click(await box());

    expect(
      await screen.findByText(/scaffolder\.delivery\.sealedSecrets/),
    ).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });
});
