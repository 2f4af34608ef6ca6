import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  PreflightCheck,
  PreflightSubject,
} from '@slipway/backstage-plugin-delivery-node';
import { runModuleChecks } from './runModuleChecks';

const subject = { version: '2.3.1' } as PreflightSubject;

function run(
  answers: Record<string, PreflightCheck['check']>,
  signal = AbortSignal.timeout(5_000),
) {
  const checks = Object.entries(answers).map(([id, check]) => ({
    ...{ id, title: id.toUpperCase(), check },
  }));
  const credentials = mockCredentials.user();
  return runModuleChecks(checks, { subject, credentials, signal });
}

const never: PreflightCheck['check'] = () => new Promise(() => {});

describe('runModuleChecks', () => {
  it('gives the answers in the order of the checks, whoever is first', async () => {
    let release = () => {};
    const waited = new Promise<void>(resolve => {
      release = resolve;
    });
    const results = await run({
      slow: async () => {
        await waited;
        return { status: 'warn', message: 'Late.', evidence: ['a'] };
      },
      fast: async () => {
        release();
        return { status: 'ok', message: 'Soon.' };
      },
    });

    expect(results).toMatchObject([
      { id: 'slow', title: 'SLOW', status: 'warn', evidence: ['a'] },
      { id: 'fast', title: 'FAST', status: 'ok', message: 'Soon.' },
    ]);
  });

  it('keeps several answers of one check apart', async () => {
    const results = await run({
      a: async () => [
        { id: 'x', title: 'invoices 3.8.0', status: 'block', message: 'No.' },
        { id: 'y', status: 'ok', message: 'Yes.' },
      ],
      b: async () => [],
    });

    expect(results).toMatchObject([
      { id: 'a:x', title: 'invoices 3.8.0', status: 'block' },
      { id: 'a:y', title: 'A', status: 'ok' },
    ]);
  });

  it('leaves out what does not apply', async () => {
    expect(await run({ a: async () => undefined })).toEqual([]);
  });

  it.each<[string, PreflightCheck['check']]>([
    [
      'rejects',
      async () => {
        throw new Error('the registry is away.');
      },
    ],
    [
      'throws',
      () => {
        throw new Error('the registry is away');
      },
    ],
  ])('takes one that %s for one that could not tell', async (_, check) => {
    expect(await run({ a: check })).toMatchObject([
      {
        status: 'unknown',
        message: 'This could not be checked: the registry is away.',
      },
    ]);
  });

  it.each([
    ['while it works', () => AbortSignal.timeout(30)],
    ['before it begins', () => AbortSignal.abort()],
  ])('does not wait when the time is over %s', async (_, signal) => {
    const results = await run(
      { late: never, quick: async () => ({ status: 'ok', message: 'Yes.' }) },
      signal(),
    );

    expect(results[0]).toMatchObject({
      status: 'unknown',
      message: 'This could not be checked: it did not answer in time.',
    });
  });

  it('hands on what is asked, and the time there is', async () => {
    const { signal } = new AbortController();
    const check = jest.fn(async () => undefined);
    await run({ a: check }, signal);

    expect(check).toHaveBeenCalledWith(subject, {
      credentials: mockCredentials.user(),
      signal,
    });
  });
});
