import type { RuntimeObservation } from '../runtime';
import { RecordingSink } from './RecordingSink';

function observation(key: string): RuntimeObservation {
  return {
    key,
    locator: { sources: [], name: key, labels: {} },
    images: [],
    sync: { status: 'unknown' },
    health: { status: 'unknown' },
    history: [],
  };
}

describe('RecordingSink', () => {
  it('knows what is left after each call', async () => {
    const sink = new RecordingSink();
    await sink.replace([observation('a'), observation('b')]);
    await sink.update([observation('c')]);
    await sink.remove(['a']);
    expect([...sink.known.keys()]).toEqual(['b', 'c']);

    await sink.replace([observation('d')]);
    expect([...sink.known.keys()]).toEqual(['d']);
  });

  it('keeps all calls in order, and those of a kind apart', async () => {
    const sink = new RecordingSink();
    await sink.silent('It is away.');
    await sink.alive();
    await sink.silent('It is away again.');

    expect(sink.calls.map(({ type }) => type)).toEqual([
      'silent',
      'alive',
      'silent',
    ]);
    expect(sink.of('silent').map(({ cause }) => cause)).toEqual([
      'It is away.',
      'It is away again.',
    ]);
  });
});
