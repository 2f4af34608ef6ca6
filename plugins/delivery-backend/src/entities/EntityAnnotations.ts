import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { RuntimeLocator } from '@slipway/backstage-plugin-delivery-node';

/** What is asked of a folder that does not name its entity. */
export interface UndeclaredFolder {
  component: string;
  /** How the runtime's objects for the folder are called and labelled. */
  locators: RuntimeLocator[];
}

/** A selector of which a part is not understood would select too much. */
function readSelector(text: string): [string, string][] {
  const pairs = text
    .split(',')
    .map(part => /^\s*([^=!\s]+)\s*==?\s*([^=\s]+)\s*$/.exec(part));
  return pairs.every(match => match !== null)
    ? pairs.map((match): [string, string] => [match[1], match[2]])
    : [];
}

/** Names that several entities claim belong to none of them. */
class Claims {
  readonly #refs = new Map<string, string | undefined>();

  add(name: string | undefined, ref: string) {
    if (name) {
      const taken = this.#refs.has(name) && this.#refs.get(name) !== ref;
      this.#refs.set(name, taken ? undefined : ref);
    }
  }

  get(name: string): string | undefined {
    return this.#refs.get(name);
  }
}

/** Entities by the annotations with which the ecosystem points at what is deployed. */
export class EntityAnnotations {
  readonly #byAppName = new Claims();
  readonly #byKubernetesId = new Claims();
  readonly #selectors: { ref: string; pairs: [string, string][] }[] = [];

  private constructor() {}

  static create(entities: readonly Entity[]) {
    const index = new EntityAnnotations();
    for (const entity of entities) {
      index.#add(entity);
    }
    return index;
  }

  #add(entity: Entity) {
    const ref = stringifyEntityRef(entity);
    const annotations = entity.metadata.annotations ?? {};
    const appName = annotations[DELIVERY_ANNOTATIONS.argocdAppName];
    const selector = annotations[DELIVERY_ANNOTATIONS.argocdAppSelector];
    const kubernetesId = annotations[DELIVERY_ANNOTATIONS.kubernetesId];
    this.#byAppName.add(appName, ref);
    this.#byKubernetesId.add(kubernetesId, ref);
    const pairs = selector ? readSelector(selector) : [];
    if (pairs.length) {
      this.#selectors.push({ ref, pairs });
    }
  }

  #byLocator({ entityRef, name, labels }: RuntimeLocator): string | undefined {
    const selected = this.#selectors.filter(({ pairs }) =>
      pairs.every(([key, value]) => labels[key] === value),
    );
    return (
      entityRef?.toLowerCase() ??
      this.#byAppName.get(name) ??
      (selected.length === 1 ? selected[0].ref : undefined)
    );
  }

  /** Entity ref of a folder; the component's name is the last thing to go by. */
  resolve({ component, locators }: UndeclaredFolder): string {
    for (const locator of locators) {
      const ref = this.#byLocator(locator);
      if (ref) {
        return ref;
      }
    }
    return (
      this.#byKubernetesId.get(component) ??
      stringifyEntityRef({
        kind: 'component',
        namespace: 'default',
        name: component,
      }).toLowerCase()
    );
  }
}
