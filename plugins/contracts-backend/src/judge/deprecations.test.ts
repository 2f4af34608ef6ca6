import type { ContractElement } from '@slipway/backstage-plugin-contracts-common';
import { component, versionRow } from '../__testUtils__/landscape';
import type { JudgedConsumer } from './ConsumersJudge';
import { daysUntil, deprecationsOf } from './deprecations';

const NOW = Date.parse('2026-11-19T13:00:00Z');
const old: ContractElement = {
  ...{ operation: 'GET /payments', field: 'status', kind: 'query parameter' },
  ...{ deprecated: true, advice: 'Use search.', sunset: '2027-01-31' },
};
const fresh = { ...old, deprecated: undefined };

function facts(elements: Record<string, ContractElement[]>) {
  return new Map(
    Object.entries(elements).map(([version, each]) => [
      `a-${version}`,
      { digest: version, size: 1, outline: { elements: each } },
    ]),
  );
}

function consumer(name: string, uses: JudgedConsumer['uses']): JudgedConsumer {
  return {
    ...{ entityRef: component(name), version: '1.0.0', places: [], uses },
    ...{ evidence: [], verdict: 'safe', message: '' },
  };
}

describe('deprecationsOf', () => {
  const versions = ['2.2.0', '2.3.0', '2.4.0'].map(version =>
    versionRow('a', version),
  );

  it('says since which version, how many days are left, and who still uses it', () => {
    const found = deprecationsOf({
      ...{ versions, now: NOW },
      facts: facts({ '2.2.0': [fresh], '2.3.0': [old], '2.4.0': [old] }),
      consumers: [
        consumer('batch', [{ operation: 'GET /payments', sends: ['status'] }]),
        consumer('shop', [{ operation: 'GET /payments', sends: ['page'] }]),
        consumer('reports', undefined),
      ],
    });
    expect(found).toEqual([
      {
        ...{ operation: 'GET /payments', field: 'status' },
        ...{ advice: 'Use search.', since: '2.3.0', daysLeft: 73 },
        ...{ sinceAt: '2026-11-01T00:00:00.000Z', sunset: '2027-01-31' },
        consumers: [
          { entityRef: component('batch'), version: '1.0.0', certain: true },
          { entityRef: component('reports'), version: '1.0.0', certain: false },
        ],
      },
    ]);
  });

  it('puts what is overdue first, and what has no date last', () => {
    const elements = [
      { ...old, field: 'a', sunset: undefined },
      { ...old, field: 'b', sunset: '2026-11-01' },
      { ...old, field: 'c' },
    ];
    const found = deprecationsOf({
      ...{ versions, now: NOW, consumers: [] },
      facts: facts({ '2.4.0': elements }),
    });
    expect(found.map(({ field, daysLeft }) => [field, daysLeft])).toEqual([
      ['b', -18],
      ['c', 73],
      ['a', undefined],
    ]);
  });

  it('has none without a version that can be read', () => {
    const input = { facts: new Map(), consumers: [], now: NOW };
    expect(deprecationsOf({ ...input, versions: [] })).toEqual([]);
    expect(deprecationsOf({ ...input, versions })).toEqual([]);
  });
});

describe('daysUntil', () => {
  it('counts the day itself as the last one', () => {
    expect(daysUntil('2026-11-20', NOW)).toBe(1);
    expect(daysUntil('2026-11-19', NOW) + 0).toBe(0);
    expect(daysUntil('2026-11-01', NOW)).toBe(-18);
  });
});
