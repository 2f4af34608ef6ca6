import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { sandboxAuthModule } from './sandboxAuthModule';

const PERSON = { entityRef: 'user:default/dev-1', title: 'Developer' };

async function start(slipway: object | undefined) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      sandboxAuthModule,
      catalogServiceMock.factory({
        entities: ['dev-1', 'boss'].map(name => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name, namespace: 'default' },
          spec: {},
          relations: [
            { type: 'memberOf', targetRef: 'group:default/team-payments' },
          ],
        })),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: { providers: { sandbox: {} } },
          ...(slipway && { slipway }),
        },
      }),
    ],
  });
  return (person?: string) => {
    const call = request(server).get('/api/auth/sandbox/refresh');
    return person ? call.set('x-sandbox-person', person) : call;
  };
}

describe('signing in to the sandbox', () => {
  it('signs in as a configured person, with what they own', async () => {
    const signIn = await start({ sandbox: { persons: [PERSON] } });

    const { status, body } = await signIn('user:default/dev-1');

    expect(status).toBe(200);
    expect(body.backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/dev-1',
      ownershipEntityRefs: expect.arrayContaining([
        'user:default/dev-1',
        'group:default/team-payments',
      ]),
    });
    expect(body.profile.displayName).toBe('dev-1');
  });

  it('refuses a user of the catalog who is no person of the sandbox', async () => {
    const signIn = await start({ sandbox: { persons: [PERSON] } });

    const { status, body } = await signIn('user:default/boss');

    expect(status).toBe(403);
    expect(body.error.message).toContain('is no person of the sandbox');
  });

  it('refuses everybody where no persons are configured', async () => {
    for (const slipway of [undefined, { sandbox: { persons: [] } }]) {
      const signIn = await start(slipway);

      const { status, body } = await signIn('user:default/dev-1');

      expect(status).toBe(403);
      expect(body.error.message).toContain('This portal is no sandbox');
    }
  });

  it('refuses a call that names nobody, or nothing that is a person', async () => {
    const signIn = await start({ sandbox: { persons: [PERSON] } });

    expect((await signIn()).status).toBe(401);
    expect((await signIn('::')).status).toBe(401);
  });
});
