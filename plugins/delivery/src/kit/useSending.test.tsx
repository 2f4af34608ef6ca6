import { act, renderHook, waitFor } from '@testing-library/react';
import { failure } from '../__testUtils__/fakeApi';
import { useSending } from './useSending';

/** A request whose answer the test gives by hand. */
function byHand() {
  const asked: { key: string; answer(words: string): void }[] = [];
  const ask = (key: string) =>
    new Promise<string>(answer => {
      asked.push({ key, answer });
    });
  return { ask, asked };
}

describe('sending a request', () => {
  it('sends it once, however often it is pressed before an answer', async () => {
    const done = jest.fn();
    const { ask, asked } = byHand();
    const { result } = renderHook(() => useSending<string>(done));
    act(() => {
      result.current.send({ reason: 'unpaid' }, ask);
      result.current.send({ reason: 'unpaid' }, ask);
    });
    expect(result.current.sending).toBe(true);
    expect(asked).toHaveLength(1);

    await act(async () => asked[0].answer('made'));
    expect(done.mock.calls).toEqual([['made']]);
    expect(result.current.sending).toBe(false);
  });

  it('keeps its key for the same wish, and takes another one for another', async () => {
    const { ask, asked } = byHand();
    const { result } = renderHook(() => useSending<string>(() => {}));
    for (const reason of ['unpaid', 'unpaid', 'contract ended']) {
      act(() => void result.current.send({ reason }, ask));
      await act(async () => asked[asked.length - 1].answer(''));
    }
    const [first, again, other] = asked.map(({ key }) => key);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('says why it failed until it is sent again, and asks anew only after a conflict', async () => {
    const onConflict = jest.fn();
    const { result } = renderHook(() =>
      useSending<string>(() => {}, onConflict),
    );
    const failWith = async (status: number, name: string) => {
      const error = await failure(status, 'dev-9 was faster', name);
      await act(async () => {
        await result.current.send({}, () => Promise.reject(error));
      });
    };
    await failWith(503, 'ServiceUnavailableError');
    expect(result.current.failure).toContain('dev-9 was faster');
    expect(onConflict).not.toHaveBeenCalled();
    await failWith(409, 'ConflictError');
    expect(onConflict).toHaveBeenCalledTimes(1);

    act(() => void result.current.send({}, async () => 'made'));
    await waitFor(() => expect(result.current.sending).toBe(false));
    expect(result.current.failure).toBeUndefined();
  });
});
