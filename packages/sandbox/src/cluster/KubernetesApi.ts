import type { KubernetesObject } from './KubernetesObject';
import { jsonPatch } from './jsonPatch';
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

/** How a body changes an object, by its content type. */
const PATCHES: Record<string, (object: unknown, body: unknown) => unknown> = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': mergePatch,
};

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
      namespace: namespace && decoded(namespace),
      name: name && decoded(name),
    }
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`invalid URL escape in "${part}"`);
  }
}

/** A number of a query; 0 when it is absent. */
export function integerOf(query: URLSearchParams, key: string): number {
  const text = query.get(key) ?? '';
  if (!/^-?\d*$/.test(text)) {
    throw badRequest(
      `unable to convert ${key}: strconv.ParseInt: parsing "${text}": invalid syntax`,
    );
  }
  return Number(text) || 0;
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
    const limit = integerOf(query, 'limit');
    const items = limit > 0 ? rest.slice(0, limit) : rest;
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
    const object = named(body, { name, namespace });
    return this.#store.change(resource, namespace, name, () => object);
  }

  patch(
    { resource, namespace, name = '' }: Target,
    contentType: string,
    body: unknown,
  ): KubernetesObject {
    const type = contentType.split(';')[0].trim().toLowerCase();
    if (!Object.hasOwn(PATCHES, type)) {
      throw new StatusError(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: ${Object.keys(PATCHES).join(', ')}`,
      );
    }
    return this.#store.change(resource, namespace, name, object => {
      const patched = PATCHES[type](object, body);
      return named(patched, { name, namespace });
    });
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
  const given = object?.metadata?.namespace;
  if (namespace !== undefined && given !== undefined && given !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...object,
    metadata: { ...object?.metadata, name, namespace },
  };
}

/** An object that may stand at a path: nothing renames or moves one. */
function named(
  body: unknown,
  { name, namespace }: Pick<Target, 'name' | 'namespace'>,
): KubernetesObject {
  const object = readObject(body, namespace);
  if (object.metadata.name !== name) {
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  return object;
}
