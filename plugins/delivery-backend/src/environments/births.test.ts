import type { Passage } from '../database/EnvironmentStore';
import { birthsOf } from './births';

let position = 0;

function passage(
  commit: string,
  id: string,
  kind: string,
  trailers?: [string, string][],
): Passage {
  position += 1;
  return {
    ...{ deployment_id: id, commit, position, kind, repository: 'gitops' },
    ...{ at: `at ${commit}`, author_name: `author of ${commit}` },
    environment: id.split('/')[0],
    trailers: trailers
      ? JSON.stringify(trailers.map(([key, value]) => ({ key, value })))
      : null,
  };
}

const since = (...passages: Passage[]) =>
  Object.fromEntries(
    [...birthsOf(passages)].map(([name, birth]) => [name, birth.commit]),
  );

describe('the birth of an environment', () => {
  it('is the commit of its first folder, with what that commit says', () => {
    const births = birthsOf([
      passage('a', 'try/orders', 'create', [
        ['Reason', 'A test.'],
        ['Requested-By', 'user:default/dev-1'],
        ['Copied-From', 'qa'],
      ]),
      passage('b', 'try/cart', 'create'),
    ]);
    expect(births.get('try')).toEqual({
      ...{ since: 'at a', commit: 'a', author: 'author of a' },
      ...{ repository: 'gitops', requestedBy: 'user:default/dev-1' },
      ...{ copiedFrom: 'qa', reason: 'A test.' },
    });
  });

  it('stays when its first folder goes and another one is there', () => {
    expect(
      since(
        passage('a', 'try/orders', 'create'),
        passage('b', 'try/cart', 'create'),
        passage('c', 'try/orders', 'remove'),
      ),
    ).toEqual({ try: 'a' });
  });

  it('ends with its last folder, and is another one when it comes back', () => {
    const gone = [
      passage('a', 'try/orders', 'create'),
      passage('b', 'try/orders', 'remove'),
    ];
    expect(since(...gone)).toEqual({});
    expect(since(...gone, passage('c', 'try/orders', 'restore'))).toEqual({
      try: 'c',
    });
  });

  it('is not new when one commit moves all of its folders', () => {
    expect(
      since(
        passage('a', 'try/orders', 'create'),
        passage('b', 'try/orders', 'remove'),
        passage('b', 'try/order', 'create'),
      ),
    ).toEqual({ try: 'a' });
  });

  it('is told of each environment apart', () => {
    expect(
      since(
        passage('a', 'try/orders', 'create'),
        passage('b', 'demo/orders', 'create'),
      ),
    ).toEqual({ try: 'a', demo: 'b' });
  });
});
