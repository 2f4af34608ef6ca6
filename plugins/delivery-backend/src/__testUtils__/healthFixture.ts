import { createBackendModule } from '@backstage/backend-plugin-api';
import type {
  Deployment,
  DeploymentHealth,
  DeploymentsPage,
  HealthResponse,
} from '@slipway/backstage-plugin-delivery-common';
import {
  type HealthSource,
  deliveryHealthSourcesExtensionPoint,
} from '@slipway/backstage-plugin-delivery-node';
import { GitFixture, helmValues } from './GitFixture';
import { ScriptedHealthSource } from './ScriptedHealthSource';
import { type StartedDelivery, startDelivery } from './startDelivery';

const DAY = 86_400;

/** A module that adds sources of health. */
export function sourcesModule(...sources: HealthSource[]) {
  return createBackendModule({
    pluginId: 'delivery',
    moduleId: 'scripted',
    register(env) {
      env.registerInit({
        deps: { point: deliveryHealthSourcesExtensionPoint },
        init: async ({ point }) => point.addSource(...sources),
      });
    },
  });
}

/** payments: 2.3.1 for nine days, then 2.4.0 for ten minutes; and the plugin that measures it. */
export class HealthFixture {
  readonly source = new ScriptedHealthSource();
  readonly now = Math.floor(Date.now() / 1000);
  readonly deployedAt = this.now - 600;
  readonly git = GitFixture.create();
  started!: StartedDelivery;
  deployment!: Deployment;

  /** @param files - of the second commit, beside the version */
  async start(
    options: Partial<Parameters<typeof startDelivery>[0]> & {
      files?: Record<string, string>;
      health?: object;
    } = {},
  ) {
    const { files = {}, health, ...rest } = options;
    const path = 'prod/acme/payments/values.yaml';
    const commit = (at: number, version: string, more = {}) =>
      this.git.commit({ at, files: { [path]: helmValues(version), ...more } });
    commit(this.now - 20 * DAY, '2.2.3');
    commit(this.now - 9 * DAY, '2.3.1');
    commit(this.deployedAt, '2.4.0', files);
    this.started = await startDelivery({
      url: this.git.url,
      config: { health: { interval: { milliseconds: 200 }, ...health } },
      features: [sourcesModule(this.source)],
      ...rest,
    });
    const page = await this.started.until<DeploymentsPage>(
      '/deployments?component=payments',
      found => found.items.length > 0,
    );
    [this.deployment] = page.items;
  }

  /** Fails 4.2 % since 2.4.0 is there, 0.1 % before. */
  burn() {
    this.source.scripts.set('payments', at => ({
      perSecond: 5,
      errorRatio: at < this.deployedAt ? 0.001 : 0.042,
      latency: at < this.deployedAt ? 0.2 : 0.6,
    }));
  }

  /** Waits for health as wished. */
  async until(
    wished: (health: DeploymentHealth) => boolean,
  ): Promise<DeploymentHealth> {
    const { items } = await this.started.until<HealthResponse>(
      `/health?id=${this.deployment.id}`,
      body => Boolean(body.items[0] && wished(body.items[0])),
    );
    return items[0];
  }

  async stop() {
    await this.started.backend.stop();
    this.git.dispose();
  }
}
