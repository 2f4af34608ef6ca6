import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { API, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

describe('access to operations', () => {
  const on = useOperations();

  it('audits success and failure of each request, and each push', async () => {
    const events: { eventId: string; result: string }[] = [];
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async () => void events.push({ eventId, result: 'success' }),
        fail: async () => void events.push({ eventId, result: 'fail' }),
      }),
    });
    await on.start({ features: [auditor.factory] });
    await on.ask(on.body({ reason: ' ' }));
    await on.ended((await on.ask(on.body())).body.id);
    expect(events).toEqual([
      { eventId: 'operation-start', result: 'fail' },
      { eventId: 'operation-start', result: 'success' },
      { eventId: 'gitops-push', result: 'success' },
    ]);
  });

  it('asks the permission for the entity, for reading and for acting', async () => {
    const denied = new Set<string>();
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(request => ({
          result: denied.has(request.permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
    });
    await on.start({ features: [permissions.factory] });
    denied.add('delivery.deployment.rollback');
    const refused = await on.ask(on.body());
    const seen = await on.started.api.get(
      `${API}/deployments/${on.deployment.id}`,
    );
    denied.add('delivery.deployment.read');
    const hidden = await on.started.api.get(
      `${API}/deployments/${on.deployment.id}`,
    );

    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      'You may not roll back component:default/payments',
    );
    expect(seen.body.can.rollback).toEqual({
      allowed: false,
      reason: expect.any(String),
    });
    expect(hidden.status).toBe(403);
    const resources = permissions.authorize.mock.calls.flatMap(([requests]) =>
      requests.map(request =>
        'resourceRef' in request ? request.resourceRef : undefined,
      ),
    );
    expect(new Set(resources)).toEqual(new Set(['component:default/payments']));
  });

  it('does not let in who is not signed in', async () => {
    await on.start();
    const answer = await on.started.api
      .get(`${API}/deployments`)
      .set('Authorization', mockCredentials.none.header());
    expect(answer.status).toBe(401);
  });
});
