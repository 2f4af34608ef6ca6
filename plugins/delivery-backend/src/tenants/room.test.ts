import { createBackendModule } from '@backstage/backend-plugin-api';
import type { RoomResponse } from '@slipway/backstage-plugin-delivery-common';
import {
  deliveryTenantUsageSourcesExtensionPoint,
  type TenantUsageSource,
} from '@slipway/backstage-plugin-delivery-node';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  observation,
  startDelivery,
  type StartedDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

const API = '/api/delivery/v1/room';
const FOLDER = 'prod/acme/payments';

function sourceModule(source: TenantUsageSource) {
  return createBackendModule({
    ...{ pluginId: 'delivery', moduleId: 'usage' },
    register(reg) {
      reg.registerInit({
        deps: { point: deliveryTenantUsageSourcesExtensionPoint },
        init: async ({ point }) => point.addSource(source),
      });
    },
  });
}

describe('the room of a cluster', () => {
  let fixture: GitFixture;
  let started: StartedDelivery;
  const room = async (query: string) =>
    (await started.api.get(`${API}?${query}`).expect(200)).body as RoomResponse;
  const start = async (...sources: TenantUsageSource[]) => {
    started = await startDelivery({
      ...{ url: fixture.url, features: sources.map(sourceModule) },
    });
    await started.until<{ totalItems: number }>(
      '/deployments',
      ({ totalItems }) => totalItems === 1,
    );
  };
  const observe = async () => {
    const sink = await started.observer.sink();
    await sink.alive();
    await sink.replace([observation(fixture.url, FOLDER)]);
  };

  beforeEach(() => {
    fixture = GitFixture.create();
    fixture.commit({
      files: { [`${FOLDER}/values.yaml`]: helmValues('2.4.0') },
    });
  });

  afterEach(async () => {
    await started.backend.stop();
    fixture.dispose();
  });

  it('is that of the clusters where the tenant stands, as a source last said', async () => {
    const reserved = { cpu: 58 };
    await start({
      ...{ id: 'prometheus:a', title: 'A', simulated: true },
      claims: () => true,
      read: async targets => targets.map(() => undefined),
      readRoom: async () => [
        { cluster: 'eu-1', reserved, capacity: { cpu: 96 } },
        { cluster: 'us-1', reserved, capacity: {} },
      ],
    });
    await observe();
    const query = 'environment=prod&tenant=acme';
    const found = await started.until<RoomResponse>(
      `/room?${query}`,
      ({ items }) => items.length > 0,
    );

    expect(found).toEqual({
      items: [
        {
          ...{ cluster: 'eu-1', reserved, capacity: { cpu: 96 } },
          measuredAt: expect.stringMatching(/Z$/),
        },
      ],
    });
    expect(await room('tenant=nobody')).toMatchObject({ items: [] });
  });

  it('says why it is not known', async () => {
    await start();
    expect(await room('tenant=acme')).toEqual({
      items: [],
      problem: 'It is not known which cluster it will run in.',
    });

    await observe();
    expect(
      await started.until<RoomResponse>(
        '/room?tenant=acme',
        ({ problem }) => problem?.startsWith('Nobody') === true,
      ),
    ).toEqual({
      items: [],
      problem: 'Nobody measures it: no source of usage is configured.',
    });
  });

  it('says of a source that cannot tell of clusters that none is measured', async () => {
    await start({
      ...{ id: 'prometheus:a', title: 'A', simulated: true },
      claims: () => true,
      read: async targets => targets.map(() => undefined),
    });
    await observe();
    const { problem } = await started.until<RoomResponse>(
      '/room?tenant=acme',
      found => found.problem?.startsWith('No source') === true,
    );
    expect(problem).toBe('No source measures the room in eu-1.');
  });
});
