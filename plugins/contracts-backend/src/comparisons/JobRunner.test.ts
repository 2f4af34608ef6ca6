import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import { jsonSchemaFormat } from '@slipway/backstage-plugin-contracts-node';
import { JobRunner, UnreadableDocumentError } from './JobRunner';
import { JobEndedError } from './JobLane';
import type { Job } from './jobs';

jest.setTimeout(30_000);

const LIMITS = { timeoutMs: 20_000, memoryMb: 512, lanes: 1 };
const compare = (
  before: object,
  after: object,
): Extract<Job, { kind: 'compare' }> => ({
  ...{ kind: 'compare', type: 'json-schema', reading: { direction: 'send' } },
  ...{ before: JSON.stringify(before), after: JSON.stringify(after) },
});

/** A schema that no search ends with soon. */
function endless(bound: number) {
  const properties = Object.fromEntries(
    Array.from({ length: 3_000 }, (_none, index) => [
      `p${index}`,
      { anyOf: [{ minimum: bound + index }, { pattern: `^(a|b){${index}}$` }] },
    ]),
  );
  return { type: 'object', properties, anyOf: [{ minProperties: bound }] };
}

describe('JobRunner', () => {
  let runner: JobRunner;

  afterEach(async () => {
    await runner.stop();
  });

  it('compares, reads outlines and finds uses in a process of its own', async () => {
    runner = JobRunner.create(LIMITS);

    const changes = await runner.run(
      compare({ type: 'string' }, { type: 'integer' }),
    );
    expect(changes).toMatchObject([{ verdict: 'breaking' }]);
    const outline = await runner.run({
      ...{ kind: 'outline', type: 'json-schema' },
      document: '{"title":"Order"}',
    });
    expect(outline.title).toBe('Order');
    const statement = '{ a }';
    expect(
      await runner.run({ kind: 'uses', type: 'json-schema', statement }),
    ).toEqual([]);
  });

  it('says which document cannot be read', async () => {
    runner = JobRunner.create(LIMITS);
    const job = { ...compare({}, {}), after: '[' };

    await expect(runner.run(job)).rejects.toMatchObject({
      ...{ name: 'UnreadableDocumentError', side: 'after' },
    });
  });

  it('ends what takes too long, and goes on with the next', async () => {
    runner = JobRunner.create({ ...LIMITS, timeoutMs: 700 });

    await expect(runner.run(compare(endless(1), endless(2)))).rejects.toThrow(
      new JobEndedError('it takes longer than 0.7 seconds'),
    );
    runner = JobRunner.create(LIMITS);
    await expect(
      runner.run(compare({ type: 'string' }, { type: 'string' })),
    ).resolves.toEqual([]);
  });

  it('leaves the server free while a comparison is made', async () => {
    runner = JobRunner.create({ ...LIMITS, timeoutMs: 1_500 });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 10);

    await runner.run(compare(endless(1), endless(2))).catch(() => {});
    clearInterval(timer);
    expect(turns).toBeGreaterThan(50);
  });

  it('does one job after the other when there is one lane', async () => {
    runner = JobRunner.create(LIMITS);
    const jobs = Array.from({ length: 5 }, (_none, index) =>
      runner.run(compare({ maximum: index + 1 }, { maximum: index })),
    );
    const all = await Promise.all(jobs);

    expect(all.map(([change]) => change.verdict)).toEqual(
      Array(5).fill('breaking'),
    );
  });

  it('asks a format of a module in this process', async () => {
    const added: ContractFormat = {
      ...jsonSchemaFormat,
      ...{ id: 'avro', parse: () => 'read' },
      compare: () => [{ rule: 'r', verdict: 'risky', message: 'Mine.' }],
    };
    runner = JobRunner.create({ ...LIMITS, added: [added] });
    const job = { ...compare({}, {}), type: 'avro' as const };

    expect(await runner.run(job)).toMatchObject([{ message: 'Mine.' }]);
  });

  it('says that nobody can read a type', async () => {
    runner = JobRunner.create(LIMITS);
    const job = { ...compare({}, {}), type: 'none' as never };

    await expect(runner.run(job)).rejects.toThrow(UnreadableDocumentError);
  });
});
