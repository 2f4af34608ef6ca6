import { describeDatabases } from '../__testUtils__/describeDatabases';
import { CallStore } from './CallStore';

jest.setTimeout(60_000);

const HOUR = 3600;
const MIDNIGHT = Date.UTC(2026, 10, 21) / 1000;
const hours = (from: number, to: number) => ({
  ...{ from: MIDNIGHT + from * HOUR, to: MIDNIGHT + to * HOUR },
});
const call = (hour: number, requests: number, from?: string) => ({
  ...{ from, to: 'payments', hour: MIDNIGHT + hour * HOUR, requests },
});

describeDatabases('calls in the database', database => {
  const store = () => CallStore.create(database());

  it('adds hours up by day, and knows the last one', async () => {
    const first = [call(-1, 5, 'checkout'), call(0, 7, 'checkout')];
    await store().add('a', hours(-2, 1), { calls: first, watched: [] });
    await store().add('a', hours(1, 2), {
      ...{ calls: [call(1, 2.5, 'checkout'), call(1, 3)], watched: [] },
    });

    const today = await store().sums('2026-11-21');
    const both = await store().sums('2026-11-20');

    expect(today.sort((a, b) => a.requests - b.requests)).toEqual([
      {
        ...{ source: 'a', from_ref: '', to_ref: 'payments', requests: 3 },
        last_hour: MIDNIGHT + HOUR,
      },
      {
        ...{ source: 'a', from_ref: 'checkout', to_ref: 'payments' },
        ...{ requests: 9.5, last_hour: MIDNIGHT + HOUR },
      },
    ]);
    expect(both.find(({ from_ref }) => from_ref)?.requests).toBe(14.5);
  });

  it('counts no hour twice, even when two replicas read it', async () => {
    const reading = { calls: [call(0, 7, 'checkout')], watched: [] };

    const added = [
      await store().add('a', hours(0, 1), reading),
      await store().add('a', hours(0, 1), reading),
      await store().add('b', hours(0, 1), reading),
    ];

    expect(added).toEqual([true, false, true]);
    const sums = await store().sums('2026-11-21');
    expect(sums.map(({ requests }) => requests)).toEqual([7, 7]);
  });

  it('keeps since when somebody is seen, and until when', async () => {
    const seen = (from: number, to: number) => ({
      calls: [],
      watched: [{ entityRef: 'checkout', ...hours(from, to) }],
    });
    await store().add('a', hours(0, 5), seen(2, 5));
    await store().add('a', hours(5, 9), seen(6, 8));

    expect(await store().watched()).toEqual([
      {
        ...{ source: 'a', entity_ref: 'checkout' },
        ...{ since: hours(2, 8).from, until: hours(2, 8).to },
      },
    ]);
  });

  it('remembers why a source could not be read until it can', async () => {
    await store().fail('a', 'It is down.');
    const before = (await store().readings()).get('a');
    await store().add('a', hours(0, 1), { calls: [], watched: [] });
    await store().fail('a', 'It is down again.');
    const after = (await store().readings()).get('a');

    expect(before).toMatchObject({ until: null, problem: 'It is down.' });
    expect(after).toMatchObject({
      ...{ until: hours(0, 1).to, problem: 'It is down again.' },
    });
  });

  it('forgets what is old, and sources that are gone', async () => {
    const watched = [{ entityRef: 'checkout', ...hours(-48, -30) }];
    const calls = [call(-40, 5, 'checkout'), call(1, 5, 'checkout')];
    await store().add('a', hours(-48, 2), { calls, watched });
    await store().add('gone', hours(0, 2), { calls: [call(1, 5)], watched });

    await store().keep('2026-11-21', ['a']);

    const sums = await store().sums('2026-01-01');
    expect(sums.map(({ source, requests }) => [source, requests])).toEqual([
      ['a', 5],
    ]);
    expect(await store().watched()).toEqual([]);
    expect([...(await store().readings()).keys()]).toEqual(['a']);
  });
});
