import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { EnvironmentStore } from '../database/EnvironmentStore';
import type { PersonResolver } from '../operations/PersonResolver';
import { birthsOf } from './births';

/**
 * Says whose an environment is that exists only in Git. Who made it may change
 * and end it, whoever owns the components that were copied there; one that is
 * not there yet is anybody's.
 */
export class EnvironmentOwnership {
  readonly #store: EnvironmentStore;
  readonly #people: PersonResolver;

  private constructor(store: EnvironmentStore, people: PersonResolver) {
    this.#store = store;
    this.#people = people;
  }

  static create(options: { store: EnvironmentStore; people: PersonResolver }) {
    return new EnvironmentOwnership(options.store, options.people);
  }

  /** Those of the environments that are the caller's, or nobody's yet. */
  async mine(
    names: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (!names.length) return new Set();
    const unique = [...new Set(names)];
    const births = birthsOf(await this.#store.passages(unique));
    const me = this.#people.refOf(credentials);
    const free = new Set<string>();
    for (const name of unique) {
      const birth = births.get(name);
      // One whose beginning is not known is somebody's all the same.
      const isMine = birth
        ? birth.requestedBy === me
        : !(await this.#store.folders(name)).length;
      if (isMine) free.add(name);
    }
    return free;
  }
}
