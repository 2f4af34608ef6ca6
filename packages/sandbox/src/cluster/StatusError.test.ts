import {
  StatusError,
  alreadyExists,
  badRequest,
  conflict,
  expired,
  invalid,
  notFound,
  tooLarge,
} from './StatusError';
import {
  RESOURCE_KINDS,
  apiVersionOf,
  qualifiedName,
  resourceKind,
} from './resources';

const pods = resourceKind('pods');
const deployments = resourceKind('deployments');

describe('kinds of the simulated API', () => {
  it.each([
    ['pods', 'v1', 'pods'],
    ['deployments', 'apps/v1', 'deployments.apps'],
    ['applications', 'argoproj.io/v1alpha1', 'applications.argoproj.io'],
  ])('%s are of %s and are called %s', (plural, apiVersion, name) => {
    const kind = resourceKind(plural);
    expect(apiVersionOf(kind)).toBe(apiVersion);
    expect(qualifiedName(kind)).toBe(name);
  });

  it('are each there once', () => {
    const names = RESOURCE_KINDS.map(qualifiedName);
    expect(new Set(names).size).toBe(names.length);
    expect(RESOURCE_KINDS.every(kind => kind.singular !== kind.plural)).toBe(
      true,
    );
  });

  it('name what is asked for that they do not have', () => {
    expect(() => resourceKind('secrets')).toThrow('serves no secrets');
  });
});

describe('an answer that is not what was asked for', () => {
  it.each<[StatusError, number, string]>([
    [notFound(pods, 'x'), 404, 'NotFound'],
    [alreadyExists(pods, 'x'), 409, 'AlreadyExists'],
    [conflict(pods, 'x'), 409, 'Conflict'],
    [expired(3, 9), 410, 'Expired'],
    [badRequest('no'), 400, 'BadRequest'],
    [invalid('no'), 422, 'Invalid'],
    [tooLarge('no'), 413, 'RequestEntityTooLarge'],
  ])('has the form of Kubernetes: %s', (error, code, reason) => {
    expect(error.toStatus()).toMatchObject({
      ...{ kind: 'Status', apiVersion: 'v1', status: 'Failure' },
      ...{ code, reason, message: error.message, metadata: {} },
    });
  });

  it('names the object, and its group where it has one', () => {
    expect(notFound(deployments, 'x').toStatus()).toMatchObject({
      message: 'deployments.apps "x" not found',
      details: { name: 'x', group: 'apps', kind: 'deployments' },
    });
    const { details } = JSON.parse(
      JSON.stringify(notFound(pods, 'x').toStatus()),
    );
    expect(details).toEqual({ name: 'x', kind: 'pods' });
  });

  it('tells who lost a race what to do', () => {
    expect(conflict(deployments, 'x').message).toMatch(
      /has been modified; please apply your changes to the latest version/,
    );
  });

  it('tells which version is too old, and which is the oldest there is', () => {
    expect(expired(3, 9).message).toBe('too old resource version: 3 (9)');
  });

  it('is an error, so that it can be thrown', () => {
    expect(badRequest('no')).toBeInstanceOf(Error);
    expect(badRequest('no').toStatus().details).toBeUndefined();
  });
});
