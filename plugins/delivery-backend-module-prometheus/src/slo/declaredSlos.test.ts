import type { QueryAnswer } from '../client/answers';
import type { Detected } from '../detection/ProfileDetector';
import { target } from '../__testUtils__/createSource';
import { readDeclaredSlos, type DeclaredSlo } from './declaredSlos';
import { matchSlos } from './matchSlos';
import { toSloState } from './toSloState';

const DAY = 86_400;

function answer(
  ...series: [name: string, labels: Record<string, string>, value: number][]
): QueryAnswer {
  return {
    warnings: [],
    series: series.map(([name, labels, value]) => ({
      labels: { ...labels, __name__: name },
      points: [{ time: 0, value }],
    })),
  };
}

const SLOTH = {
  ...{ sloth_id: 'cart-requests', sloth_service: 'cart' },
  sloth_slo: 'requests',
};
const PYRRA = { slo: 'cart-errors', service: 'cart' };

describe('readDeclaredSlos', () => {
  it('puts the series of one objective together', () => {
    const slos = readDeclaredSlos(
      answer(
        ['slo:objective:ratio', SLOTH, 0.99],
        ['slo:time_period:days', SLOTH, 28],
        ['slo:sli_error:ratio_rate1h', { ...SLOTH, sloth_window: '1h' }, 0.1],
        ['slo:sli_error:ratio_rate3d', { ...SLOTH, sloth_window: '3d' }, 0.2],
      ),
    );

    expect(slos).toHaveLength(1);
    expect(slos[0]).toMatchObject({
      ...{ name: 'requests', service: 'cart', objective: 0.99 },
      period: 28 * DAY,
    });
    expect([...slos[0].errorRatios]).toEqual([
      [3600, 0.1],
      [3 * DAY, 0.2],
    ]);
  });

  it('leaves out an objective that no rule tells', () => {
    expect(
      readDeclaredSlos(
        answer(
          ['slo:sli_error:ratio_rate1h', SLOTH, 0.1],
          ['http_requests:burnrate1h', PYRRA, 0.1],
        ),
      ),
    ).toEqual([]);
  });

  it('keeps the same objective of two namespaces apart', () => {
    const slos = readDeclaredSlos(
      answer(
        ['pyrra_objective', { ...PYRRA, namespace: 'a' }, 0.9],
        ['pyrra_objective', { ...PYRRA, namespace: 'b' }, 0.99],
      ),
    );

    expect(slos.map(({ objective }) => objective)).toEqual([0.9, 0.99]);
  });

  it('takes the worst of an objective by groups', () => {
    const [slo] = readDeclaredSlos(
      answer(
        ['pyrra_objective', PYRRA, 0.9],
        ['a:burnrate1h', { ...PYRRA, handler: '/x' }, 0.1],
        ['a:burnrate1h', { ...PYRRA, handler: '/y' }, 0.3],
      ),
    );

    expect(slo.errorRatios.get(3600)).toBe(0.3);
  });

  it('takes no number for no ratio', () => {
    const [slo] = readDeclaredSlos(
      answer(['pyrra_objective', PYRRA, 0.9], ['a:burnrate1h', PYRRA, NaN]),
    );

    expect(slo.errorRatios.size).toBe(0);
    expect(toSloState(slo)).toMatchObject({
      burnRates: [],
      message: 'Its rules have computed no error ratio lately.',
    });
  });
});

const declared = (overrides: Partial<DeclaredSlo> = {}): DeclaredSlo => ({
  ...{ name: 'x', declaredBy: 'sloth', service: 'cart', objective: 0.999 },
  ...{ period: 30 * DAY, errorRatios: new Map(), labels: {} },
  ...overrides,
});

describe('toSloState', () => {
  it('fires only when both windows burn', () => {
    const state = (long: number, short: number) =>
      toSloState(
        declared({
          errorRatios: new Map([
            [3600, long],
            [300, short],
          ]),
        }),
      ).burnRates[0].firing;

    expect(state(0.02, 0.02)).toBe(true);
    expect(state(0.02, 0.01)).toBe(false);
    expect(state(0.01, 0.02)).toBe(false);
  });

  it('stretches the windows of Pyrra with the period', () => {
    const { burnRates } = toSloState(
      declared({
        ...{ declaredBy: 'pyrra', period: 14 * DAY, objective: 0.9 },
        errorRatios: new Map([
          [1800, 0.2],
          [180, 0.2],
        ]),
      }),
    );

    expect(burnRates).toMatchObject([
      { longWindow: 1800, shortWindow: 180, factor: 14, firing: false },
    ]);
    expect(burnRates[0].long).toBeCloseTo(2);
  });

  it('knows no end of a budget that is gone', () => {
    const state = toSloState(
      declared({ budgetLeft: -0.5, errorRatios: new Map([[3600, 0.1]]) }),
    );

    expect(state.budgetLeft).toBe(-0.5);
    expect(state.exhaustedIn).toBeUndefined();
  });

  it('says that nobody computes the budget', () => {
    expect(
      toSloState(declared({ errorRatios: new Map([[3600, 0.1]]) })).message,
    ).toBe('No rule computes what is left of the budget.');
  });
});

describe('matchSlos', () => {
  const of = (environment: string): Detected => ({
    ...{ target: target('cart', { environment }), extra: [], candidates: [] },
  });
  const owners = (
    labels: Record<string, string>,
    ...environments: string[]
  ) => [...matchSlos([declared({ labels })], environments.map(of)).keys()];

  it('gives an objective to the only deployment that it can be of', () => {
    expect(owners({}, 'prod')).toEqual(['cart-prod']);
  });

  it('gives it to none of several', () => {
    expect(owners({}, 'prod', 'dev')).toEqual([]);
  });

  it.each([
    [{ namespace: 'retail-dev' }],
    [{ environment: 'dev' }],
    [{ env: 'dev' }],
  ])('tells them apart by %j', labels => {
    expect(owners(labels as Record<string, string>, 'prod', 'dev')).toEqual([
      'cart-dev',
    ]);
  });

  it('gives it to none that a label excludes, nor to another component', () => {
    expect(owners({ namespace: 'elsewhere' }, 'prod')).toEqual([]);
    expect(
      matchSlos([declared({ service: 'search' })], [of('prod')]).size,
    ).toBe(0);
  });
});
