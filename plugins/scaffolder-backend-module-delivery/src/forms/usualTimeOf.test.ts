import { mockCredentials } from '@backstage/backend-test-utils';
import { usualTimeOf } from './usualTimeOf';

const REF = 'template:default/tenant';
const options = { credentials: mockCredentials.user() };

/** Tasks of some lengths in seconds; without one the task has no end. */
function scaffolder(lengths: (number | undefined)[], entityRef = REF) {
  const createdAt = '2026-11-19T13:00:00.000Z';
  const at = (seconds: number) =>
    new Date(Date.parse(createdAt) + seconds * 1000).toISOString();
  return {
    completed: async () =>
      lengths.map((_, index) => ({
        ...{ id: String(index), createdAt },
        spec: { templateInfo: { entityRef } },
      })),
    events: async (id: string) => {
      const length = lengths[Number(id)];
      return [
        { type: 'log', createdAt: at(1) },
        ...(length === undefined
          ? []
          : [{ type: 'completion', createdAt: at(length) }]),
      ];
    },
  };
}

describe('the usual time', () => {
  it.each([
    [[84, 80, 120], { seconds: 84, runs: 3 }],
    [[10, 20], { seconds: 15, runs: 2 }],
    [[1, 2, 3, 4, 5, 1000], { seconds: 3, runs: 5 }],
    [[30, undefined], { seconds: 30, runs: 1 }],
  ])(
    'of %j is the middle of the newest five: %j',
    async (lengths, expected) => {
      expect(await usualTimeOf(REF, scaffolder(lengths), options)).toEqual(
        expected,
      );
    },
  );

  it('is not known before the first run, nor from other templates', async () => {
    const other = scaffolder([10], 'template:default/other');

    expect(await usualTimeOf(REF, scaffolder([]), options)).toBeUndefined();
    expect(await usualTimeOf(REF, other, options)).toBeUndefined();
  });
});
