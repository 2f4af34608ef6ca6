import type { RemovalPreview } from '@slipway/backstage-plugin-delivery-common';
import { assertConfirmed, assertMayGo } from './assertMayGo';

const NOTHING: RemovalPreview = {
  ...{ folders: [], belongings: [], untold: [], hidden: 0 },
  ...{ consumers: [], hiddenConsumers: 0 },
};
const consumer = (name: string) => ({
  ...{ entityRef: `component:default/${name}`, version: '1.0.0' },
  ...{ contract: 'api:default/a', places: ['prod · acme', 'prod · globex'] },
});

describe('what may go', () => {
  it('is what nobody needs', () => {
    expect(assertMayGo(NOTHING, false)).toEqual([]);
  });

  it('is not what others need, and they are named', () => {
    const consumers = ['a', 'b', 'c', 'd', 'e', 'f'].map(consumer);

    expect(() => assertMayGo({ ...NOTHING, consumers }, false)).toThrow(
      /^Nothing was removed\. It is needed by component:default\/a 1\.0\.0 in prod · acme, prod · globex; .*; and 1 more\. Let them go on without it first, or choose that it is taken from them, too\.$/,
    );
    expect(assertMayGo({ ...NOTHING, consumers }, true)).toHaveLength(1);
  });

  it('is not what somebody may need who cannot be seen', () => {
    const preview = { ...NOTHING, hiddenConsumers: 2 };

    expect(() => assertMayGo(preview, false)).toThrow(
      /may be needed by 2 that you may not see/,
    );
  });

  it('is never what the person may not see', () => {
    expect(() => assertMayGo({ ...NOTHING, hidden: 1 }, true)).toThrow(
      /1 of its folders you may not see/,
    );
  });

  it('says what is not known', () => {
    const consumersProblem = 'It could not be told.';
    expect(assertMayGo({ ...NOTHING, consumersProblem }, false)).toEqual([
      consumersProblem,
    ]);
  });

  it('is not what could not be told just now, unless that is accepted', () => {
    const consumersProblem = 'Who needs it could not be told: Away.';
    const preview = { ...NOTHING, consumersProblem, consumersUntold: true };

    expect(() => assertMayGo(preview, false)).toThrow(
      /^Nothing was removed\. Who needs it could not be told: Away\. /,
    );
    expect(assertMayGo(preview, true)).toEqual([consumersProblem]);
  });

  it.each([['payment'], ['Payments'], [''], [' payments']])(
    'is nothing that was confirmed by %j',
    typed => {
      expect(() => assertConfirmed('component', 'payments', typed)).toThrow(
        `Nothing was removed: '${typed}' was typed to confirm, and the component is payments.`,
      );
    },
  );
});
