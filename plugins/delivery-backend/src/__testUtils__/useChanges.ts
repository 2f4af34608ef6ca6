import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ChangeRequest,
  DeploymentsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from './GitFixture';
import {
  deliveryConfig,
  startDelivery,
  type StartedDelivery,
} from './startDelivery';

const API = '/api/delivery/v1';

/** A change that adds a deployment, with what a test changes of it. */
export function changeRequest(
  more: Partial<ChangeRequest> = {},
): ChangeRequest {
  return {
    ...{ repository: 'gitops', kind: 'create', subject: 'Add orders to dev' },
    ...{ reason: 'A new service.', ...more },
    files: more.files ?? [
      { path: 'dev/orders/values.yaml', text: helmValues('1.0.0') },
    ],
  };
}

/** A repository that changes are made in, and the plugin on it. */
export class ChangesFixture {
  git!: GitFixture;
  started!: StartedDelivery;
  /** Permissions that nobody has. */
  readonly denied = new Set<string>();
  /** Entities of which nobody may see or change anything. */
  readonly hidden = new Set<string>();
  #keys = 0;

  readonly permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(
        (request: { permission: { name: string }; resourceRef?: string }) => ({
          result:
            this.denied.has(request.permission.name) ||
            this.hidden.has(request.resourceRef ?? '')
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
  });

  /** @param repository - what its configuration says beside the usual */
  async start(repository: object = {}) {
    const { delivery } = deliveryConfig(this.git.url);
    this.started = await startDelivery({
      ...{ url: this.git.url, features: [this.permissions.factory] },
      config: {
        repositories: [{ ...delivery.repositories[0], ...repository }],
      },
    });
  }

  make(asked: ChangeRequest, key = `key-of-test-${(this.#keys += 1)}`) {
    return this.started.api
      .post(`${API}/changes`)
      .set('Idempotency-Key', key)
      .send(asked);
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

  paths(): string[] {
    return this.git
      .run(['ls-tree', '-r', '--name-only', 'main'], this.git.bare)
      .split('\n');
  }
}

/** A fixture for each test of a file; the test starts the plugin. */
export function useChanges(files: Record<string, string>): ChangesFixture {
  const fixture = new ChangesFixture();
  beforeEach(() => {
    fixture.denied.clear();
    fixture.hidden.clear();
    fixture.git = GitFixture.create();
    fixture.git.commit({ files });
  });
  afterEach(async () => {
    await fixture.started.backend.stop();
    fixture.git.dispose();
  });
  return fixture;
}
