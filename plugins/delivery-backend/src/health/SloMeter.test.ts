import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { CountsRequest } from '@slipway/backstage-plugin-delivery-node';
import { ScriptedHealthSource } from '../__testUtils__/ScriptedHealthSource';
import { healthSubject } from '../__testUtils__/healthSubject';
import { SloMeter, declaredSlos } from './SloMeter';
import type { DeclaredSlo } from './slos';

const NOW = 1_790_000_000;
const DAY = 86_400;
const signal = new AbortController().signal;

const openSlo: DeclaredSlo = {
  ...{ name: 'payments-availability', kind: 'availability' },
  ...{ objective: 0.99, period: 7 * DAY, declaredBy: 'openslo' },
};

function subject(text?: string, id = 'd-1', slos: DeclaredSlo[] = []) {
  const annotations: Record<string, string> = text
    ? { [DELIVERY_ANNOTATIONS.slo]: text }
    : {};
  return healthSubject(
    { slos },
    { deploymentId: id, component: id, annotations },
  );
}

describe('objectives of a deployment', () => {
  it('are those of the annotation and those of files, in this order', () => {
    const { slos, problem } = declaredSlos(
      subject('99.9% over 30d; 99% < 300ms', 'd-1', [openSlo]),
    );
    expect(slos.map(({ name, declaredBy }) => [name, declaredBy])).toEqual([
      ['Availability', 'annotation'],
      ['Latency', 'annotation'],
      ['payments-availability', 'openslo'],
    ]);
    expect(problem).toBeUndefined();
  });

  it('are none where none is declared', () => {
    expect(declaredSlos(subject())).toEqual({ slos: [] });
    expect(declaredSlos(subject(' ; '))).toEqual({ slos: [] });
  });

  it.each(['very good', '100%', '99% over 200d'])(
    'leave %p out with a problem in words, and keep those of files',
    text => {
      const { slos, problem } = declaredSlos(subject(text, 'd-1', [openSlo]));
      expect(slos).toEqual([openSlo]);
      expect(problem).toMatch(
        /^The annotation slipway\.dev\/slo cannot be read: .+\.$/,
      );
    },
  );
});

describe('SloMeter', () => {
  let source: ScriptedHealthSource;
  let meter: SloMeter;
  let asked: CountsRequest[];

  beforeEach(() => {
    meter = new SloMeter();
    source = new ScriptedHealthSource();
    source.scripts.set('d-1', () => ({ perSecond: 10, errorRatio: 0.0005 }));
    asked = [];
    const counts = source.counts.bind(source);
    source.counts = async requests => {
      asked.push(...requests);
      return counts(requests);
    };
  });

  const states = (subjects: ReturnType<typeof subject>[], now = NOW) =>
    meter.states(source, subjects, now, signal);

  it('asks nothing where nobody declares an objective', async () => {
    expect((await states([subject(), subject('nonsense')])).size).toBe(0);
    expect(source.calls).toEqual([]);
  });

  it('asks for each window once, however many objectives need it', async () => {
    await states([subject('99.9% over 30d; 99% over 30d; 99% over 7d')]);

    const lengths = asked.map(({ span }) => span.to - span.from);
    expect(new Set(lengths).size).toBe(lengths.length);
    expect(lengths).toEqual(expect.arrayContaining([300, 30 * DAY, 7 * DAY]));
    expect(asked.every(({ span }) => span.to === NOW)).toBe(true);
    expect(source.calls).toHaveLength(1);
  });

  it('asks for a period in thirty parts, also where a burn rate has the same window', async () => {
    await states([subject('99.9% over 30d; 99% over 3d')]);
    const partsOf = (window: number) =>
      asked
        .filter(({ span }) => span.to - span.from === window)
        .map(({ span }) => span.parts);
    expect(partsOf(30 * DAY)).toEqual([30]);
    expect(partsOf(3 * DAY)).toEqual([30]);
    expect(partsOf(300)).toEqual([1]);
  });

  it('gives the state of each objective, in order', async () => {
    const found = await states([
      subject('99.9% over 30d', 'd-1', [openSlo]),
      subject(undefined, 'd-2'),
    ]);
    expect([...found.keys()]).toEqual(['d-1']);
    const [first, second] = found.get('d-1')!;
    expect(first).toMatchObject({ name: 'Availability', covered: 1 });
    expect(first.budgetLeft).toBeCloseTo(0.5);
    expect(second.budgetLeft).toBeCloseTo(0.95);
    expect(second.burn).toBeCloseTo(0.05);
  });

  it('says how much of the period is measured', async () => {
    source.scripts.set('d-1', at =>
      at < NOW - 6 * DAY ? undefined : { perSecond: 10, errorRatio: 0 },
    );
    const found = await states([subject('99.9% over 30d')]);
    const [{ covered, budgetLeft }] = found.get('d-1')!;
    expect(covered).toBeCloseTo(0.2);
    expect(budgetLeft).toBe(1);
  });

  it('of what nobody measures says so, and claims no budget', async () => {
    const found = await states([subject('99.9% over 30d', 'd-2')]);
    expect(found.get('d-2')).toMatchObject([
      { covered: 0, message: 'Nothing was measured in its period.' },
    ]);
    expect(found.get('d-2')![0].budgetLeft).toBeUndefined();
  });

  it('measures once a minute', async () => {
    const all = [subject('99.9% over 30d')];
    const first = await states(all);
    expect(await states(all, NOW + 59)).toBe(first);
    expect(source.calls).toHaveLength(1);
    await states(all, NOW + 60);
    expect(source.calls).toHaveLength(2);
  });

  it('measures at once when an objective appears', async () => {
    await states([subject('99.9% over 30d')]);
    const found = await states([subject('99.9%'), subject('99%', 'd-2')], NOW);
    expect([...found.keys()]).toEqual(['d-1', 'd-2']);
    expect(source.calls).toHaveLength(2);
  });

  it('forgets objectives that are gone, within a minute', async () => {
    await states([subject('99.9%'), subject('99%', 'd-2')]);
    const found = await states([subject('99.9%')], NOW + 60);
    expect([...found.keys()]).toEqual(['d-1']);
  });

  it('says so when it could not be measured, and calls no budget whole', async () => {
    source.failure = 'connection refused';
    const all = [subject('99.9% over 30d')];
    const [state] = (await states(all)).get('d-1')!;
    expect(state.message).toBe('It could not be measured: connection refused');
    expect(state.budgetLeft).toBeUndefined();
    expect(state.burnRates.some(({ firing }) => firing)).toBe(false);
  });

  it('asks again a minute after a failure', async () => {
    const all = [subject('99.9% over 30d')];
    source.failure = 'connection refused';
    await states(all);
    source.failure = undefined;
    expect((await states(all, NOW + 30)).get('d-1')![0].message).toContain(
      'refused',
    );
    const [state] = (await states(all, NOW + 60)).get('d-1')!;
    expect(state.budgetLeft).toBeCloseTo(0.5);
  });
});
