import type { LayoutMatcher } from '@slipway/backstage-plugin-delivery-node';

/** Whose a file is that lies in no deployment. */
export interface TenantPlace {
  tenant: string;
  /** The folder that is the tenant's alone; absent for a file that only its name makes the tenant's. */
  root?: string;
}

const NAME = '([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)';

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Says which files of a repository belong to one tenant and to no deployment of it. */
export class TenantPlaces {
  readonly #matcher: LayoutMatcher;
  readonly #patterns: RegExp[];

  private constructor(matcher: LayoutMatcher, patterns: RegExp[]) {
    this.#matcher = matcher;
    this.#patterns = patterns;
  }

  /** @param tenantFiles - paths with `{tenant}` */
  static of(
    matcher: LayoutMatcher,
    { tenantFiles }: { tenantFiles: readonly string[] },
  ): TenantPlaces {
    const patterns = tenantFiles.map(path => {
      const [before, after] = path.split('{tenant}').map(escape);
      return new RegExp(`^${before}${NAME}${after}$`);
    });
    return new TenantPlaces(matcher, patterns);
  }

  /** Whose the file is; undefined when it belongs to no tenant, or to a deployment. */
  placeOf(path: string): TenantPlace | undefined {
    if (this.#matcher.placeOfFile(path)) return undefined;
    for (const pattern of this.#patterns) {
      const tenant = pattern.exec(path)?.[1];
      if (tenant) return { tenant };
    }
    return this.#matcher.tenantOfFile(path);
  }
}
