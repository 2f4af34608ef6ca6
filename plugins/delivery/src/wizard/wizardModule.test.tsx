import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  type FieldExtensionOptions,
  scaffolderApiRef,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router-dom';
import { fakeFormsApi } from '../__testUtils__/fakeFormsApi';
import { violations } from '../__testUtils__/renderForm';
import { tenantTemplate } from '../__testUtils__/renderReview';
import { deliveryFormsApiRef } from '../api/FormsApi';
import { FIELDS } from '../fields/definitions';
import { TemplatesPage } from './TemplatesPage';
import { deliveryScaffolderModule } from './wizardModule';

const plain = {
  ...tenantTemplate,
  metadata: { name: 'plain', namespace: 'default' },
  spec: { ...tenantTemplate.spec, steps: [{ action: 'publish:github' }] },
};

function Where() {
  return <output aria-label="address">{useLocation().pathname}</output>;
}

async function renderPage(path: string) {
  window.scrollTo = () => {};
  const scaffold = jest.fn(async () => ({ taskId: 'task-1' }));
  const fields = Object.values(FIELDS).map(
    field =>
      createFormField(field as never) as unknown as FieldExtensionOptions,
  );
  const properties = {
    name: { type: 'string', title: 'Name', 'ui:field': 'DeliveryTenantName' },
    word: { type: 'string', title: 'Word', 'ui:field': 'Secret' },
  };
  renderInTestApp(
    <>
      <Routes>
        <Route
          path="/create/templates/*"
          element={
            <TemplatesPage
              original={<p>Backstage's own page</p>}
              loadFields={async () => fields}
            />
          }
        />
        <Route path="*" element={<p>elsewhere</p>} />
      </Routes>
      <Where />
    </>,
    {
      apis: [
        [deliveryFormsApiRef, fakeFormsApi()],
        [
          catalogApiRef,
          catalogApiMock({ entities: [tenantTemplate, plain] as never }),
        ],
        [
          scaffolderApiRef,
          {
            scaffold,
            getTemplateParameterSchema: async () => ({
              ...{ title: 'Tenant', description: 'A new tenant.' },
              presentation: { buttonLabels: { createButtonText: 'Make it' } },
              steps: [{ title: 'The tenant', schema: { properties } }],
            }),
          } as never,
        ],
        mockApis.identity(),
      ],
      initialRouteEntries: [path],
      mountedRoutes: {
        '/create': scaffolderPlugin.routes.root,
      },
    },
  );
  return { scaffold };
}

describe('the wizard', () => {
  it('asks with all fields, ends with the lines, and starts the task', async () => {
    const { scaffold } = await renderPage('/create/templates/default/tenant');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Tenant' }),
    ).toBeInTheDocument();
    await userEvent.type(await screen.findByLabelText('Name'), 'initech');
    await userEvent.type(screen.getByLabelText('Word'), 'a word');
    await screen.findByText('Free, valid and not reserved');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));

    await screen.findByRole('region', { name: 'Create the tenant' });
    expect(
      screen.getByRole('heading', { level: 1, name: 'Tenant: initech' }),
    ).toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Make it initech' }),
    );

    expect(scaffold).toHaveBeenCalledWith({
      templateRef: 'template:default/tenant',
      values: { name: 'initech', word: '******' },
      secrets: { word: 'a word' },
    });
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/create/tasks/task-1',
    );
  });

  it.each([
    '/create/templates',
    '/create/templates/default/plain',
    '/create/templates/default/none',
  ])('leaves %s to Backstage', async path => {
    await renderPage(path);
    expect(await screen.findByText("Backstage's own page")).toBeInTheDocument();
  });

  it('takes the place of one page of the scaffolder, in a module of it', () => {
    expect(deliveryScaffolderModule.pluginId).toBe('scaffolder');
    expect(
      scaffolderPlugin.getExtension('sub-page:scaffolder/templates'),
    ).toBeDefined();
  });
});
