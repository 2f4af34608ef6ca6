import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EntityAuthorizer } from './EntityAuthorizer';

const credentials = mockCredentials.user();

function create(allowed: string[], all = AuthorizeResult.ALLOW) {
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(request => ({
        result:
          'resourceRef' in request && allowed.includes(`${request.resourceRef}`)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    authorizeConditional: async () => [{ result: all } as never],
  });
  return { permissions, authorizer: EntityAuthorizer.create(permissions) };
}

describe('EntityAuthorizer', () => {
  it('keeps those that are allowed, each asked for once, in one call', async () => {
    const { authorizer, permissions } = create(['a', 'c']);

    const found = await authorizer.readable(['a', 'b', 'a', 'c'], credentials);

    expect([...found]).toEqual(['a', 'c']);
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
    expect(permissions.authorize.mock.calls[0][0]).toHaveLength(3);
  });

  it('asks nothing for nothing', async () => {
    const { authorizer, permissions } = create([]);

    expect(await authorizer.rollbackable([], credentials)).toEqual(new Set());
    expect(permissions.authorize).not.toHaveBeenCalled();
  });

  it('asks for reading and for acting by their own permissions', async () => {
    const { authorizer, permissions } = create(['a']);
    await authorizer.readable(['a'], credentials);
    await authorizer.rollbackable(['a'], credentials);

    expect(
      permissions.authorize.mock.calls.map(
        ([[request]]) => request.permission.name,
      ),
    ).toEqual(['delivery.deployment.read', 'delivery.deployment.rollback']);
  });

  it.each([
    [AuthorizeResult.ALLOW, true],
    [AuthorizeResult.DENY, false],
    [AuthorizeResult.CONDITIONAL, undefined],
  ])('takes %s for all as %p', async (result, wanted) => {
    const { authorizer } = create([], result as typeof AuthorizeResult.ALLOW);

    expect(await authorizer.readsAll(credentials)).toBe(wanted);
  });

  it.each([
    [
      'see',
      'assertReadable',
      /may not see the deployments of b.*delivery\.deployment\.read\b/,
    ],
    [
      'roll back',
      'assertRollbackable',
      /may not roll back b.*delivery\.deployment\.rollback\b/,
    ],
  ] as const)(
    'says whom to ask when one may not %s',
    async (_, method, message) => {
      const { authorizer } = create(['a']);

      await expect(
        authorizer[method]('a', credentials),
      ).resolves.toBeUndefined();
      await expect(authorizer[method]('b', credentials)).rejects.toThrow(
        expect.objectContaining({
          name: 'NotAllowedError',
          message: expect.stringMatching(message),
        }),
      );
    },
  );
});
