import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  createFormField,
  Stepper,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  type FieldExtensionOptions,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import {
  type CatalogApi,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { deliveryApiRef, type DeliveryApi } from '../api/DeliveryApi';
import { deliveryFormsApiRef, type FormsApi } from '../api/FormsApi';
import { FIELDS } from '../fields/definitions';
import { FieldMemory } from '../fields/kit/FieldMemory';
import { fakeApi } from './fakeApi';
import { fakeFormsApi } from './fakeFormsApi';

/** A page of a template's form. */
export interface FormPage {
  title?: string;
  required?: string[];
  properties: Record<string, JsonObject>;
}

const extensions = Object.values(FIELDS).map(
  field => createFormField(field as never) as unknown as FieldExtensionOptions,
);

/** Renders pages of a form as Backstage's own wizard does. */
export async function renderForm(
  pages: FormPage[],
  options: {
    delivery?: Partial<DeliveryApi>;
    forms?: Partial<FormsApi>;
    answers?: Record<string, JsonValue>;
    catalog?: CatalogApi;
  } = {},
) {
  const created: JsonObject[] = [];
  // The page of a test has no height to scroll.
  window.scrollTo = () => {};
  const delivery = fakeApi(options.delivery);
  const forms = fakeFormsApi(options.forms);
  const result = renderInTestApp(
    <SecretsContextProvider>
      <FieldMemory>
        <Stepper
          manifest={{
            title: 'A template',
            steps: pages.map(({ title = 'Page', ...schema }) => ({
              ...{ title, schema: { title, ...schema } as JsonObject },
            })),
          }}
          extensions={extensions}
          initialState={options.answers}
          onCreate={async answers => {
            created.push(answers as JsonObject);
          }}
        />
      </FieldMemory>
    </SecretsContextProvider>,
    {
      apis: [
        [deliveryApiRef, delivery],
        [deliveryFormsApiRef, forms],
        mockApis.identity(),
        [catalogApiRef, options.catalog ?? catalogApiMock()],
      ],
    },
  );
  await act(async () => {});
  return { unmount: () => result.unmount(), delivery, forms, created };
}

/** Goes on to the next page, or to the review. */
export async function goOn() {
  await userEvent.click(
    screen.getByRole('button', { name: /^(Next|Review)$/ }),
  );
}

/** Sends the form and gives the answers. */
export async function create(created: JsonObject[]): Promise<JsonObject> {
  await goOn();
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  return created[0];
}

/** Opens a list and takes one of it. */
export async function choose(label: RegExp | string, option: RegExp | string) {
  await userEvent.click(await screen.findByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

/** What axe finds wrong on the page; colours need a browser. */
export async function violations() {
  const found = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      // Backstage's own frame of the test.
      ...{
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
    },
  });
  return found.violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html }) => html.slice(0, 160)),
  ]);
}
