import type { ChangeRequest } from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from './GitFixture';
import { RepositoryFixture } from './RepositoryFixture';
import { deliveryConfig } from './startDelivery';

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
export class ChangesFixture extends RepositoryFixture {
  /**
   * @param repository - what its configuration says beside the usual
   * @param more - what stands beside it under `delivery`
   */
  async start(repository: object = {}, more: object = {}) {
    const { delivery } = deliveryConfig(this.git.url);
    await this.launch({
      repositories: [{ ...delivery.repositories[0], ...repository }],
      ...more,
    });
  }

  make(asked: ChangeRequest, key = this.key()) {
    return this.started.api
      .post(`${API}/changes`)
      .set('Idempotency-Key', key)
      .send(asked);
  }
}

/** A fixture for each test of a file; the test starts the plugin. */
export function useChanges(files: Record<string, string>): ChangesFixture {
  const fixture = new ChangesFixture();
  beforeEach(() => fixture.prepare(files));
  afterEach(() => fixture.dispose());
  return fixture;
}
