import { join } from 'node:path';
import request from 'supertest';
import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The real one judges, so that no beginning is one that it cannot read.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import contractsPlugin from '@slipway/backstage-plugin-contracts-backend';
import { CONTRACT_TYPES } from '@slipway/backstage-plugin-contracts-common';
import {
  type FakeAction,
  fakeAction,
  HOSTILE_TEXTS,
  pairwise,
  startScaffolder,
  type StartedScaffolder,
  TemplateRefusal,
  TEMPLATES,
} from '..';

jest.setTimeout(120_000);

const CONTRACT = join(TEMPLATES, 'contract', 'template.yaml');
const ADD = {
  ...{ what: 'add', component: 'component:default/payments' },
  ...{ name: 'payments-events', kind: 'asyncapi', version: '0.1.0' },
  ...{ description: 'What happens to payments', owner: 'group:default/team-a' },
  ...{ environment: 'dev', reason: 'Others ask for it' },
};
const EVOLVE = {
  ...{ what: 'evolve', component: 'payments', name: 'payments-db' },
  ...{ kind: 'sql', version: '1.1.0', document: 'CREATE TABLE a (id int);\n' },
  ...{ strictness: 'unknown', environment: 'dev', reason: 'One table more' },
};
const EXTENSIONS: Record<string, string> = {
  ...{ openapi: 'yaml', asyncapi: 'yaml', graphql: 'graphql', grpc: 'proto' },
  ...{ 'json-schema': 'json', avro: 'avsc', xsd: 'xsd', wsdl: 'wsdl' },
  ...{ sql: 'sql', odcs: 'yaml' },
};

/** A part of each beginning, and one with which it breaks who uses it. */
const BREAKING: Record<string, [RegExp, string]> = {
  openapi: [/\/items\/\{id\}/, '/others/{id}'],
  asyncapi: [/required: \[id, name\]/, 'required: [id]'],
  graphql: [/name: String!/, 'title: String!'],
  grpc: [/rpc GetItem\(/, 'rpc ReadItem('],
  'json-schema': [/"maxLength": 200/, '"maxLength": 100'],
  avro: [/"name": "name", "type": "string"/, '"name": "n", "type": "int"'],
  xsd: [/name="name" type="xs:string"/, 'name="title" type="xs:string"'],
  wsdl: [/name="getItem">/g, 'name="readItem">'],
  sql: [/name text/, 'title text'],
  odcs: [/- name: name/, '- name: title'],
};

/** Texts that become part of a name, a path or a commit's place. */
const STRICT = ['component', 'name', 'kind', 'version', 'owner', 'system']
  .concat(['environment', 'tenant', 'gitops', 'what'])
  .map((field): [string, (text: string) => object] => [
    field,
    text => ({ [field]: text }),
  ]);

describe('the template of contracts', () => {
  let scaffolder: StartedScaffolder;
  let update: FakeAction;
  let publish: FakeAction;

  beforeAll(async () => {
    update = fakeAction('delivery:deployment:update', { change: 'change-1' });
    publish = fakeAction('contracts:publish', { message: 'It is safe.' });
    const revert = fakeAction('delivery:change:revert');
    scaffolder = await startScaffolder(
      [update, publish, revert].map(({ action }) => action),
    );
  });

  beforeEach(() => {
    for (const { calls } of [update, publish]) calls.length = 0;
  });

  afterAll(() => scaffolder.stop());

  it('adds one beside what runs, and publishes it once the catalog has it', async () => {
    const { repository, output } = await scaffolder.render(CONTRACT, ADD);

    expect(update.calls).toEqual([
      {
        ...{ environment: 'dev', component: 'payments' },
        ...{ onlyNew: true, onlyExisting: false },
        ...{ sourcePath: './folder', reason: 'Others ask for it' },
      },
    ]);
    const asked = {
      ...{ contract: 'api:default/payments-events', version: '0.1.0' },
      files: ['folder/contracts/payments-events.yaml'],
      failOn: 'unknown',
    };
    expect(publish.calls).toEqual([
      { ...asked, onlyJudge: true, onlyNew: true },
      { ...asked, waitSeconds: 300 },
    ]);
    expect(
      repository.yaml('folder/catalog-info.payments-events.yaml'),
    ).toMatchObject([
      {
        kind: 'API',
        metadata: { name: 'payments-events' },
        spec: {
          ...{ type: 'asyncapi', owner: 'group:default/team-a' },
          definition: { $text: './contracts/payments-events.yaml' },
        },
      },
    ]);
    expect(JSON.stringify(output)).toContain('It is safe.');
  });

  it('has a new version judged before anything is committed', async () => {
    const { repository } = await scaffolder.render(CONTRACT, EVOLVE);

    const asked = {
      ...{ contract: 'api:default/payments-db', version: '1.1.0' },
      files: ['folder/contracts/payments-db.sql'],
      failOn: 'unknown',
    };
    expect(publish.calls).toEqual([
      { ...asked, onlyJudge: true, onlyNew: false },
      { ...asked, waitSeconds: 300 },
    ]);
    expect(update.calls).toMatchObject([
      { component: 'payments', onlyNew: false, onlyExisting: true },
    ]);
    expect(repository.paths(/^folder\//)).toEqual([
      'folder/contracts/payments-db.sql',
    ]);
    expect(repository.text('folder/contracts/payments-db.sql')).toBe(
      EVOLVE.document,
    );
  });

  it.each(
    pairwise({
      kind: [...CONTRACT_TYPES],
      document: [undefined, '# as it is: ${{ parameters.name }} {% if %}\n'],
      system: [undefined, 'system:default/retail'],
      tenant: [undefined, 'acme'],
      gitops: [undefined, 'gitops-retail'],
    }),
  )('adds %j', async choice => {
    const { repository } = await scaffolder.render(CONTRACT, {
      ...{ ...ADD, ...(choice as object) },
    });
    const { kind, document } = choice as { kind: string; document?: string };
    const file = `folder/contracts/payments-events.${EXTENSIONS[kind]}`;

    expect(repository.paths(/^folder\//)).toEqual([
      'folder/catalog-info.payments-events.yaml',
      file,
    ]);
    const text = repository.text(file);
    expect(document ? text === document : text.length > 100).toBe(true);
    expect(publish.calls).toMatchObject([{ files: [file] }, { files: [file] }]);
  });

  it.each(
    pairwise({
      kind: [...CONTRACT_TYPES],
      strictness: ['unknown', 'bump'],
      tenant: [undefined, 'acme'],
    }),
  )('evolves %j', async choice => {
    await scaffolder.render(CONTRACT, { ...EVOLVE, ...(choice as object) });
    const { kind, strictness } = choice as Record<string, string>;

    const asked = {
      files: [`folder/contracts/payments-db.${EXTENSIONS[kind]}`],
      failOn: strictness,
    };
    expect(publish.calls).toMatchObject([asked, asked]);
  });

  describe.each(STRICT)('%s', (_field, put) => {
    it.each(Object.entries(HOSTILE_TEXTS))(
      'is never %s',
      async (_what, text) => {
        const answers = { ...ADD, ...put(text) };
        const refusal = await scaffolder.render(CONTRACT, answers).then(
          () => undefined,
          (error: unknown) => error,
        );
        // What is a plain name all the same is taken as it is.
        const isPlain = /^[A-Za-z0-9]+$/.test(text);

        expect(refusal instanceof TemplateRefusal || isPlain).toBe(true);
        expect(update.calls).toHaveLength(refusal ? 0 : 1);
      },
    );
  });

  it.each(Object.entries(HOSTILE_TEXTS))(
    'keeps %s as the description it is',
    async (_what, text) => {
      const description = text.slice(0, 200) || ' ';
      const { repository } = await scaffolder.render(CONTRACT, {
        ...{ ...ADD, kind: 'openapi', description },
      });

      expect(
        repository.yaml('folder/catalog-info.payments-events.yaml'),
      ).toMatchObject([{ metadata: { description } }]);
      expect(
        repository.yaml('folder/contracts/payments-events.yaml'),
      ).toMatchObject([{ info: { description } }]);
    },
  );

  it.each([
    ['a new version without a text', { ...EVOLVE, document: undefined }],
    ['a new contract without an owner', { ...ADD, owner: undefined }],
    ['a version that is none', { ...ADD, version: '1.0' }],
    ['a version with zeros in front', { ...ADD, version: '01.0.0' }],
    ['a name of 61 letters', { ...ADD, name: 'a'.repeat(61) }],
  ])('is refused: %s', async (_, answers) => {
    await expect(scaffolder.render(CONTRACT, answers)).rejects.toThrow(
      TemplateRefusal,
    );
  });

  it('begins each kind with a document that can be compared', async () => {
    const backend = await startTestBackend({
      features: [contractsPlugin, catalogServiceMock.factory()],
    });
    try {
      for (const kind of CONTRACT_TYPES) {
        const { repository } = await scaffolder.render(CONTRACT, {
          ...{ ...ADD, kind },
        });
        const path = `folder/contracts/payments-events.${EXTENSIONS[kind]}`;
        const before = repository.text(path);
        const { status, body } = await request(backend.server)
          .post('/api/contracts/v1/compare')
          .send({
            type: kind,
            before,
            after: before.replace(...BREAKING[kind]),
          });

        expect([kind, status, body.error?.message]).toEqual([
          kind,
          200,
          undefined,
        ]);
        expect([kind, body.verdict]).toEqual([kind, 'breaking']);
      }
    } finally {
      await backend.stop();
    }
  });
});
