import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  FormFieldBlueprint,
  Stepper,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonObject, JsonValue } from '@backstage/types';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';
import * as legacy from '../legacy';
import { contractsPlugin } from '../plugin';
import { contractPicker } from './ContractPicker';

const PAYMENTS = {
  ...story.finePoint(),
  ...{ entityRef: 'api:default/payments-api', name: 'payments-api' },
  ...{ typeTitle: 'OpenAPI 3.1', owner: 'team-payments' },
  providers: ['component:default/payments'],
  latest: {
    ...{ version: '2.4.0', versionKind: 'semver' as const },
    publishedAt: '2026-11-19T12:00:00.000Z',
  },
};
const BARE = {
  ...story.finePoint(),
  ...{ entityRef: 'api:default/files', name: 'files', typeTitle: 'File' },
  ...{ owner: undefined, latest: undefined, providers: [] },
};

async function renderPicker(
  options: JsonObject = {},
  change: Partial<ContractsApi> = {},
  answers: Record<string, JsonValue> = {},
) {
  const created: JsonObject[] = [];
  window.scrollTo = () => {};
  const properties = {
    component: { type: 'string', title: 'Component' },
    contract: {
      ...{ type: 'string', title: 'Contract', description: 'What it needs.' },
      ...{ 'ui:field': 'ContractPicker', 'ui:options': options },
    },
  };
  const items = [PAYMENTS, BARE, { ...BARE, name: 'seen', seenOnly: true }];
  renderInTestApp(
    <Stepper
      manifest={{
        title: 'A template',
        steps: [{ title: 'Page', schema: { properties } }],
      }}
      extensions={[
        createFormField(
          contractPicker as never,
        ) as unknown as FieldExtensionOptions,
      ]}
      initialState={answers}
      onCreate={async made => {
        created.push(made as JsonObject);
      }}
    />,
    {
      apis: [
        [
          contractsApiRef,
          fakeApi({
            contracts: async () => story.pointsPage({ items }),
            ...change,
          }),
        ],
        mockApis.identity(),
      ],
    },
  );
  await act(async () => {});
  return created;
}

const box = () => screen.findByRole('combobox', { name: 'Contract' });
async function create(created: JsonObject[]) {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  return created[0];
}

describe('ContractPicker', () => {
  it('offers what is agreed, with kind, owner and newest version', async () => {
    const created = await renderPicker();
    await userEvent.click(await box());
    const options = await screen.findAllByRole('option');

    expect(options.map(({ textContent }) => textContent)).toEqual([
      'payments-apiOpenAPI 3.1 · owned by team-payments · newest version 2.4.0',
      'filesFile · owned by nobody · no version published',
    ]);
    await userEvent.click(options[0]);
    expect(await create(created)).toEqual({
      contract: 'api:default/payments-api',
    });
  });

  it('gives the name alone where that is asked for', async () => {
    const created = await renderPicker({ value: 'name' });
    await userEvent.type(await box(), 'team-pay');
    await userEvent.keyboard('{ArrowDown}{Enter}');

    expect(await create(created)).toEqual({ contract: 'payments-api' });
  });

  it('offers only what the chosen component keeps', async () => {
    await renderPicker(
      { provider: 'component' },
      {},
      {
        component: 'component:default/payments',
      },
    );
    await userEvent.click(await box());
    expect(await screen.findAllByRole('option')).toHaveLength(1);
  });

  it('takes one that is not in the catalog yet', async () => {
    const created = await renderPicker();
    await userEvent.type(await box(), 'later-api');

    expect(
      screen.getByText('No contract like that is known; what you type counts.'),
    ).toBeInTheDocument();
    expect(await create(created)).toEqual({ contract: 'later-api' });
  });

  it('says when the contracts cannot be read', async () => {
    await renderPicker(
      {},
      {
        contracts: async () => {
          throw await failure(503, 'It is away');
        },
      },
    );
    expect(
      await screen.findByText(/could not be read, so what you type counts/),
    ).toBeInTheDocument();
  });

  it('is explained to a screen reader, and has no violation that axe can find', async () => {
    await renderPicker();
    expect(await box()).toHaveAccessibleDescription('What it needs.');
    await userEvent.click(await box());
    await screen.findAllByRole('option');
    const rules = { 'color-contrast': { enabled: false } };
    const { violations } = await axe.run(document.body, {
      rules: {
        ...{ ...rules, region: { enabled: false } },
        'page-has-heading-one': { enabled: false },
      },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('the field of the plugin', () => {
  it('is an extension, an export for older apps, and in the read-me', async () => {
    const extension = contractsPlugin.getExtension(
      'scaffolder-form-field:contracts/contract-picker',
    );
    const load = createExtensionTester(extension).get(
      FormFieldBlueprint.dataRefs.formFieldLoader,
    );
    const readMe = readFileSync(join(__dirname, '../../README.md'), 'utf8');

    expect(await load()).toMatchObject({ name: 'ContractPicker' });
    expect(Object.keys(legacy)).toContain('ContractPickerFieldExtension');
    expect(readMe).toContain('| `ContractPicker` |');
  });
});
