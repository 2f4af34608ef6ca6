import type {
  AuthService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Says who asks, and under which name that stands in a commit. */
export class PersonResolver {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  static create(options: { auth: AuthService; catalog: CatalogService }) {
    return new PersonResolver(options.auth, options.catalog);
  }

  /** Entity ref of a person, or the subject of a service. */
  refOf(credentials: BackstageCredentials): string {
    const principal = credentials.principal as
      BackstageUserPrincipal | BackstageServicePrincipal;
    return principal.type === 'user'
      ? principal.userEntityRef
      : principal.subject;
  }

  /** Name and address for the commit; without an address in the catalog one that reaches nobody. */
  async personOf(ref: string): Promise<{ name: string; email: string }> {
    const name = ref.includes('/') ? parseEntityRef(ref).name : ref;
    const fallback = `${name.replace(/[^\w.-]+/g, '-')}@localhost`;
    try {
      const entity = await this.#catalog.getEntityByRef(ref, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
      const profile = entity?.spec?.profile as { email?: string } | undefined;
      return { name, email: profile?.email ?? fallback };
    } catch {
      // The commit must not wait for the catalog; its trailer names the person anyway.
      return { name, email: fallback };
    }
  }
}
