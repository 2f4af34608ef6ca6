import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { GitFixture } from './GitFixture';
import { permissionsBut } from './permissionsBut';
import { type StartedDelivery, startDelivery } from './startDelivery';

/** A repository, the plugin on it, and what nobody may do. */
export class RepositoryFixture {
  git!: GitFixture;
  started!: StartedDelivery;
  /** Permissions that nobody has. */
  readonly denied = new Set<string>();
  /** Entities of which nobody may see or change anything. */
  readonly hidden = new Set<string>();
  #keys = 0;

  readonly #permissions = permissionsBut(
    ({ permission, resourceRef = '' }) =>
      this.denied.has(permission.name) || this.hidden.has(resourceRef),
  );

  /** Makes the repository; everything is allowed again. */
  prepare(files: Record<string, string>) {
    this.denied.clear();
    this.hidden.clear();
    this.git = GitFixture.create();
    this.git.commit({ files });
  }

  /** Starts the plugin, with what its configuration says beside the usual. */
  protected async launch(config: object) {
    this.started = await startDelivery({
      ...{ url: this.git.url, config },
      features: [this.#permissions.factory],
    });
  }

  async dispose() {
    await this.started.backend.stop();
    this.git.dispose();
  }

  /** A key that no other request of the test has. */
  key(): string {
    return `key-of-test-${(this.#keys += 1)}`;
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
