import { amountsOf } from './amountsOf';

const PLANS = [
  { name: 'small', title: 'Small', cpu: '4', memory: '8Gi', storage: '50Gi' },
  { name: 'open', title: 'Open' },
];

describe('what a tenant may use', () => {
  it.each([
    [{}, {}],
    [{ plan: 'open' }, {}],
    [{ plan: 'small' }, { cpu: '4', memory: '8Gi', storage: '50Gi' }],
    [
      { plan: 'small', quota: { cpu: 6, storage: '' } },
      { cpu: '6', memory: '8Gi' },
    ],
    [{ quota: { memory: '1Gi' } }, { memory: '1Gi' }],
  ])('is of %j: %j', (details, amounts) => {
    expect(amountsOf(details, PLANS)).toEqual(amounts);
  });

  it('is what is named alone, where no plans are configured', () => {
    expect(amountsOf({ plan: 'gold', quota: { cpu: '1' } }, [])).toEqual({
      cpu: '1',
    });
  });

  it.each([
    [{ plan: 'gold' }, /There is no plan 'gold' .*; there are small, open\./],
    [{ quota: { cpu: 'much' } }, /'much' is no amount of cpu/],
    [{ quota: { cpu: '0' } }, /'0' is no amount of cpu/],
    [{ quota: [1] }, /A quota names cpu, memory and storage/],
    [{ quota: 'x' }, /A quota names/],
  ])('is refused for %j', (details, sentence) => {
    expect(() => amountsOf(details, PLANS)).toThrow(sentence);
  });
});
