import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from 'prettier';
import { parse } from 'yaml';
import {
  buildServiceTemplates,
  formatTemplate,
  NOTICE,
  serviceTemplate,
} from './serviceTemplates.mjs';
import { ROOT } from './toolchain.mjs';

const FOLDER = join(ROOT, 'templates', 'services');

const PARTS = {
  form: [
    {
      title: '$page',
      properties: {
        database: { type: 'string', enum: ['none', 'postgresql'] },
        bus: { type: 'string', enum: ['none', 'rabbitmq'], description: 'A' },
        contract: { type: 'string', enum: ['none', 'openapi'] },
      },
      allOf: [
        { onlyWith: 'store', if: { required: ['secrets'] } },
        { onlyWith: 'bus', if: { required: ['bus'] } },
      ],
    },
  ],
  steps: [
    { id: 'first', input: { values: '$values', namespace: '$namespace' } },
    '$code',
    { id: 'seal', onlyWith: 'bus', input: {} },
    { id: 'last', input: { values: '$copy' } },
  ],
  shared: { namespace: 'dev', values: { place: 'repository', kind: '$kind' } },
  output: { links: [] },
};

const KIND = {
  ...{ title: 'A', description: 'B', tags: ['a'], page: 'The page' },
  kind: { type: 'service', toolchain: 'node' },
  code: [{ id: 'code', name: 'Code', url: './code' }],
};

const made = (change = {}, parts = PARTS) =>
  serviceTemplate('orders', { ...KIND, ...change }, parts);

test('the templates that are there are those that the source makes', async () => {
  const files = await buildServiceTemplates(FOLDER);
  const there = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'));

  assert.deepEqual(Object.keys(files), there.sort());
  for (const [name, text] of Object.entries(files)) {
    assert.equal(
      readFileSync(join(FOLDER, name), 'utf8'),
      text,
      `templates/services/${name} is not what its source makes: run yarn templates:build`,
    );
  }
});

test('each of them says where it is changed, and is formatted', async () => {
  const files = await buildServiceTemplates(FOLDER);
  const options = JSON.parse(
    readFileSync(join(ROOT, '.prettierrc.json'), 'utf8'),
  );

  for (const text of Object.values(files)) {
    assert.equal(text.split('\n')[0], `#${NOTICE}`);
    assert.equal(await check(text, { parser: 'yaml', ...options }), true);
  }
});

test('a kind gets its name, its code and its values', () => {
  const { metadata, spec } = made();

  assert.equal(metadata.name, 'orders');
  assert.equal(spec.type, 'service');
  assert.equal(spec.parameters[0].title, 'The page');
  const [first, code, , last] = spec.steps;
  assert.deepEqual(first.input, {
    values: {
      place: 'repository',
      kind: { id: 'orders', type: 'service', toolchain: 'node' },
    },
    namespace: 'dev',
  });
  assert.equal(code.input.url, './code');
  assert.equal(code.input.values, first.input.values);
  assert.equal(last.input.values.place, 'deployment');
});

test('a kind changes a question, and leaves out what is null', () => {
  const { spec } = made({
    choices: { bus: { enum: ['rabbitmq'], description: null } },
  });

  assert.deepEqual(spec.parameters[0].properties.bus, {
    ...{ type: 'string', enum: ['rabbitmq'] },
  });
});

test('what cannot be chosen has no conditions and no steps', () => {
  const none = { enum: ['none'] };
  const withoutBus = made({ choices: { bus: none } }).spec;
  const withoutStores = made({ choices: { bus: none, database: none } }).spec;

  assert.equal(withoutBus.parameters[0].allOf.length, 1);
  assert.equal('allOf' in withoutStores.parameters[0], false);
  assert.deepEqual(
    withoutBus.steps.map(({ id }) => id),
    ['first', 'code', 'last'],
  );
  assert.equal(JSON.stringify(made()).includes('onlyWith'), false);
});

test('refuses a placeholder that means nothing', () => {
  const steps = [{ id: 'a', input: '$nothing' }];

  assert.throws(
    () => made({}, { ...PARTS, steps }),
    /names \$nothing, and there is no such placeholder; there are: \$namespace/,
  );
});

test('refuses a choice that no form asks for', () => {
  assert.throws(() => made({ choices: { buss: {} } }), /not ask for 'buss'/);
});

test('what is the same stands there once', async () => {
  const text = await formatTemplate(made());

  assert.equal(text.match(/toolchain: node/g).length, 1);
  assert.deepEqual(parse(text), JSON.parse(JSON.stringify(made())));
});
