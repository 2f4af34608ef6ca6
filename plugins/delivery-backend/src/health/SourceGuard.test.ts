import type { HealthSource } from '@slipway/backstage-plugin-delivery-node';
import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import { ObservationStore } from '../database/ObservationStore';
import { SourceGuard } from './SourceGuard';

jest.setTimeout(60_000);

describeDatabases('a guard of sources', database => {
  const source = new ScriptedHealthSource();
  const never = new AbortController().signal;

  const setUp = () => {
    const observations = ObservationStore.create(database());
    const changes = { sourcesChanged: jest.fn(async () => {}) };
    const guard = SourceGuard.create({
      ...{ observations, changes: changes as never },
    });
    const row = async () => (await observations.sources()).get(source.id);
    return { guard, changes, row };
  };
  const failing = (failure: string) => async (asked: HealthSource) => {
    source.failure = failure;
    try {
      return await asked.survey([], { signal: never });
    } finally {
      source.failure = undefined;
    }
  };
  const refuse = failing('connection refused');

  it('gives the answer through, and notes that the source was heard', async () => {
    const { guard, row } = setUp();
    expect(await guard.ask(source, never, async () => 42)).toBe(42);
    expect(await row()).toMatchObject({ silent_since: null, cause: null });
    expect((await row())!.last_seen_at).toBeTruthy();
  });

  it('gives undefined for a failure, and notes its cause and since when', async () => {
    const { guard, row } = setUp();
    expect(await guard.ask(source, never, refuse)).toBeUndefined();
    expect(await row()).toMatchObject({
      ...{ last_seen_at: null, cause: 'connection refused' },
    });
    expect((await row())!.silent_since).toBeTruthy();
  });

  it('does not blame the source for what is not its fault', async () => {
    const { guard, row } = setUp();
    const broken = async () => {
      throw new TypeError('insert into deployments failed');
    };
    await expect(guard.ask(source, never, broken)).rejects.toThrow('insert');
    expect(await row()).toBeUndefined();
  });

  it('keeps since when it is silent through further failures', async () => {
    const { guard, row } = setUp();
    await guard.ask(source, never, refuse);
    const first = await row();
    await guard.ask(source, never, refuse);
    expect(await row()).toEqual(first);
  });

  it('tells pages of each turn once: heard, silent, another cause, heard again', async () => {
    const { guard, changes } = setUp();
    const told = async (
      question: (asked: HealthSource) => Promise<unknown>,
    ) => {
      await guard.ask(source, never, question);
      return changes.sourcesChanged.mock.calls.length;
    };
    const timeOut = failing('timed out');
    expect(await told(async () => 1)).toBe(1);
    expect(await told(async () => 1)).toBe(1);
    expect(await told(refuse)).toBe(2);
    expect(await told(refuse)).toBe(2);
    expect(await told(timeOut)).toBe(3);
    expect(await told(async () => 1)).toBe(4);
  });

  it('does not blame a source whose question was called off', async () => {
    const { guard, changes, row } = setUp();
    const stopped = AbortSignal.abort();
    expect(await guard.ask(source, stopped, refuse)).toBeUndefined();
    expect(await row()).toBeUndefined();
    expect(changes.sourcesChanged).not.toHaveBeenCalled();
  });

  it('counts an empty answer as an answer', async () => {
    const { guard, row } = setUp();
    expect(await guard.ask(source, never, async () => undefined)).toBe(
      undefined,
    );
    expect((await row())!.silent_since).toBeNull();
  });
});
