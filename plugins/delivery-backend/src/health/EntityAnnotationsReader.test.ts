import { mockServices } from '@backstage/backend-test-utils';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityAnnotationsReader } from './EntityAnnotationsReader';

function component(name: string, annotations?: Record<string, string>) {
  return {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: { name, annotations },
  };
}

type Page = Awaited<ReturnType<CatalogService['queryEntities']>>;
type Entities = ReturnType<typeof component>[];

function page(items: Entities, nextCursor?: string): Page {
  return { items, totalItems: items.length, pageInfo: { nextCursor } };
}

describe('EntityAnnotationsReader', () => {
  const logger = mockServices.logger.mock();
  const queryEntities = jest.fn();
  let reader: EntityAnnotationsReader;

  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
    jest.resetAllMocks();
    reader = EntityAnnotationsReader.create({
      ...{ auth: mockServices.auth(), logger },
      catalog: { queryEntities } as unknown as CatalogService,
    });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('gives annotations by the entity, none being none', async () => {
    queryEntities.mockResolvedValue(
      page([component('Payments', { a: '1' }), component('ledger')]),
    );
    expect(await reader.byRef()).toEqual(
      new Map([
        ['component:default/payments', { a: '1' }],
        ['component:default/ledger', {}],
      ]),
    );
  });

  it('asks for the fields it needs of components alone, as the backend itself', async () => {
    queryEntities.mockResolvedValue(page([]));
    await reader.byRef();
    const [[request, { credentials }]] = queryEntities.mock.calls;
    expect(request).toMatchObject({ filter: { kind: 'component' } });
    expect(request.fields).toContain('metadata.annotations');
    expect(request.fields).not.toContain('spec');
    expect(credentials.principal.type).toBe('service');
  });

  it('reads page after page, until there is no more', async () => {
    queryEntities
      .mockResolvedValueOnce(page([component('a')], 'second'))
      .mockResolvedValueOnce(page([component('b')], 'third'))
      .mockResolvedValueOnce(page([component('c')]));

    expect((await reader.byRef())!.size).toBe(3);
    const cursors = queryEntities.mock.calls.map(([{ cursor }]) => cursor);
    expect(cursors).toEqual([undefined, 'second', 'third']);
    expect(queryEntities.mock.calls[1][0].filter).toBeUndefined();
  });

  it('does not ask again within a minute', async () => {
    queryEntities.mockResolvedValue(page([component('a')]));
    await reader.byRef();
    jest.advanceTimersByTime(60_000);
    await reader.byRef();
    expect(queryEntities).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    await reader.byRef();
    expect(queryEntities).toHaveBeenCalledTimes(2);
  });

  it('asks a catalog that knows nobody yet again after seconds', async () => {
    queryEntities.mockResolvedValue(page([]));
    expect((await reader.byRef())!.size).toBe(0);
    jest.advanceTimersByTime(3_001);
    queryEntities.mockResolvedValue(page([component('a')]));
    expect((await reader.byRef())!.size).toBe(1);
  });

  it('keeps what it knew while the catalog is silent, and says so', async () => {
    queryEntities.mockResolvedValue(page([component('a', { x: '1' })]));
    const known = await reader.byRef();
    jest.advanceTimersByTime(60_001);
    queryEntities.mockRejectedValue(new Error('connection refused'));

    expect(await reader.byRef()).toBe(known);
    expect(logger.warn).toHaveBeenCalledWith(
      'The catalog could not be asked for annotations',
      { cause: 'Error: connection refused' },
    );
  });

  it('does not take a catalog that has yet to answer for one without annotations', async () => {
    queryEntities.mockRejectedValueOnce(new Error('connection refused'));
    expect(await reader.byRef()).toBeUndefined();
    queryEntities.mockResolvedValue(page([component('a')]));
    expect((await reader.byRef())!.size).toBe(1);
  });

  it('does not mix half of a new answer with the old one', async () => {
    queryEntities.mockResolvedValueOnce(page([component('a', { x: 'old' })]));
    await reader.byRef();
    jest.advanceTimersByTime(60_001);
    queryEntities
      .mockResolvedValueOnce(page([component('a', { x: 'new' })], 'second'))
      .mockRejectedValueOnce(new Error('it broke off'));

    expect(await reader.byRef()).toEqual(
      new Map([['component:default/a', { x: 'old' }]]),
    );
  });

  it('forgets an entity that is gone from the catalog', async () => {
    queryEntities.mockResolvedValueOnce(page([component('a'), component('b')]));
    await reader.byRef();
    jest.advanceTimersByTime(60_001);
    queryEntities.mockResolvedValueOnce(page([component('b')]));
    expect([...(await reader.byRef())!.keys()]).toEqual([
      'component:default/b',
    ]);
  });
});
