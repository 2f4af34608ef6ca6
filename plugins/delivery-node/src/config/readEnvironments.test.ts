import { ConfigReader } from '@backstage/config';
import {
  isOwnerName,
  readEnvironmentKinds,
  readEnvironments,
} from './readEnvironments';
import { readRepositories } from './readRepositories';

const config = (environments: object[], more: object = {}) =>
  new ConfigReader({ delivery: { environments, ...more } as never });

const PREVIEW = {
  ...{ kind: 'preview', title: 'Preview {name}', names: '[a-z].*' },
  ...{ reserved: ['team'], rollback: 'roll-forward-only' },
  owner: 'team-a',
  timeToLive: { required: false, usual: 'P3D', longest: { days: 14 } },
};

describe('the environments of a configuration', () => {
  it('keep their place in the list, with kinds between them', () => {
    const prod = { name: 'prod', owner: 'group:default/ops' };
    const root = config([{ name: 'dev' }, PREVIEW, prod]);
    expect(readEnvironments(root)).toEqual([
      { name: 'dev', title: 'dev', order: 0, rollback: 'allow' },
      { ...prod, title: 'prod', order: 2, rollback: 'allow' },
    ]);
    expect(readEnvironmentKinds(root)).toEqual([
      {
        ...{ kind: 'preview', title: 'Preview {name}', order: 1 },
        ...{ names: '[a-z].*', reserved: ['team'] },
        ...{ rollback: 'roll-forward-only', owner: 'team-a' },
        timeToLive: {
          ...{ required: false, usualMs: 259_200_000 },
          longestMs: 1_209_600_000,
        },
      },
    ]);
  });

  it('need an end by default, as far away as one likes', () => {
    const [kind] = readEnvironmentKinds(config([{ kind: 'preview' }]));
    expect(kind).toMatchObject({ title: '{name}', rollback: 'allow' });
    expect(kind.timeToLive).toEqual({
      ...{ required: true, usualMs: undefined, longestMs: undefined },
    });
  });

  it.each([
    [[{ name: 'a', kind: 'b' }], "'a' has a name and a kind"],
    [[{ name: 'a' }, { name: 'a' }], "'a' stands there twice"],
    [[{ kind: 'a' }, { kind: 'a' }], "'a' stands there twice"],
    [[{ kind: 'A' }], "'A' is no valid kind"],
    [[{ kind: 'a', names: '(' }], "names of 'a' is no regular expression"],
    [[{ kind: 'a', rollback: 'x' }], "rollback of 'a' must be"],
    [[{ kind: 'a', owner: 'a b' }], "owner of 'a' is 'a b', and must be a"],
    [[{ name: 'a', owner: 'system:a' }], "owner of 'a' is 'system:a'"],
    [
      [{ kind: 'a', timeToLive: { usual: 'P3D', longest: 'P1D' } }],
      "the usual timeToLive of 'a' is longer than the longest",
    ],
    [
      [{ kind: 'a', timeToLive: { longest: { days: 0 } } }],
      "timeToLive of 'a' must be longer than nothing",
    ],
  ])('refuse %j with a sentence', (environments, sentence) => {
    const root = config(environments);
    expect(() => [
      ...readEnvironments(root),
      ...readEnvironmentKinds(root),
    ]).toThrow(sentence);
  });

  it('are known to the layouts of repositories by their kinds', () => {
    const repositories = [
      {
        ...{ id: 'gitops', url: 'file:///a.git' },
        layouts: [
          {
            path: 'preview/{environment}/{component}',
            environmentKind: 'preview',
          },
        ],
      },
    ];
    const [repository] = readRepositories(config([PREVIEW], { repositories }));
    expect(repository.layouts[0].environmentKind).toBe('preview');
    expect(() => readRepositories(config([], { repositories }))).toThrow(
      "the kind 'preview' of",
    );
  });
});

describe('who answers for something', () => {
  it.each(['team-a', 'group:default/team-a', 'user:ann', 'ops/team.b'])(
    'can be %s',
    name => expect(isOwnerName(name)).toBe(true),
  );

  it.each(['', 'a b', 'system:default/a', '-a', `a${'b'.repeat(63)}`])(
    "cannot be '%s'",
    name => expect(isOwnerName(name)).toBe(false),
  );
});
