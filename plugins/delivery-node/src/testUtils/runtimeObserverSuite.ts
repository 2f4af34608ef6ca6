// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { RuntimeObserver } from '../runtime';
import { RecordingSink } from './RecordingSink';
import type { Gateway } from './startGateway';
import { until } from './until';

/**
 * A runtime with a gateway before it. The provider's tests know how to change
 * something in it; the suite only says when.
 *
 * @public
 */
export interface RuntimeObserverSuiteContext {
  /** What the observer connects to. */
  gateway: Gateway;
  /** A new observer, with the impatience of a test. */
  createObserver(): RuntimeObserver;
  /** Brings a deployment into being; returns its key. */
  create(name: string): Promise<string>;
  /** Changes something that the observation shows. */
  change(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** True when the runtime was asked to look at Git; needed when the observer can nudge. */
  wasNudged?(name: string): Promise<boolean>;
  stop(): Promise<void>;
}

/** @public */
export interface RuntimeObserverSuiteOptions {
  name: string;
  setup(): Promise<RuntimeObserverSuiteContext>;
}

const SETUP_MS = 90_000;
const TEST_MS = 45_000;
const PROMPT_MS = 2_000;
/** Long enough for a second request of an observer that polls. */
const QUIET_MS = 2_500;

interface Observing {
  sink: RecordingSink;
  stop(): Promise<void>;
}

function start(observer: RuntimeObserver): Observing {
  const sink = new RecordingSink();
  const controller = new AbortController();
  const ended = observer.observe(sink, controller.signal);
  ended.catch(() => undefined);
  return {
    sink,
    stop: async () => {
      controller.abort();
      await ended;
    },
  };
}

const ON_ITS_WAY_MS = 300;

async function isQuiet(gateway: Gateway, forMs: number): Promise<boolean> {
  const before = gateway.requests();
  const end = Date.now() + forMs;
  await until('the time is over', () => Date.now() > end);
  return gateway.requests() === before;
}

/** What the parts of the suite share. */
interface ObserverParts {
  context(): RuntimeObserverSuiteContext;
  /** Lets an observer observe, until the end of the test. */
  observe(observer: RuntimeObserver): Observing;
  /** Creates a deployment, and waits until a new observer knows it. */
  observeWith(name: string): Promise<{
    key: string;
    observer: RuntimeObserver;
    sink: RecordingSink;
  }>;
  stopObserving(): Promise<void>;
}

/** What it says of what there is. */
function describeReports(parts: ObserverParts): void {
  const { context, observeWith } = parts;

  it(
    'says the whole of what there is first',
    async () => {
      const { key, sink, observer } = await observeWith('suite-first');

      expect(sink.of('replace')[0].observations.map(o => o.key)).toContain(key);
      expect(observer.id).toMatch(/^[a-z][a-z0-9-]*:\S+$/);
      expect(observer.title).not.toBe('');
      expect(observer.clusters.length).toBeGreaterThan(0);
    },
    TEST_MS,
  );

  it(
    'says what changed, appeared and went, by update and remove',
    async () => {
      const { key, sink } = await observeWith('suite-changes');
      const before = JSON.stringify(sink.known.get(key));

      await context().change('suite-changes');
      await until('the change is known', () =>
        sink
          .of('update')
          .flatMap(call => call.observations)
          .some(o => o.key === key && JSON.stringify(o) !== before),
      );
      const later = await context().create('suite-later');
      await until('the new one is known', () => sink.known.has(later));
      await context().remove('suite-changes');
      await until('the removal is known', () =>
        sink.of('remove').some(call => call.keys.includes(key)),
      );

      expect(sink.known.has(key)).toBe(false);
      expect(sink.of('replace')).toHaveLength(1);
    },
    TEST_MS,
  );
}

/** What it says when the source does not answer. */
function describeSilence(parts: ObserverParts): void {
  const { context, observe, observeWith } = parts;

  it(
    'says in words that the source is silent, and goes on when it answers again',
    async () => {
      const { key, sink } = await observeWith('suite-silence');

      await context().gateway.silence();
      const [silent] = await until('silence is reported', () => {
        const calls = sink.of('silent');
        return calls.length ? calls : undefined;
      });
      expect(silent.cause).toMatch(/^[A-Z].*\s.*\.$/);
      expect(sink.known.has(key)).toBe(true);

      await context().change('suite-silence');
      await context().gateway.restore();
      const before = sink.calls.length;
      await until('the missed change is known', () =>
        sink.calls
          .slice(before)
          .some(
            call =>
              (call.type === 'update' || call.type === 'replace') &&
              call.observations.some(o => o.key === key),
          ),
      );
      expect(sink.calls.at(-1)?.type).not.toBe('silent');
    },
    TEST_MS,
  );

  it(
    'starts with a source that is silent, and finds it later',
    async () => {
      const key = await context().create('suite-late');
      await context().gateway.silence();

      const { sink } = observe(context().createObserver());
      await until('silence is reported', () => sink.of('silent').length);
      expect(sink.of('replace')).toHaveLength(0);
      await context().gateway.restore();

      await until('the list arrives', () => sink.known.has(key));
    },
    TEST_MS,
  );
}

/** How it ends. */
function describeEnd(parts: ObserverParts): void {
  const { context, observe, observeWith, stopObserving } = parts;

  it(
    'ends promptly when it is aborted, and asks nothing afterwards',
    async () => {
      const { sink } = await observeWith('suite-abort');

      const before = Date.now();
      await stopObserving();
      const took = Date.now() - before;
      const calls = sink.calls.length;

      expect(took).toBeLessThan(PROMPT_MS);
      // A request that was sent before the end may still be on its way; an
      // observer that goes on would be heard again and again.
      await isQuiet(context().gateway, ON_ITS_WAY_MS);
      expect(await isQuiet(context().gateway, PROMPT_MS)).toBe(true);
      expect(sink.calls).toHaveLength(calls);
    },
    TEST_MS,
  );

  it(
    'ends promptly while the source is silent',
    async () => {
      await context().gateway.silence();
      const { sink } = observe(context().createObserver());
      await until('silence is reported', () => sink.of('silent').length);

      const before = Date.now();
      await stopObserving();

      expect(Date.now() - before).toBeLessThan(PROMPT_MS);
    },
    TEST_MS,
  );
}

/** What it asks of the source. */
function describeCalls(parts: ObserverParts): void {
  const { context, observeWith } = parts;

  it(
    'asks nothing more while nothing changes',
    async () => {
      const { sink } = await observeWith('suite-quiet');
      await until('the watch is open', () => sink.of('alive').length);

      expect(await isQuiet(context().gateway, QUIET_MS)).toBe(true);
    },
    TEST_MS,
  );

  it(
    'asks the runtime to look at Git when it can',
    async () => {
      const { key, observer } = await observeWith('suite-nudge');
      const { signal } = new AbortController();

      await observer.nudge?.(key, { signal });

      const wasNudged = () =>
        !observer.nudge || context().wasNudged?.('suite-nudge');
      expect(await until('it was asked', wasNudged)).toBe(true);
    },
    TEST_MS,
  );
}

/**
 * What each observer of a runtime must do.
 *
 * @public
 */
export function runtimeObserverSuite(
  options: RuntimeObserverSuiteOptions,
): void {
  describe(`${options.name} as a runtime observer`, () => {
    let context: RuntimeObserverSuiteContext;
    let observing: Observing | undefined;

    beforeAll(async () => {
      context = await options.setup();
    }, SETUP_MS);

    afterEach(async () => {
      await context.gateway.restore();
      await observing?.stop();
      observing = undefined;
    });

    afterAll(async () => context?.stop(), SETUP_MS);

    const observe = (observer: RuntimeObserver) => {
      observing = start(observer);
      return observing;
    };
    const parts: ObserverParts = {
      context: () => context,
      observe,
      observeWith: async name => {
        const key = await context.create(name);
        const observer = context.createObserver();
        const { sink } = observe(observer);
        await until(`${name} is known`, () => sink.known.has(key));
        return { key, observer, sink };
      },
      stopObserving: async () => observing?.stop(),
    };
    describeReports(parts);
    describeSilence(parts);
    describeEnd(parts);
    describeCalls(parts);
  });
}
