import type { Request } from 'express';
import { deploymentsQuery, paging, text, texts } from './query';

const asked = (query: object) => ({ query }) as Request;

describe('parameters of a request', () => {
  it.each([
    [{}, undefined],
    [{ a: '' }, undefined],
    [{ a: [] }, undefined],
    [{ a: ['', ''] }, undefined],
    [{ a: { b: 'c' } }, undefined],
    [{ a: [{ b: 'c' }] }, undefined],
    [{ a: 'x' }, ['x']],
    [{ a: ['x', '', 'y'] }, ['x', 'y']],
  ])('of %j are %j: text alone counts', (query, expected) => {
    expect(texts(asked(query), 'a')).toEqual(expected);
    expect(text(asked(query), 'a')).toBe(expected?.[0]);
  });

  it('page by fifty unless something else is asked for', () => {
    expect(paging(asked({}))).toEqual({ cursor: undefined, limit: 50 });
    expect(paging(asked({ limit: '7', cursor: 'c' }))).toEqual({
      ...{ cursor: 'c', limit: 7 },
    });
  });

  it('narrow a list, with entities in the one form they are stored in', () => {
    const query = {
      ...{ entityRef: ['Component:Default/Pay', 'component:default/x'] },
      ...{ environment: 'prod', tenant: ['a', 'b'], cluster: 'eu-1' },
      ...{ component: 'pay', q: '2.4', repository: 'gitops', sort: 'since' },
    };
    expect(deploymentsQuery(asked(query))).toEqual({
      entityRefs: ['component:default/pay', 'component:default/x'],
      ...{ environments: ['prod'], tenants: ['a', 'b'], clusters: ['eu-1'] },
      ...{ component: 'pay', search: '2.4', repository: 'gitops' },
      sort: 'since',
    });
  });

  it('leave out what was not asked: an empty filter is none', () => {
    const found = deploymentsQuery(asked({ environment: '', q: '' }));
    expect(Object.values(found).every(value => value === undefined)).toBe(true);
  });
});
