import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import type { RuntimeLocator } from '@slipway/backstage-plugin-delivery-node';

/** What is asked of a folder that does not name its entity. */
export interface UndeclaredFolder {
  component: string;
  /** How the runtime's objects for the folder are called and labelled. */
  locators: RuntimeLocator[];
}

function readSelector(text: string): [string, string][] {
  return text.split(',').flatMap((part): [string, string][] => {
    const [key, value] = part.split('=').map(item => item.trim());
    return key && value ? [[key, value]] : [];
  });
}

/** Entities by the annotations with which the ecosystem points at what is deployed. */
export class EntityAnnotations {
  readonly #byAppName = new Map<string, string>();
  readonly #byKubernetesId = new Map<string, string>();
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
    if (appName) {
      this.#byAppName.set(appName, ref);
    }
    const pairs = selector ? readSelector(selector) : [];
    if (pairs.length) {
      this.#selectors.push({ ref, pairs });
    }
    if (kubernetesId) {
      this.#byKubernetesId.set(kubernetesId, ref);
    }
  }

  #byLocator({ entityRef, name, labels }: RuntimeLocator): string | undefined {
    const selected = this.#selectors.find(({ pairs }) =>
      pairs.every(([key, value]) => labels[key] === value),
    );
    return (
      entityRef?.toLowerCase() ?? this.#byAppName.get(name) ?? selected?.ref
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
