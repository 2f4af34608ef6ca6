import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import request from 'supertest';
import catalogModuleGitops from '.';
import {
  componentInfo,
  GitRepository,
  gitopsConfig,
} from './__testUtils__/GitRepository';

jest.setTimeout(60_000);

const DEADLINE_MS = 30_000;

describe('the catalog with the module', () => {
  let repository: GitRepository;

  beforeEach(() => {
    repository = new GitRepository();
    repository.commit({
      'dev/orders/catalog-info.yaml': `${componentInfo('orders')}---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: orders-api }
spec: { type: openapi, lifecycle: production, owner: team-a, definition: { $text: ./openapi.yaml } }
`,
      'dev/orders/openapi.yaml': 'openapi: 3.0.0\n',
      'dev/orders/catalog-info.orders-db.yaml': `apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: orders-db }
spec: { type: sql, lifecycle: production, owner: team-a, definition: { $text: ./db.sql } }
`,
      'dev/orders/db.sql': 'CREATE TABLE orders (id int);\n',
      'dev/orders/values.yaml': 'postgresql: { enabled: true }\n',
      'dev/broken/catalog-info.yaml': 'kind: [unclosed',
    });
  });

  afterEach(() => repository.remove());

  async function started(config: object) {
    const backend = await startTestBackend({
      features: [
        ...[catalogPlugin, catalogModuleGitops],
        mockServices.rootConfig.factory({ data: config }),
      ],
    });
    const api = request(backend.server);
    const get = async (ref: string): Promise<Entity> => {
      const end = Date.now() + DEADLINE_MS;
      for (;;) {
        const { status, body } = await api.get(
          `/api/catalog/entities/by-name/${ref}`,
        );
        if (status === 200) return body;
        if (Date.now() > end) throw new Error(`${ref} never came: ${status}`);
        await new Promise(resolve => {
          setTimeout(resolve, 100);
        });
      }
    };
    return { backend, get, api };
  }

  it('has the components, their relations, and what has to be mended', async () => {
    const { backend, get } = await started(gitopsConfig(repository.url));
    const orders = await get('component/default/orders');
    const api = await get('api/default/orders-api');
    const store = await get('resource/default/orders-postgresql');
    const beside = await get('api/default/orders-db');
    const broken = await get('component/default/broken');
    await backend.stop();

    expect(api.spec?.definition).toBe('openapi: 3.0.0\n');
    expect(store.relations).toEqual(
      expect.arrayContaining([
        { type: 'dependencyOf', targetRef: 'component:default/orders' },
      ]),
    );
    expect(orders.relations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ targetRef: 'group:default/team-a' }),
        { type: 'providesApi', targetRef: 'api:default/orders-db' },
      ]),
    );
    expect(beside.relations).toContainEqual({
      ...{ type: 'apiProvidedBy', targetRef: 'component:default/orders' },
    });
    expect(beside.spec?.definition).toBe('CREATE TABLE orders (id int);\n');
    const { status } = broken as Entity & {
      status?: { items?: { message: string }[] };
    };
    expect(JSON.stringify(status)).toContain(
      'dev/broken/catalog-info.yaml is not read',
    );
  });

  it('does nothing where it is not configured', async () => {
    const { delivery } = gitopsConfig(repository.url);
    const { backend, api } = await started({ delivery });
    const { body } = await api.get('/api/catalog/entities').expect(200);
    await backend.stop();

    expect(body).toEqual([]);
  });

  it('refuses a repository that is not there, and names the key', async () => {
    const config = gitopsConfig(repository.url, { repositories: ['nowhere'] });
    await expect(started(config)).rejects.toThrow(
      "catalog.providers.gitops.repositories: 'nowhere' is not among delivery.repositories.",
    );
  });
});
