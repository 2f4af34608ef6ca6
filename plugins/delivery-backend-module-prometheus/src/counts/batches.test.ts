import { target } from '../__testUtils__/createSource';
import type { RequestCandidate } from '../detection/ProfileDetector';
import { linkerd } from '../profiles/linkerd';
import { promClient } from '../profiles/promClient';
import { selectLabels } from '../selection/selectLabels';
import { toBatches, windowIdOf } from './batches';
import { countsQuery } from './countsQuery';

function candidate(
  component: string,
  profile = promClient,
  index = 0,
): RequestCandidate {
  const deployment = target(component);
  const targetLabels = { service: '{component}' };
  const selection = selectLabels(profile, deployment, { targetLabels })!;
  const metrics = profile.requests![index];
  return { target: deployment, profile, selection, metrics };
}

const native = promClient.requests!.findIndex(metrics => metrics.native);
const span = (from: number, step = 60, parts = 5) => ({ from, step, parts });

describe('toBatches', () => {
  it('asks for spans that end at different times by one query', () => {
    const batches = toBatches([
      { candidate: candidate('a'), span: span(0) },
      { candidate: candidate('b'), span: span(30) },
    ]);

    expect(batches).toHaveLength(1);
    const [{ to, step, parts, tasks }] = batches;
    expect([to, step, parts]).toEqual([330, 60, 5]);
    expect(tasks.map(({ window }) => window.ago)).toEqual([0, 30]);
  });

  it('asks for parts of another length by another query', () => {
    const batches = toBatches([
      { candidate: candidate('a'), span: span(0, 60) },
      { candidate: candidate('b'), span: span(0, 61) },
    ]);

    expect(batches.map(({ step }) => step)).toEqual([60, 61]);
  });

  it('asks for as many parts as the longest span has', () => {
    const batches = toBatches([
      { candidate: candidate('a'), span: span(240, 60, 1) },
      { candidate: candidate('b'), span: span(0, 60, 5) },
    ]);

    expect(batches).toHaveLength(1);
    expect(batches[0].parts).toBe(5);
    expect(batches[0].tasks[0].window).toBe(batches[0].tasks[1].window);
  });

  it.each([
    ['counters', candidate('a'), 60],
    ['native histograms', candidate('a', promClient, native), 60],
    ['a mesh', candidate('a', linkerd), 60],
  ])('bounds the expressions of a query about %s', (_, each, most) => {
    const tasks = Array.from({ length: 200 }, (_none, index) => ({
      ...{ candidate: each, span: span(index) },
    }));

    const batches = toBatches(tasks);

    expect(batches.flatMap(batch => batch.tasks)).toHaveLength(200);
    for (const batch of batches) {
      const { text } = countsQuery(batch.tasks);
      const expressions = text.split(/ or (?=label_replace)/).length;
      expect(expressions).toBeLessThanOrEqual(most);
    }
  });

  it('needs no more queries for more deployments of the same spans', () => {
    const tasks = Array.from({ length: 2_000 }, (_, index) => ({
      ...{ candidate: candidate(`c${index}`), span: span(index % 4) },
    }));

    expect(toBatches(tasks)).toHaveLength(1);
  });

  it('asks nothing about nobody', () => {
    expect(toBatches([])).toEqual([]);
    expect(windowIdOf(span(0))).toBe('300');
  });
});
