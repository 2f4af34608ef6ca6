import type { KubernetesObject } from './KubernetesObject';
import { mergePatch } from './mergePatch';
import { ObjectStore } from './ObjectStore';
import { apiVersionOf, RESOURCE_KINDS, type ResourceKind } from './resources';
import { fieldSelector, labelSelector, type Selector } from './selectors';
import { badRequest, StatusError } from './StatusError';

/** What a path of the API names. */
export interface Target {
  resource: ResourceKind;
  namespace?: string;
  name?: string;
}

const MERGE_PATCH = 'application/merge-patch+json';

/** Reads a path of the API; undefined when it serves nothing there. */
export function parseTarget(path: string): Target | undefined {
  const [, groupVersion, namespace, plural, name] =
    /^\/apis?\/(v1|[^/]+\/[^/]+)(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(
      path,
    ) ?? [];
  const resource = RESOURCE_KINDS.find(
    kind => apiVersionOf(kind) === groupVersion && kind.plural === plural,
  );
  return (
    resource && {
      resource,
      namespace: namespace && decodeURIComponent(namespace),
      name: name && decodeURIComponent(name),
    }
  );
}

/** Which objects a query asks for. */
export function selectorOf(query: URLSearchParams): Selector {
  const byLabel = labelSelector(query.get('labelSelector') ?? '');
  const byField = fieldSelector(query.get('fieldSelector') ?? '');
  return object => byLabel(object) && byField(object);
}

/** Everything but the watch: one answer for one question. */
export class KubernetesApi {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  list({ resource, namespace }: Target, query: URLSearchParams) {
    const selector = selectorOf(query);
    const page = this.#start(resource, query.get('continue'));
    const rest = this.#store
      .list(resource, namespace)
      .filter(object => selector(object) && positionOf(object) > page.after);
    const limit = Number(query.get('limit')) || rest.length;
    const items = rest.slice(0, limit);
    const remaining = rest.length - items.length;
    return {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(page.version),
        ...(remaining && {
          continue: encodeToken({
            version: page.version,
            after: positionOf(items[items.length - 1]),
          }),
          remainingItemCount: remaining,
        }),
      },
      items,
    };
  }

  get({ resource, namespace, name = '' }: Target): KubernetesObject {
    return this.#store.get(resource, namespace, name);
  }

  create({ resource, namespace }: Target, body: unknown): KubernetesObject {
    return this.#store.create(resource, readObject(body, namespace));
  }

  replace(
    { resource, namespace, name = '' }: Target,
    body: unknown,
  ): KubernetesObject {
    const object = readObject(body, namespace);
    return this.#store.change(resource, namespace, name, () => object);
  }

  patch(
    { resource, namespace, name = '' }: Target,
    contentType: string,
    body: unknown,
  ): KubernetesObject {
    if (contentType.split(';')[0].trim() !== MERGE_PATCH) {
      throw new StatusError(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ${MERGE_PATCH}`,
      );
    }
    return this.#store.change(
      resource,
      namespace,
      name,
      object => mergePatch(object, body) as KubernetesObject,
    );
  }

  delete({ resource, namespace, name = '' }: Target) {
    const { metadata } = this.#store.remove(resource, namespace, name);
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        group: resource.group || undefined,
        kind: resource.plural,
        uid: metadata.uid,
      },
    };
  }

  #start(resource: ResourceKind, token: string | null) {
    if (!token) {
      return { version: this.#store.resourceVersion, after: '' };
    }
    const page = decodeToken(token);
    this.#store.checkVersion(resource, page.version);
    return page;
  }
}

function positionOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}\0${metadata.name}`;
}

interface PageToken {
  version: number;
  after: string;
}

function encodeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decodeToken(text: string): PageToken {
  try {
    const { version, after } = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (typeof version === 'number' && typeof after === 'string') {
      return { version, after };
    }
  } catch {
    // What cannot be read was not made here, which is said below.
  }
  throw badRequest(`continue key is not valid: ${text}`);
}

function readObject(
  body: unknown,
  namespace: string | undefined,
): KubernetesObject {
  const object = body as Partial<KubernetesObject> | undefined;
  const name = object?.metadata?.name;
  if (typeof name !== 'string' || !name) {
    throw badRequest('name or generateName is required');
  }
  return {
    ...object,
    metadata: { ...object?.metadata, name, namespace },
  };
}
