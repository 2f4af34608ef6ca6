import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  type FieldExtensionOptions,
  scaffolderApiRef,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeFormsApi } from '../__testUtils__/fakeFormsApi';
import { violations } from '../__testUtils__/renderForm';
import { deliveryFormsApiRef } from '../api/FormsApi';
import { FIELDS } from '../fields/definitions';
import { TemplateWizard } from './TemplateWizard';

const extensions = Object.values(FIELDS).map(
  field => createFormField(field as never) as unknown as FieldExtensionOptions,
);

const steps = [
  {
    title: 'Name and plan',
    schema: {
      title: 'Name and plan',
      required: ['name'],
      properties: {
        name: {
          ...{ type: 'string', title: 'Name', pattern: '^[a-z]+$' },
          'ui:autofocus': true,
        },
      },
    },
  },
  {
    title: 'People',
    schema: {
      title: 'People',
      description: 'Who answers for it.',
      required: ['owner'],
      properties: {
        owner: { type: 'string', title: 'Owner', minLength: 3 },
        size: { type: 'string', title: 'Size', default: 's', enum: ['s', 'l'] },
      },
      dependencies: {
        size: {
          oneOf: [
            { properties: { size: { enum: ['s'] } } },
            {
              properties: {
                size: { enum: ['l'] },
                costCentre: {
                  ...{ type: 'string', title: 'Who pays' },
                  ...{ pattern: '^[0-9]+$', default: 'us' },
                },
              },
            },
          ],
        },
      },
    },
  },
];

async function renderWizard() {
  window.scrollTo = () => {};
  renderInTestApp(
    <SecretsContextProvider>
      <TemplateWizard
        templateRef="template:default/tenant"
        extensions={extensions}
      />
    </SecretsContextProvider>,
    {
      apis: [
        [deliveryFormsApiRef, fakeFormsApi()],
        [
          scaffolderApiRef,
          {
            getTemplateParameterSchema: async () => ({
              ...{ title: 'Tenant', description: 'A new tenant.', steps },
            }),
          } as never,
        ],
        mockApis.identity(),
      ],
      mountedRoutes: { '/create': scaffolderPlugin.routes.root },
    },
  );
  return await screen.findByLabelText(/^Name/);
}

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const heading = (name: string) =>
  screen.findByRole('heading', { level: 2, name });

describe('the pages of the wizard', () => {
  it('begin in the field that asks for it', async () => {
    expect(await renderWizard()).toHaveFocus();
    expect(await heading('Name and plan')).toBeInTheDocument();
  });

  it('put the focus on their heading after Next and Back, and on the review', async () => {
    await userEvent.type(await renderWizard(), 'initech');

    await press('Next');
    await waitFor(async () => expect(await heading('People')).toHaveFocus());
    await press('Back');
    await waitFor(async () =>
      expect(await heading('Name and plan')).toHaveFocus(),
    );
    await press('Next');
    await userEvent.type(await screen.findByLabelText(/^Owner/), 'team-care');
    await press('Review');

    expect(await screen.findByRole('region', { name: 'Review' })).toHaveFocus();
  });

  it('leave the focus alone while they are filled in', async () => {
    await userEvent.type(await renderWizard(), 'initech');
    expect(screen.getByLabelText(/^Name/)).toHaveFocus();
    expect(screen.getByLabelText(/^Name/)).toHaveValue('initech');
  });

  it('say what is wrong in sentences, and show nobody an expression', async () => {
    await userEvent.type(await renderWizard(), 'Initech 1');
    await press('Next');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'One answer has to be correctedName: It cannot be written like this',
    );
    expect(document.body).not.toHaveTextContent('pattern');
    expect(await violations()).toEqual([]);
  });

  it('put the focus into the first wrong field, each time somebody wants to go on', async () => {
    const name = await renderWizard();
    await userEvent.type(name, 'Initech');
    await press('Next');
    await screen.findByRole('alert');
    await waitFor(() => expect(screen.getByLabelText(/^Name/)).toHaveFocus());

    await userEvent.type(screen.getByLabelText(/^Name/), '1');
    await press('Next');
    await waitFor(() => expect(screen.getByLabelText(/^Name/)).toHaveFocus());
    expect(await screen.findByRole('alert')).toBeVisible();
  });

  it('take the list of errors away with the correction, and bring it back for another slip', async () => {
    await userEvent.type(await renderWizard(), 'Initech');
    await press('Next');
    await screen.findByRole('alert');
    await userEvent.clear(screen.getByLabelText(/^Name/));
    await userEvent.type(screen.getByLabelText(/^Name/), 'Init');
    expect(screen.queryByRole('alert')).toBeNull();

    await press('Next');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'One answer has to be corrected',
    );
  });

  it('call a field by its title, also one that only some answers ask for', async () => {
    await userEvent.type(await renderWizard(), 'initech');
    await press('Next');
    await userEvent.type(await screen.findByLabelText(/^Owner/), 'me');
    await userEvent.click(screen.getByLabelText('Size'));
    await userEvent.click(screen.getByRole('option', { name: 'l' }));
    await press('Review');

    const alert = await screen.findByRole('alert');
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Owner: At least 3 characters.',
      expect.stringMatching(/^Who pays: It cannot be written like this/),
    ]);
  });
});
