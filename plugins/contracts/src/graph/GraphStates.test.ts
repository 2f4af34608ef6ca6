import type { ComponentContracts } from '@slipway/backstage-plugin-contracts-common';
import * as story from '../__fixtures__/story';
import { FRESH_MS, GraphStates } from './GraphStates';

const PAYMENTS = 'component:default/payments';
const USED = 'api:default/ledger-api';

function start(...answers: (ComponentContracts | Error)[]) {
  const ofComponent = jest.fn(async () => {
    const next = answers.length > 1 ? answers.shift()! : answers[0];
    if (next instanceof Error) throw next;
    return next;
  });
  const states = new GraphStates({ ofComponent });
  return {
    ofComponent,
    offers: () => states.of(PAYMENTS, story.API_REF, true),
    uses: (api = USED) => states.of(PAYMENTS, api, false),
  };
}

type Change = NonNullable<Parameters<typeof story.consumer>[2]>;

const using = (...versions: Change[]) => {
  const [ledger] = story.componentContracts().consumes;
  return story.componentContracts({
    consumes: [
      {
        ...ledger,
        versions: versions.map((change, index) =>
          story.consumer('payments', `2.${index}.0`, change),
        ),
      },
    ],
  });
};

describe('GraphStates', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('says of an offer what stands with the contract', async () => {
    const { offers } = start(story.componentContracts());

    expect(await offers()).toBe('breaks');
  });

  it.each<[Change[], string | undefined]>([
    [[{ verdict: 'safe' }], 'fine'],
    [[{ verdict: 'safe', evidence: ['pact'] }], 'fine'],
    [[{ verdict: 'safe', evidence: ['seen'] }], 'untouched'],
    [[{ verdict: 'safe' }, { verdict: 'safe', evidence: [] }], 'untouched'],
    [[{ verdict: 'risky', evidence: ['seen'] }, { verdict: 'safe' }], 'risky'],
    [[{ verdict: 'breaking', evidence: [] }], 'breaks'],
    [[{ verdict: 'unknown' }, { verdict: 'safe' }], 'unknown'],
    [[], undefined],
  ])('says of uses like %j: %s', async (versions, state) => {
    const { uses } = start(using(...versions));

    expect(await uses()).toBe(state);
  });

  it('says nothing of a contract that the component does not use', async () => {
    const { uses } = start(story.componentContracts());

    expect(await uses('api:default/other')).toBeUndefined();
  });

  it('asks once for all relations that are drawn together', async () => {
    const { ofComponent, offers, uses } = start(story.componentContracts());

    await Promise.all([offers(), uses(), uses()]);

    expect(ofComponent).toHaveBeenCalledTimes(1);
  });

  it('takes no answer for true that is a minute old', async () => {
    const { uses } = start(
      using({ verdict: 'safe' }),
      using({ verdict: 'breaking' }),
    );
    expect(await uses()).toBe('fine');

    jest.advanceTimersByTime(FRESH_MS - 1);
    expect(await uses()).toBe('fine');
    jest.advanceTimersByTime(1);

    expect(await uses()).toBe('breaks');
  });

  it('asks again after a failure, and not twice for those who wait together', async () => {
    const { ofComponent, uses } = start(
      new Error('It is away.'),
      using({ verdict: 'safe' }),
    );
    const both = await Promise.allSettled([uses(), uses()]);

    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await uses()).toBe('fine');
    expect(ofComponent).toHaveBeenCalledTimes(2);
  });

  it('keeps a newer answer when an older question fails late', async () => {
    let failLate: (error: Error) => void = () => {};
    const late = new Promise<never>((_, reject) => {
      failLate = reject;
    });
    const ofComponent = jest
      .fn()
      .mockReturnValueOnce(late)
      .mockResolvedValue(using({ verdict: 'safe' }));
    const states = new GraphStates({ ofComponent });
    const first = states.of(PAYMENTS, USED, false);
    jest.advanceTimersByTime(FRESH_MS);
    await states.of(PAYMENTS, USED, false);

    failLate(new Error('It is away.'));
    await expect(first).rejects.toThrow('It is away.');

    expect(await states.of(PAYMENTS, USED, false)).toBe('fine');
    expect(ofComponent).toHaveBeenCalledTimes(2);
  });
});
