import type {
  Deployment,
  DeploymentsPage,
  Operation,
  OperationRequest,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from './GitFixture';
import { type StartedDelivery, startDelivery } from './startDelivery';

/** Folder of the deployment that is rolled back. */
export const PATH = 'prod/acme/payments';
export const API = '/api/delivery/v1';

/** A repository with two versions of one component, and the plugin on it. */
export class OperationsFixture {
  git!: GitFixture;
  started!: StartedDelivery;
  deployment!: Deployment;
  #keys = 0;

  /** Makes the repository. */
  prepare() {
    this.git = GitFixture.create();
    for (const version of ['2.3.1', '2.4.0']) {
      this.git.commit({
        files: {
          [`${PATH}/values.yaml`]: helmValues(version),
          'acc/payments/values.yaml': helmValues(version),
        },
        author: version === '2.4.0' ? 'dev-3' : undefined,
      });
    }
  }

  /** Starts the plugin and waits for the deployment. */
  async start(
    options: Omit<Parameters<typeof startDelivery>[0], 'url'> = {},
  ): Promise<void> {
    this.started = await startDelivery({ url: this.git.url, ...options });
    const page = await this.started.until<DeploymentsPage>(
      `/deployments?component=payments&environment=prod`,
      found => found.items.length === 1,
    );
    [this.deployment] = page.items;
    await (await this.started.observer.sink()).alive();
  }

  async stop() {
    await this.started.backend.stop();
    this.git.dispose();
  }

  /** A request to go back, with what a test changes. */
  body(change: Partial<OperationRequest> = {}): OperationRequest {
    const { version = '', commit } = this.deployment.desired;
    return {
      type: 'rollback',
      deploymentId: this.deployment.id,
      version: '2.3.1',
      expected: { version, commit },
      reason: 'It fails',
      ...change,
    };
  }

  ask(request: object, key = `key-${this.#keys++}-long`) {
    return this.started.api
      .post(`${API}/operations`)
      .set('Idempotency-Key', key)
      .send(request);
  }

  /** Waits for the end of an operation. */
  ended(id: string): Promise<Operation> {
    return this.started.until<Operation>(`/operations/${id}`, found =>
      Boolean(found.endedAt),
    );
  }

  commitsSince(sha: string): number {
    return Number(
      this.git.run(['rev-list', '--count', `${sha}..main`], this.git.bare),
    );
  }
}

/** A fixture for each test of a file; the test starts the plugin. */
export function useOperations(): OperationsFixture {
  const fixture = new OperationsFixture();
  beforeEach(() => fixture.prepare());
  afterEach(async () => {
    jest.restoreAllMocks();
    await fixture.stop();
  });
  return fixture;
}
