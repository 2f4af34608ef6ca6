import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { Preflight } from '@slipway/backstage-plugin-delivery-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fakeApi } from '../__testUtils__/fakeApi';
import * as story from '../__fixtures__/story';
import { deliveryApiRef } from '../api/DeliveryApi';
import { PATIENCE_MS, usePreflight } from './usePreflight';

const EXPECTED = { version: '2.4.0', commit: story.COMMITS.v240 };

/** Answers in the hand of the test, in the order they were asked for. */
function setUp(version: string | undefined = '2.3.1') {
  const asked: {
    version: string;
    signal: AbortSignal;
    answer(value: Preflight): void;
    fail(error: Error): void;
  }[] = [];
  const api = fakeApi({
    preflight: (_, request, options) =>
      new Promise((answer, fail) => {
        const signal = options!.signal!;
        asked.push({ version: request.version, signal, answer, fail });
      }),
  });
  const hook = renderHook(
    props => usePreflight('prod-acme', props.version, EXPECTED),
    {
      initialProps: { version } as { version?: string },
      wrapper: (props: { children: ReactNode }) => (
        <TestApiProvider apis={[[deliveryApiRef, api]]}>
          {props.children}
        </TestApiProvider>
      ),
    },
  );
  return { hook, asked, run: () => hook.result.current };
}

const settle = () => act(async () => {});
const pass = (millis: number) =>
  act(() => jest.advanceTimersByTimeAsync(millis));

describe('usePreflight', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is pending until the checks answer', async () => {
    const { asked, run } = setUp();
    expect(run()).toMatchObject({ pending: true, slow: false });

    asked[0].answer(story.preflight());
    await settle();

    expect(run()).toMatchObject({ pending: false, slow: false });
    expect(run().value?.version).toBe('2.3.1');
  });

  it('asks nothing while no version is chosen', async () => {
    const { hook, asked, run } = setUp();
    hook.rerender({ version: undefined });

    expect(run().pending).toBe(false);
    expect(asked).toHaveLength(1);
    expect(asked[0].signal.aborted).toBe(true);
  });

  it('is slow after two seconds, and no sooner', async () => {
    const { run } = setUp();
    await pass(PATIENCE_MS - 1);
    expect(run().slow).toBe(false);

    await pass(1);

    expect(run()).toMatchObject({ pending: true, slow: true });
  });

  it('takes a late answer all the same', async () => {
    const { asked, run } = setUp();
    await pass(PATIENCE_MS + 500);

    asked[0].answer(story.preflight());
    await settle();

    expect(run()).toMatchObject({ pending: false, slow: false });
  });

  it('keeps the old rows while the checks of another version run', async () => {
    const { hook, asked, run } = setUp();
    asked[0].answer(story.preflight());
    await settle();

    hook.rerender({ version: '2.2.3' });

    expect(run().pending).toBe(true);
    expect(run().value?.version).toBe('2.3.1');
    expect(asked[1].version).toBe('2.2.3');
  });

  it('never takes the answer of a version that is no longer chosen', async () => {
    const { hook, asked, run } = setUp();
    hook.rerender({ version: '2.2.3' });
    expect(asked[0].signal.aborted).toBe(true);

    asked[0].answer(story.preflight({ version: '2.3.1' }));
    await settle();
    expect(run()).toMatchObject({ pending: true, value: undefined });

    asked[1].answer(story.preflight({ version: '2.2.3' }));
    await settle();
    expect(run().value?.version).toBe('2.2.3');
  });

  it('starts its patience anew for another version', async () => {
    const { hook, run } = setUp();
    await pass(PATIENCE_MS);
    expect(run().slow).toBe(true);

    hook.rerender({ version: '2.2.3' });
    expect(run().slow).toBe(false);
    await pass(PATIENCE_MS);

    expect(run().slow).toBe(true);
  });

  it('says why the checks could not be run', async () => {
    const { asked, run } = setUp();

    asked[0].fail(new Error('Away'));
    await settle();

    expect(run()).toMatchObject({ pending: false, error: new Error('Away') });
  });

  it('forgets the failure when it runs again, and keeps it out of the way', async () => {
    const { asked, run } = setUp();
    asked[0].fail(new Error('Away'));
    await settle();

    act(() => run().rerun());
    expect(run()).toMatchObject({ pending: true, error: undefined });
    asked[1].answer(story.preflight());
    await settle();

    expect(run()).toMatchObject({ pending: false, error: undefined });
  });

  it('lets go of what it asked when the dialog closes', async () => {
    const { hook, asked } = setUp();

    hook.unmount();

    expect(asked[0].signal.aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});
