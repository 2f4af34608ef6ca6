import { describeDatabases } from '../__testUtils__/describeDatabases';
import {
  api,
  component,
  contractRow,
  versionRow,
} from '../__testUtils__/landscape';
import { ComparisonStore } from '../comparisons/ComparisonStore';
import { ContractStore } from '../contracts/ContractStore';
import { ExceptionStore } from '../exceptions/ExceptionStore';
import { LiveStore } from '../live/LiveStore';
import { NeedStore } from '../needs/NeedStore';
import { StateStore } from '../states/StateStore';
import { type SeenTraffic, TrafficStore } from '../traffic/TrafficStore';
import { digestOf } from '../versions/digest';
import { DocumentStore } from '../versions/DocumentStore';
import { VersionStore } from '../versions/VersionStore';
import { changeMark } from './changeMark';
import type { StateRow } from './rows';

jest.setTimeout(60_000);

const AT = '2026-11-21T10:00:00.000Z';

function stateRow(name: string, more: Partial<StateRow> = {}): StateRow {
  return {
    ...{ entity_ref: api(name), inputs: 'i', state: 'fine', gaps: '' },
    summary: JSON.stringify({ entityRef: api(name), name }),
    ...{ group_name: 'rest', owner: 'group:default/a', position: 3 },
    ...{ search: `${name}\nget /${name}`, sort_name: name },
    ...more,
  };
}

describeDatabases('the stores', database => {
  it('keep a document once, and give it back as it was', async () => {
    const store = DocumentStore.create(database());
    const text = 'openapi: 3.0.0\n# Grüße\n';
    const files = { 'b.proto': 'b', 'a.proto': 'a' };
    const digest = await store.put(text, { outline: { elements: [] } });
    await store.put(text, { problem: 'never read' });
    const ofFiles = await store.put(files, { problem: 'It is broken.' });

    expect(await store.read(digest)).toBe(text);
    expect(await store.read(ofFiles)).toEqual(files);
    expect(ofFiles).toBe(digestOf({ 'a.proto': 'a', 'b.proto': 'b' }));
    const facts = await store.facts([digest, ofFiles, digest]);
    expect(facts.get(digest)).toMatchObject({
      ...{ size: Buffer.byteLength(text), outline: { elements: [] } },
      problem: undefined,
    });
    expect(facts.get(ofFiles)?.problem).toBe('It is broken.');
    await expect(store.read('none')).rejects.toThrow('is missing');
  });

  it('never change a published version, and let it take the place of a text of the catalog', async () => {
    const store = VersionStore.create(database());
    const row = versionRow('a', '1.0.0', { source: 'catalog' });

    expect(await store.add(row)).toBe(true);
    expect(await store.add({ ...row, digest: 'other' })).toBe(false);
    const published = versionRow('a', '1.0.0', { digest: 'x' });
    expect(await store.replaceCatalogVersion(published)).toBe(true);
    expect(await store.replaceCatalogVersion(row)).toBe(false);
    expect(await store.get(api('a'), '1.0.0')).toMatchObject({ digest: 'x' });

    const digest = 'abcdefabcdef99';
    await store.add(
      versionRow('a', 'abcdefabcdef', { digest, source: 'catalog' }),
    );
    await store.dropNameless(api('a'));
    expect(await store.of(api('a'))).toHaveLength(1);
    expect(await store.count()).toBe(1);
    await store.putRelease({
      ...{ component_ref: component('c'), component_version: '7' },
      ...{ entity_ref: api('a'), version: '1.0.0' },
    });
    expect(await store.releases([api('b')])).toEqual([]);
    expect(await store.releases([api('a')])).toHaveLength(1);
    expect(await store.ofMany([api('a'), api('b')])).toHaveLength(1);
  });

  it('mark contracts that are gone, and keep who consumes what', async () => {
    const store = ContractStore.create(database());
    const rows = ['a', 'b'].map(name =>
      contractRow(name, 'p', { seen_at: AT }),
    );
    await store.replaceAll(rows, [], AT);
    const later = '2026-11-21T11:00:00.000Z';
    const consumption = {
      ...{ consumer_ref: component('c'), contract_ref: api('a') },
      owner: null,
    };
    await store.replaceAll(
      ...([[{ ...rows[0], seen_at: later }], [consumption], later] as const),
    );

    expect((await store.all()).map(({ name }) => name)).toEqual(['a']);
    expect(await store.get(api('b'))).toBeUndefined();
    expect(await store.consumptions()).toEqual([consumption]);
    expect(await store.readAt('catalog')).toBeUndefined();
    await store.markRead('catalog', later);
    expect(await store.readAt('catalog')).toBe(later);
  });

  it('give the needs of what lives, and note each change', async () => {
    const knex = database();
    const store = NeedStore.create(knex);
    const live = LiveStore.create(knex);
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
      const row = {
        ...{ component_ref: component('c'), version, digest: 'd' },
        ...{ commit: null, needs: '[]', published_at: AT },
      };
      expect(await store.add(row)).toBe(true);
      expect(await store.add(row)).toBe(false);
    }
    await live.replaceAll(
      [
        {
          ...{ id: '1', component_ref: component('c'), version: '1.1.0' },
          ...{ environment: 'prod', tenant: null, cluster: null },
          ...{ since: null, stale: false },
        },
      ],
      ...([['dev', 'prod'], AT] as const),
    );

    expect((await store.live()).map(({ version }) => version)).toEqual([
      '1.1.0',
    ]);
    expect(await live.reading()).toEqual({
      ...{ readAt: AT, problem: undefined, environments: ['dev', 'prod'] },
    });
    expect(await live.lived()).toEqual([
      {
        ...{ component_ref: component('c'), environment: 'prod' },
        ...{ tenant: '', version: '1.1.0' },
      },
    ]);
    await live.replaceAll([], ['dev', 'prod'], '2026-11-21T09:00:00.000Z');
    await live.fail('It is silent.');
    expect(await live.reading()).toMatchObject({
      ...{
        readAt: AT,
        problem: 'It is silent.',
        environments: ['dev', 'prod'],
      },
    });
    expect(await live.all()).toHaveLength(1);
  });

  it('keep which environments are there for a while', async () => {
    const live = LiveStore.create(database());
    await live.replaceAll([], ['qa', 'try-1', 'prod'], AT, ['try-1']);
    expect(await live.reading()).toMatchObject({
      ...{ environments: ['qa', 'try-1', 'prod'], passing: ['try-1'] },
    });
    await live.replaceAll([], ['qa', 'prod'], AT);
    const after = await live.reading();
    expect(after.environments).toEqual(['qa', 'prod']);
    expect(after.passing).toBeUndefined();
  });

  it('keep a comparison by what it came from', async () => {
    const store = ComparisonStore.create(database());
    const change = { rule: 'r', verdict: 'risky' as const, message: 'Ü.' };
    const found = { changes: [change], tookMs: 12.4, judgedAt: AT };
    await store.put('k', found);
    await store.put('k', { ...found, changes: [] });

    expect(await store.get('k')).toEqual({ ...found, tookMs: 12 });
    expect(await store.get('other')).toBeUndefined();
  });

  it('let exceptions end by themselves, and earlier', async () => {
    const store = ExceptionStore.create(database());
    const exception = {
      ...{ id: 'e', kind: 'block' as const, consumer: component('c') },
      ...{ owner: 'group:a', reason: 'Agreed.', createdBy: 'user:a' },
      ...{ createdAt: AT, expiresAt: '2026-12-01T00:00:00.000Z' },
    };
    await store.add(exception);

    expect(await store.holding(AT)).toEqual([exception]);
    expect(await store.holding('2026-12-02T00:00:00.000Z')).toEqual([]);
    expect(await store.end('e', AT)).toBe(true);
    expect(await store.end('e', AT)).toBe(false);
    expect(await store.holding(AT)).toEqual([]);
  });

  it('narrow, page and count states, and take no text for a pattern', async () => {
    const store = StateStore.create(database());
    await store.put([
      stateRow('a', { gaps: ',no-owner,overdue,', position: 1 }),
      stateRow('b_c', { state: 'breaks', owner: null }),
      stateRow('bxc', { group_name: 'events', position: 103 }),
    ]);
    const names = async (filter: Parameters<StateStore['page']>[0]) =>
      (await store.page(filter, { offset: 0, limit: 9 })).items.map(
        ({ name }) => name,
      );

    expect(await names({})).toEqual(['a', 'b_c', 'bxc']);
    expect(await names({ search: 'B_C' })).toEqual(['b_c']);
    expect(await names({ search: 'get /a' })).toEqual(['a']);
    expect(await names({ gap: 'overdue' })).toEqual(['a']);
    expect(await names({ gap: 'none' })).toEqual(['b_c', 'bxc']);
    expect(await names({ gap: 'any' })).toEqual(['a']);
    expect(await names({ state: 'breaks' })).toEqual(['b_c']);
    expect(await names({ group: 'events' })).toEqual(['bxc']);
    expect(await names({ owner: 'group:default/a' })).toEqual(['a', 'bxc']);
    expect(await names({ entityRefs: [api('bxc')] })).toEqual(['bxc']);
    expect(await names({ entityRefs: [] })).toEqual([]);
    const second = await store.page({}, { offset: 1, limit: 1 });
    expect(second).toMatchObject({ total: 3, items: [{ name: 'b_c' }] });
    expect(await store.totals()).toMatchObject({
      gaps: { overdue: 1, 'no-owner': 1, 'would-break': 0 },
      states: { breaks: 1, fine: 2 },
      groups: {
        rest: { total: 2, withGaps: 1 },
        events: { total: 1, withGaps: 0 },
      },
      owners: ['group:default/a'],
    });
    await store.remove([api('a')]);
    expect([...(await store.inputs()).keys()].sort()).toEqual([
      ...[api('b_c'), api('bxc')],
    ]);
    expect(await store.get([api('bxc')])).toHaveLength(1);
  });

  it('take what was seen of calls, and say whether it is news', async () => {
    const store = TrafficStore.create(database());
    const seen: SeenTraffic = {
      calls: ['a', ''].map(name => ({
        consumer_ref: name && component(name),
        ...{ provider_ref: component('p'), requests: 0.5, last_call_at: AT },
      })),
      components: [{ entity_ref: component('a'), since: AT, until: AT }],
      sources: [
        { id: 's', title: 'S', simulated: true, read_until: AT, problem: null },
      ],
    };
    const before = await changeMark(database());

    expect(await store.replaceAll(seen)).toBe(true);
    const after = await changeMark(database());
    expect(after).not.toBe(before);
    expect(
      await store.replaceAll({ ...seen, calls: [...seen.calls].reverse() }),
    ).toBe(false);
    expect(await changeMark(database())).toBe(after);
    const [source] = (await store.all()).sources;
    expect({ ...source, simulated: Boolean(source.simulated) }).toEqual(
      seen.sources[0],
    );
    const more = seen.calls.map(row => ({ ...row, requests: 7 }));
    expect(await store.replaceAll({ ...seen, calls: more })).toBe(true);
    expect((await store.all()).calls[0].requests).toBe(7);
    // Numbers are no news.
    expect(await changeMark(database())).toBe(after);
    const [call] = seen.calls;
    expect(await store.replaceAll({ ...seen, calls: [call] })).toBe(true);
    expect((await store.all()).calls).toEqual([call]);
    expect(await ContractStore.create(database()).otherComponents()).toEqual([
      ...[component('a'), component('p')],
    ]);
  });

  it('keep who answers for a component, and that it is not in the catalog', async () => {
    const store = ContractStore.create(database());
    const rows = [
      { entity_ref: component('a'), owner: 'group:default/a', known: true },
      { entity_ref: component('b'), owner: null, known: false },
    ];
    await store.replaceOwners(rows);
    await store.replaceOwners(rows);
    const owners = await store.owners();
    expect(
      owners.map(row => [row.entity_ref, row.owner, Boolean(row.known)]),
    ).toEqual([
      [component('a'), 'group:default/a', true],
      [component('b'), null, false],
    ]);
  });

  it('take more rows than one statement can hold', async () => {
    const knex = database();
    const rows = Array.from({ length: 1_200 }, (_none, index) =>
      contractRow(`a${index}`, 'p', { seen_at: AT }),
    );
    await ContractStore.create(knex).replaceAll(rows, [], AT);
    const refs = rows.map(row => row.entity_ref);

    expect(await ContractStore.create(knex).all()).toHaveLength(1_200);
    expect(await VersionStore.create(knex).ofMany(refs)).toEqual([]);
  });
});
