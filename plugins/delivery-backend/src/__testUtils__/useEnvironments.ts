import type { EnvironmentDetails } from '@slipway/backstage-plugin-delivery-common';
import type { EnvironmentList } from '../environments/DefaultEnvironmentsService';
import { helmValues } from './GitFixture';
import { previewConfig } from './previewFixture';
import { RepositoryFixture } from './RepositoryFixture';

const API = '/api/delivery/v1';

/** A repository whose environments exist only in Git, and the plugin on it. */
export class EnvironmentsFixture extends RepositoryFixture {
  async start(config: object = previewConfig(this.git.url)) {
    await this.launch(config);
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
}

/** A fixture for each test of a file, with the plugin started. */
export function useEnvironments(): EnvironmentsFixture {
  const on = new EnvironmentsFixture();
  beforeEach(async () => {
    on.prepare({ 'qa/orders/values.yaml': helmValues('1.0.0') });
    await on.start();
    await on.deployments(1);
  });
  afterEach(() => on.dispose());
  return on;
}
