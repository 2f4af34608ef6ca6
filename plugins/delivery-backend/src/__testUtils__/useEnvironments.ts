import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DeploymentsPage,
  EnvironmentDetails,
} from '@slipway/backstage-plugin-delivery-common';
import type { EnvironmentList } from '../environments/DefaultEnvironmentsService';
import { GitFixture, helmValues } from './GitFixture';
import { previewConfig } from './previewFixture';
import { type StartedDelivery, startDelivery } from './startDelivery';

const API = '/api/delivery/v1';

/** A repository whose environments exist only in Git, and the plugin on it. */
export class EnvironmentsFixture {
  git!: GitFixture;
  started!: StartedDelivery;
  /** Permissions that nobody has. */
  readonly denied = new Set<string>();
  #keys = 0;

  readonly #permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: this.denied.has(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
  });

  async start(config: object = previewConfig(this.git.url)) {
    this.started = await startDelivery({
      ...{ url: this.git.url, config },
      features: [this.#permissions.factory],
    });
  }

  /** A key that no other request of the test has. */
  key(): string {
    return `key-of-test-${(this.#keys += 1)}`;
  }

  async list(): Promise<EnvironmentList> {
    const { body } = await this.started.api.get(`${API}/environments`);
    return body as EnvironmentList;
  }

  async details(name: string): Promise<EnvironmentDetails> {
    const path = `${API}/environments/${name}`;
    const { body } = await this.started.api.get(path).expect(200);
    return body as EnvironmentDetails;
  }

  post(path: string, body: object, key = this.key()) {
    return this.started.api
      .post(`${API}/environments${path}`)
      .set('Idempotency-Key', key)
      .send(body);
  }

  deployments(count: number) {
    return this.started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === count,
    );
  }

  show(path: string): string {
    return this.git.run(['show', `main:${path}`], this.git.bare);
  }
}

/** A fixture for each test of a file, with the plugin started. */
export function useEnvironments(): EnvironmentsFixture {
  const on = new EnvironmentsFixture();
  beforeEach(async () => {
    on.denied.clear();
    on.git = GitFixture.create();
    on.git.commit({ files: { 'qa/orders/values.yaml': helmValues('1.0.0') } });
    await on.start();
    await on.deployments(1);
  });
  afterEach(async () => {
    await on.started.backend.stop();
    on.git.dispose();
  });
  return on;
}
