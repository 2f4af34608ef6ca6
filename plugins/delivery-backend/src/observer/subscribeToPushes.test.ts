import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  type StartedDelivery,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

describe('subscribeToPushes', () => {
  let git: GitFixture;
  let started: StartedDelivery;

  beforeEach(() => {
    git = GitFixture.create();
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('1.0.0') } });
  });

  afterEach(async () => {
    await started.backend.stop();
    git.dispose();
  });

  it('looks at a repository at once when its host tells of a push', async () => {
    let events: EventsService | undefined;
    const listener = createBackendModule({
      pluginId: 'delivery',
      moduleId: 'host',
      register(env) {
        env.registerInit({
          deps: { service: eventsServiceRef },
          init: async ({ service }) => {
            events = service;
          },
        });
      },
    });
    started = await startDelivery({
      ...{ url: git.url, refresh: { hours: 1 } },
      features: [listener],
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      body => body.totalItems === 1,
    );
    git.commit({ files: { 'qa/payments/values.yaml': helmValues('3.0.0') } });

    await events!.publish({
      topic: 'github.push',
      eventPayload: { repository: { clone_url: `${git.url}` } },
    });

    const page = await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      body => body.items[0]?.desired.version === '3.0.0',
    );
    expect(page.items[0].desired.commit).toBe(git.head());
  });
});
