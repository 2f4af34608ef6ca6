import { mockServices } from '@backstage/backend-test-utils';
import { readDeliveryConfig } from './readDeliveryConfig';

const read = (delivery: object) =>
  readDeliveryConfig(mockServices.rootConfig({ data: { delivery } }));
const repository = (change: object = {}) => ({
  environments: [{ name: 'prod' }],
  repositories: [
    {
      id: 'gitops',
      url: 'file:///x',
      layouts: [{ path: '{environment}/{component}' }],
      ...change,
    },
  ],
});

describe('readDeliveryConfig', () => {
  it('needs nothing: a portal without delivery starts', () => {
    expect(readDeliveryConfig(mockServices.rootConfig())).toMatchObject({
      environments: [],
      repositories: [],
    });
  });

  it('fills in what is not said', () => {
    expect(read(repository()).repositories[0]).toMatchObject({
      branch: 'main',
      refreshMs: 30_000,
    });
    expect(read(repository()).environments[0]).toEqual({
      name: 'prod',
      title: 'prod',
      order: 0,
      rollback: 'allow',
    });
  });

  it.each([
    [
      'a pattern without a component',
      { layouts: [{ path: '{environment}/x' }] },
      'must name {component}',
    ],
    [
      'a pattern without an environment',
      { layouts: [{ path: 'x/{component}' }] },
      'must name {environment}',
    ],
    [
      'an unknown placeholder',
      { layouts: [{ path: '{stage}/{component}' }] },
      "'{stage}' in",
    ],
    [
      'a pattern that leaves the repository',
      { layouts: [{ path: '../{environment}/{component}' }] },
      'relative path',
    ],
    [
      'an environment that is not there',
      { layouts: [{ path: '{component}', environment: 'live' }] },
      'not among delivery.environments',
    ],
    [
      'a password in the address',
      { url: 'https://user:word@git.example.org/x.git' },
      'holds a password; put it under credentials.password',
    ],
    ['an id with spaces', { id: 'a b' }, 'is no valid id'],
  ])('refuses %s and names it', (_, change, message) => {
    expect(() => read(repository(change))).toThrow(message);
  });

  it('refuses two of the same name', () => {
    expect(() =>
      read({ environments: [{ name: 'a' }, { name: 'a' }] }),
    ).toThrow("'a' stands there twice");
  });

  it('refuses a policy it does not know', () => {
    expect(() =>
      read({ environments: [{ name: 'a', rollback: 'maybe' }] }),
    ).toThrow("must be 'allow' or 'roll-forward-only'");
  });
});
