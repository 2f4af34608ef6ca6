import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readLayouts } from './readLayouts';

const ENVIRONMENTS = ['dev', 'prod'];

const read = (...layouts: object[]) =>
  readLayouts(
    layouts.map(layout => new ConfigReader({ ...layout })),
    ENVIRONMENTS,
  );

describe('path patterns of a repository', () => {
  it('are read in their order, with what is fixed beside the path', () => {
    const layouts = [
      { path: 'prod/{tenant}/{component}', environment: 'prod' },
      { path: '{cluster}/{environment}-{component}', tenant: 'acme' },
      { path: '{environment}/{component}', cluster: 'eu-1' },
    ];
    expect(read(...layouts)).toEqual(layouts);
  });

  it.each([
    '/{environment}/{component}',
    '{environment}/{component}/',
    '{environment}//{component}',
    './{environment}/{component}',
    '../{environment}/{component}',
    '{environment}/../{component}',
  ])('must stay within the repository: %s', path => {
    expect(() => read({ path })).toThrow(InputError);
    expect(() => read({ path })).toThrow(`'${path}' must be a relative path`);
  });

  it.each([
    ['{stage}/{component}', '{stage}'],
    ['{environment}/{Component}', '{Component}'],
    ['{}/{component}', '{}'],
  ])('name only what is known: %s', (path, field) => {
    expect(() => read({ path })).toThrow(
      `'${field}' in '${path}' is not known; use {environment}, {tenant}, {component}, {cluster}`,
    );
  });

  it('must name the component', () => {
    expect(() => read({ path: '{environment}/x' })).toThrow(
      "'{environment}/x' must name {component}",
    );
  });

  it('must name the environment, or have it fixed', () => {
    expect(() => read({ path: '{component}' })).toThrow(
      'must name {environment}, or fix it beside the path',
    );
    expect(read({ path: '{component}', environment: 'dev' })).toHaveLength(1);
  });

  it('fix no environment that is not configured', () => {
    const layout = { path: '{component}', environment: 'live' };
    expect(() => read(layout)).toThrow(
      "environment 'live' of '{component}' is not among delivery.environments",
    );
  });

  describe('that take environments that exist only in Git', () => {
    const readWith = (layout: object) =>
      readLayouts([new ConfigReader({ ...layout })], ENVIRONMENTS, ['preview']);
    const path = 'preview/{environment}/{component}';

    it('name their kind', () => {
      const layout = { path, environmentKind: 'preview' };
      expect(readWith(layout)).toEqual([layout]);
    });

    it.each([
      [{ path, environmentKind: 'try' }, "the kind 'try' of"],
      [
        { path: 'x/{component}', environmentKind: 'preview' },
        'must name {environment} to take those of the kind',
      ],
      [
        { path, environment: 'dev', environmentKind: 'preview' },
        'must name {environment} to take',
      ],
    ])('refuse %j', (layout, sentence) => {
      expect(() => readWith(layout)).toThrow(sentence);
    });
  });

  it('are refused all when one is wrong', () => {
    const good = { path: '{environment}/{component}' };
    expect(() => read(good, { path: 'x' })).toThrow(InputError);
  });
});
