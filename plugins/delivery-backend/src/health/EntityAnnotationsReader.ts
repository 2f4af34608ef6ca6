import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const MAX_AGE_MS = 60_000;
/** A catalog that has just been started knows nobody for a while. */
const MAX_AGE_EMPTY_MS = 3_000;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
];
const PAGE = 500;

type ByRef = ReadonlyMap<string, Record<string, string>>;

/** Annotations of all components, as the catalog last told them. */
export class EntityAnnotationsReader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  #known?: ByRef;
  #readAt = 0;

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
  }

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
  }) {
    return new EntityAnnotationsReader(options);
  }

  /**
   * By entity ref. What was read before stays while the catalog is silent.
   *
   * @returns undefined until the catalog has answered once: that there are no
   * annotations is not known then
   */
  async byRef(): Promise<ByRef | undefined> {
    const maxAge = this.#known?.size ? MAX_AGE_MS : MAX_AGE_EMPTY_MS;
    if (Date.now() - this.#readAt > maxAge) {
      try {
        this.#known = await this.#read();
        this.#readAt = Date.now();
      } catch (error) {
        this.#logger.warn('The catalog could not be asked for annotations', {
          cause: String(error),
        });
      }
    }
    return this.#known;
  }

  async #read(): Promise<ByRef> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const known = new Map<string, Record<string, string>>();
    let cursor: string | undefined;
    do {
      const request = cursor
        ? { cursor, fields: FIELDS, limit: PAGE }
        : { filter: { kind: 'component' }, fields: FIELDS, limit: PAGE };
      const page = await this.#catalog.queryEntities(request, { credentials });
      for (const entity of page.items) {
        const ref = stringifyEntityRef(entity);
        known.set(ref, entity.metadata.annotations ?? {});
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return known;
  }
}
