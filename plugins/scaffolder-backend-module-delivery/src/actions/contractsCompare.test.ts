// The real one answers, so that nothing of it is guessed.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import contractsPlugin from '@slipway/backstage-plugin-contracts-backend';
import { GitRemote } from '../__testUtils__/GitRemote';
import {
  eventually,
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const schema = (...names: string[]) =>
  JSON.stringify({
    ...{ title: 'Order', type: 'object', required: names },
    properties: Object.fromEntries(names.map(n => [n, { type: 'string' }])),
  });
const VERSIONS =
  '/api/contracts/v1/contracts/api/default/order-schema/versions';

describe('contracts:compare', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  const compare = (input: object): Step[] => [
    {
      ...{ id: 'files', action: 'test:files' },
      input: { files: { 'old.json': schema('a'), 'new.json': schema('b') } },
    },
    { ...{ id: 'compare', action: 'contracts:compare' }, input: { ...input } },
  ];
  const both = {
    ...{ type: 'json-schema', before: ['old.json'], after: ['new.json'] },
  };

  beforeAll(async () => {
    remote = new GitRemote({ 'README.md': 'x\n' });
    const api = {
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'API' },
      metadata: { name: 'order-schema', namespace: 'default' },
      spec: { type: 'json-schema', definition: '{}' },
    };
    started = await startScaffolder({
      ...{ url: remote.url, entities: [api], features: [contractsPlugin] },
    });
    await eventually(async () => {
      const { status } = await started.api.get(VERSIONS);
      return status === 200 ? true : undefined;
    }, 'the contract');
    for (const [version, name] of [
      ['1.0.0', 'a'],
      ['2.0.0', 'b'],
    ]) {
      const body = { version, document: schema(name) };
      await started.api.post(VERSIONS).send(body).expect(201);
    }
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('compares two published versions', async () => {
    const { status, output, log } = await started.run(
      compare({
        contract: 'api:default/order-schema',
        ...{ from: '1.0.0', to: '2.0.0' },
      }),
    );

    expect(status === 'completed' ? '' : log).toBe('');
    expect(output.compare).toMatchObject({
      ...{ verdict: 'breaking', requiredBump: 'major' },
    });
  });

  it('compares files, in a dry run, too', async () => {
    const { output, log } = await started.dryRun(compare(both));

    expect(output.compare).toMatchObject({ verdict: 'breaking' });
    expect(log).toContain('the version needs a bump of major');
  });

  it.each([
    [{ ...both, failOn: 'breaking' }, /The change is breaking; see the log/],
    [{ ...both, failOn: 'risky' }, /The change is breaking; see the log/],
    [{ type: 'json-schema' }, /Name type, before and after/],
    [{ ...both, after: ['none.json'] }, /no file 'none\.json'/],
    [{ ...both, type: 'cobol' }, /is not one of enum values/],
  ])('fails for %j', async (input, sentence) => {
    const { status, log } = await started.run(compare(input));

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
  });

  it('does not fail for what nobody minds', async () => {
    const { status } = await started.run(
      compare({ ...both, after: ['old.json'], failOn: 'risky' }),
    );
    expect(status).toBe('completed');
  });
});
