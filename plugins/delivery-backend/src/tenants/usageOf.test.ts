import { usageOf } from './usageOf';

const source = { id: 'prometheus:a', title: 'A', simulated: false } as never;
const heard = (more: object = {}) =>
  new Map([
    [
      'prometheus:a',
      {
        id: 'prometheus:a',
        seen_at: 't',
        silent_since: null,
        cause: null,
        ...more,
      },
    ],
  ]);
const stored = (environment: string, reading: object, more: object = {}) => ({
  ...{ source: 'prometheus:a', tenant: 'acme', environment },
  ...{ measuredAt: '2026-11-22T10:00:00.000Z', reading: reading as never },
  ...more,
});
const READING = {
  used: { cpu: 14, memory: 38 },
  hard: { cpu: 24 },
  backup: { at: 1_790_000_000, schedule: 'acme' },
};

describe('what a tenant uses', () => {
  it('is what was measured in the environment', () => {
    const known = {
      ...{ sources: [source], heard: heard() },
      stored: [
        stored('prod', READING),
        stored('qa', { used: { cpu: 1 }, hard: {} }),
      ],
    };
    expect(usageOf('acme', 'prod', known)).toEqual({
      usage: {
        ...{ used: { cpu: 14, memory: 38 }, hard: { cpu: 24 } },
        measuredAt: '2026-11-22T10:00:00.000Z',
      },
      backup: { at: '2026-09-21T14:13:20.000Z', schedule: 'acme' },
    });
  });

  it('is no sum, and no backup, while nothing is known of one environment', () => {
    const known = {
      ...{ sources: [source], heard: heard() },
      stored: [stored('prod', READING), stored('acc', { used: {}, hard: {} })],
    };

    expect(usageOf('acme', undefined, known)).toMatchObject({
      usage: { used: {}, hard: {} },
      usageProblem:
        'Nothing is measured of it in acc, so neither a sum nor a backup of all of it is known.',
    });
    expect(usageOf('acme', undefined, known).backup).toBeUndefined();
    expect(usageOf('acme', 'prod', known).backup).toBeDefined();
    expect(usageOf('acme', 'acc', known)).toEqual({
      usageProblem: 'Not measured: none of its metrics is there.',
    });
  });

  it('has the certificate that ends first, of all its environments', () => {
    const certificate = (at: number, name: string) => ({
      ...{ used: {}, hard: {}, certificate: { at, name } },
    });
    const known = {
      ...{ sources: [source], heard: heard() },
      stored: [
        stored('prod', certificate(1_790_000_000, 'late')),
        stored('qa', certificate(1_780_000_000, 'soon')),
      ],
    };
    expect(usageOf('acme', undefined, known).certificate).toEqual({
      ...{ name: 'soon', at: new Date(1_780_000_000_000).toISOString() },
    });
    expect(usageOf('acme', 'prod', known).certificate?.name).toBe('late');
  });

  it('is no sum where one part is not known', () => {
    const known = {
      ...{ sources: [source], heard: heard() },
      stored: [
        stored('prod', READING),
        stored('qa', { used: { cpu: 1 }, hard: {} }),
      ],
    };
    const { usage, backup } = usageOf('acme', undefined, known);
    expect(usage).toMatchObject({ used: { cpu: 15 }, hard: {} });
    expect(usage?.used).not.toHaveProperty('memory');
    expect(backup).toBeUndefined();
  });

  it('is not known, and never zero, where nothing is measured', () => {
    const none = { sources: [source], heard: heard(), stored: [] };
    expect(usageOf('acme', 'prod', none)).toEqual({
      usageProblem: 'Not measured: none of its metrics is there.',
    });
    expect(usageOf('acme', 'prod', { ...none, sources: [] })).toEqual({
      usageProblem: 'Nobody measures it: no source of usage is configured.',
    });
  });

  it('is as last seen while its source is silent, with the cause', () => {
    const silent = heard({
      silent_since: '2026-11-22T10:05:00.000Z',
      cause: 'It refused.',
    });
    const known = {
      sources: [source],
      heard: silent,
      stored: [stored('prod', READING)],
    };
    expect(usageOf('acme', 'prod', known).usage).toMatchObject({
      ...{ used: { cpu: 14 }, cause: 'It refused.' },
      silentSince: '2026-11-22T10:05:00.000Z',
    });
    expect(usageOf('other', 'prod', known).usageProblem).toBe('It refused.');
  });

  it('is not told by a source that is no longer configured', () => {
    const known = {
      ...{ sources: [source], heard: heard() },
      stored: [stored('prod', READING, { source: 'prometheus:gone' })],
    };
    expect(usageOf('acme', 'prod', known).usage).toBeUndefined();
  });
});
