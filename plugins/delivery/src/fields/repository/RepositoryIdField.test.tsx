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
  name: { type: 'string', title: 'Name' },
  gitops: {
    ...{ type: 'string', title: 'GitOps repository' },
    'ui:field': 'DeliveryRepositoryId',
  },
};
const pages = [{ required: ['gitops'], properties }];
const several = async () => [
  ...story.gitopsRepositories(),
  { id: 'gitops-eu-2', branch: 'trunk', layouts: [{ path: '{component}' }] },
];
const box = () => screen.findByRole('combobox', { name: 'GitOps repository' });

describe('DeliveryRepositoryId', () => {
  it('takes the only repository and asks for nothing', async () => {
    const { created } = await renderForm(pages);
    await screen.findByRole('textbox', { name: 'Name' });
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());

    expect(await create(created)).toMatchObject({ gitops: 'gitops-retail' });
  });

  it('offers all where there are several, each with its branch and folders', async () => {
    const { created } = await renderForm(pages, {
      forms: { repositories: several },
    });
    await userEvent.click(await box());
    expect(
      await screen.findByRole('option', { name: /^gitops-eu-2/ }),
    ).toHaveTextContent('trunk · {component}');
    await userEvent.click(await box());
    await choose('GitOps repository', /^gitops-eu-2/);

    expect(await create(created)).toMatchObject({ gitops: 'gitops-eu-2' });
  });

  it('shows what a link filled in and the portal does not have', async () => {
    await renderForm(pages, { answers: { gitops: 'gone' } });
    expect(await box()).toHaveValue('gone');
  });

  it('takes what is typed while nobody can tell what there is', async () => {
    const { created } = await renderForm(pages, {
      forms: {
        repositories: async () => {
          throw new Error('It is away');
        },
      },
    });
    expect(
      await screen.findByText(/what you type counts: It is away/),
    ).toBeInTheDocument();
    await userEvent.type(await box(), 'gitops');
    expect(await create(created)).toMatchObject({ gitops: 'gitops' });
  });

  it('has no violation that axe can find', async () => {
    await renderForm(pages, { forms: { repositories: several } });
    await box();
    expect(await violations()).toEqual([]);
  });
});
