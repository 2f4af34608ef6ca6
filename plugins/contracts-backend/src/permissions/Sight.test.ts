import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { component, contractRow, versionRow } from '../__testUtils__/landscape';
import type { JudgedConsumer } from '../judge/ConsumersJudge';
import { summarizeContract } from '../states/summarizeContract';
import { Sight } from './Sight';

const credentials = {} as BackstageCredentials;

const only = (...seen: string[]) =>
  Sight.of({ readable: async () => seen }, () => [], credentials);
const all = () =>
  Sight.of({ readable: async () => undefined }, () => [], credentials);

function consumer(name: string, more: Partial<JudgedConsumer>): JudgedConsumer {
  return {
    ...{ entityRef: component(name), version: '1.0.0', message: '' },
    places: [{ environment: 'prod', stale: false }],
    ...{ evidence: ['declared'], verdict: 'safe', ...more },
  };
}

function kept(...consumers: JudgedConsumer[]) {
  return summarizeContract({
    contract: contractRow('payments-api', 'payments'),
    ...{ typeTitle: 'OpenAPI', consumers, deprecations: [] },
    latest: versionRow('payments-api', '2.5.0'),
  });
}

describe('what one caller may see', () => {
  it('keeps the state, and no name in its sentences', async () => {
    const sight = await only(component('payments'));
    const shown = sight.summary(
      kept(
        consumer('secret', { verdict: 'breaking' }),
        consumer('hidden', { evidence: ['seen'] }),
      ),
    );
    expect(shown).toMatchObject({
      state: 'breaks',
      stateReason: expect.stringContaining('that you may not see'),
      gaps: [{ gap: 'would-break' }, { gap: 'unknown-consumers' }],
      consumers: { total: 2, breaking: 1 },
    });
    expect(JSON.stringify(shown)).not.toMatch(/secret|hidden/);
  });

  it('says all to who may see all, and never whom the sentences name', async () => {
    const shown = (await all()).summary(
      kept(consumer('shop', { verdict: 'breaking' })),
    );
    expect(shown.stateReason).toBe('2.5.0 would break shop 1.0.0 in prod.');
    expect(shown).not.toHaveProperty('mentions');
  });

  it('leaves sentences alone that name nobody', async () => {
    const shown = (await only()).summary(kept(consumer('shop', {})));
    expect(shown.stateReason).toBe('All that is live gets what it needs.');
    expect(shown.providers).toEqual([]);
  });

  it('counts who uses what goes away and may not be seen', async () => {
    const sight = await only(component('a'));
    const users = ['a', 'b', 'c'].map(name => ({
      ...{ entityRef: component(name), version: '1', certain: true },
    }));
    expect(
      sight.deprecations([{ operation: 'GET /a', consumers: users }]),
    ).toEqual([
      { operation: 'GET /a', consumers: [users[0]], hiddenConsumers: 2 },
    ]);
  });
});
