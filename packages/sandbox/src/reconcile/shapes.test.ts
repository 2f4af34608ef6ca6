import {
  describeWithEngine,
  missingCorpora,
  missingKubeApiServer,
  readCorpus,
  startKubeApiServer,
  until,
  type KubeApiServer,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { startTestSandbox, version } from '../testUtils/startTestSandbox';

type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>;

interface Schema {
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Places at which a value is not what a structural schema says. */
function violations(schema: Schema, value: unknown, place: string): string[] {
  const type = typeOf(value);
  if (schema.type && schema.type !== type) {
    return [`${place} is ${type}, not ${schema.type}`];
  }
  if (type === 'array') {
    return (value as unknown[]).flatMap((item, index) =>
      violations(schema.items ?? {}, item, `${place}[${index}]`),
    );
  }
  if (type !== 'object') {
    return [];
  }
  const entries = Object.entries(value as object);
  const missing = (schema.required ?? [])
    .filter(key => !entries.some(([name]) => name === key))
    .map(key => `${place}.${key} is missing`);
  return [
    ...missing,
    ...entries.flatMap(([key, item]) => {
      const own = schema.properties?.[key] ?? schema.additionalProperties;
      const isOpen =
        !schema.properties || schema['x-kubernetes-preserve-unknown-fields'];
      if (!own) {
        return isOpen ? [] : [`${place}.${key} is not known`];
      }
      return own === true ? [] : violations(own, item, `${place}.${key}`);
    }),
  ];
}

/** Applications in every state that the sandbox shows, as a watch tells them. */
async function everyState(sandbox: Sandbox): Promise<any[]> {
  const client = sandbox.clientOf('EU1');
  const watch = await client.watch(
    '/apis/argoproj.io/v1alpha1/applications?watch=true',
  );
  const values = 'prod/acme/payments/values.yaml';
  const isNow = (words: string) =>
    until(`it is ${words}`, async () => {
      const { status } = await sandbox.application('EU1', 'payments-acme');
      return JSON.stringify(status).includes(words);
    });
  await sandbox.push({ [values]: version('2.3.1') });
  await isNow('"images":["registry.example.org/retail/payments:2.3.1"]');
  await sandbox.push({ [values]: () => 'image: [' });
  await isNow('ComparisonError');
  watch.close();
  return watch.events.map(({ object }) => object);
}

describeWithEngine('The simulated Application', missingCorpora, () => {
  it('has in every state the form that the definition of Argo CD allows', async () => {
    const sandbox = await startTestSandbox();
    const applications = await everyState(sandbox);
    await sandbox.stop();
    const [definition] = readCorpus(
      'kubernetes/crds/argocd-application-crd.yaml',
    ) as any[];
    const schema = definition.spec.versions[0].schema.openAPIV3Schema;
    const found = applications.flatMap(application =>
      violations(schema, application, application.metadata.name),
    );

    expect(applications.length).toBeGreaterThan(20);
    expect(new Set(applications.map(one => one.status.sync.status))).toEqual(
      new Set(['Synced', 'OutOfSync', 'Unknown']),
    );
    expect([...new Set(found)]).toEqual([]);
  }, 30_000);

  it('would not pass with a field that Argo CD does not have', () => {
    const schema: Schema = {
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: 'string' },
        b: { type: 'array', items: { type: 'integer' } },
      },
    };

    expect(violations(schema, { b: [1, 'x'], c: 1 }, 'it')).toEqual([
      'it.a is missing',
      'it.b[1] is string, not integer',
      'it.c is not known',
    ]);
  });
});

describeWithEngine('The simulated workloads', missingKubeApiServer, () => {
  let server: KubeApiServer;
  let sandbox: Sandbox;

  beforeAll(async () => {
    server = await startKubeApiServer();
    sandbox = await startTestSandbox();
    await server.client.post('/api/v1/namespaces', {
      metadata: { name: 'retail-qa' },
    });
  }, 90_000);

  afterAll(async () => {
    await sandbox?.stop();
    await server?.stop();
  }, 30_000);

  it.each([
    ['/apis/apps/v1', 'deployments'],
    ['/apis/apps/v1', 'replicasets'],
    ['/api/v1', 'pods'],
    ['/api/v1', 'events'],
  ])('are taken by the real API server: %s %s', async (api, plural) => {
    const path = `${api}/namespaces/retail-qa/${plural}`;
    const { body } = await sandbox.clientOf('EUQA').call(path);
    const refusals: string[] = [];
    for (const { metadata, ...rest } of body.items) {
      const { resourceVersion: _version, uid: _uid, ...own } = metadata;
      const answer = await server.client.post(`${path}?dryRun=All`, {
        ...rest,
        metadata: own,
      });
      if (answer.status !== 201) {
        refusals.push(answer.body.message);
      }
    }

    expect(body.items.length).toBeGreaterThan(0);
    expect(refusals).toEqual([]);
  });
});
