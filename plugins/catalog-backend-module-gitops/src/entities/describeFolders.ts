import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { isOwnerName } from '@slipway/backstage-plugin-delivery-node';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { EntityOptions } from '../config/readGitopsCatalogConfig';
import { PROMISE_ANNOTATION, readEntities } from './readEntities';
import { readStores } from './readStores';
import type { FolderProblem, RepositoryFolder } from './RepositoryFolder';

/** On an entity: what has to be mended in its files. */
export const PROBLEM_ANNOTATION = 'slipway.dev/gitops-problem';

/** On an entity: the folder that it comes from. */
export const FOLDER_ANNOTATION = 'slipway.dev/gitops-folder';

/** Entities by their reference. */
export type EntitySet = ReadonlyMap<string, Entity>;

const API_VERSION = 'backstage.io/v1alpha1';
const NAME = /^[a-z0-9]+(?:[a-z0-9._-]*[a-z0-9])?$/i;
const MAX_NAME = 63;

function isName(name: string): boolean {
  return NAME.test(name) && name.length <= MAX_NAME;
}

/** What a file says in texts; nothing when it cannot be read. */
function textsOf(text: string | undefined): {
  component?: string;
  owner?: string;
  system?: string;
} {
  try {
    const value = text && load(text, { schema: CORE_SCHEMA });
    if (typeof value !== 'object' || value === null) return {};
    const texts = Object.entries(value).filter(
      ([, each]) => typeof each === 'string',
    );
    return Object.fromEntries(texts);
  } catch {
    return {};
  }
}

/** What `delivery.yaml` says of the component, for the catalog. */
function readOwn({ files }: RepositoryFolder) {
  return textsOf(files.get('delivery.yaml') ?? files.get('delivery.yml'));
}

/** Who answers for a tenant; the processor of the catalog refuses what is no name. */
function ownerOfTenant({ tenantFile }: RepositoryFolder) {
  const { owner } = textsOf(tenantFile);
  return owner && isOwnerName(owner) ? owner : undefined;
}

function resource(
  name: string,
  type: string,
  description: string,
  options: EntityOptions,
  owner = options.defaultOwner,
): Entity {
  return {
    ...{ apiVersion: API_VERSION, kind: 'Resource' },
    metadata: { name, namespace: options.namespace, description },
    spec: { type, owner, dependencyOf: [] },
  };
}

/** Collects entities; what is described by a file stands above what follows from folders. */
class Collection {
  readonly #options: EntityOptions;
  readonly #entities = new Map<string, Entity>();

  constructor(options: EntityOptions) {
    this.#options = options;
  }

  get entities(): EntitySet {
    return this.#entities;
  }

  find(entity: Entity): Entity | undefined {
    return this.#entities.get(stringifyEntityRef(entity));
  }

  /** The first one of a name counts: folders come stage by stage. */
  add(entity: Entity, folder: string): Entity {
    const ref = stringifyEntityRef(entity);
    const known = this.#entities.get(ref);
    if (known) return known;
    const kept = {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...entity.metadata.annotations,
          [FOLDER_ANNOTATION]: folder,
        },
      },
    };
    this.#entities.set(ref, kept);
    return kept;
  }

  /** A resource that components depend on. */
  resource(
    name: string,
    type: string,
    description: string,
    folder: string,
    owner?: string,
  ): Entity {
    const entity = resource(
      ...([name, type, description, this.#options, owner] as const),
    );
    return this.add(entity, folder);
  }

  problem(entity: Entity, message: string) {
    const annotations = (entity.metadata.annotations ??= {});
    const before = annotations[PROBLEM_ANNOTATION];
    if (!before?.includes(message)) {
      annotations[PROBLEM_ANNOTATION] = before
        ? `${before} ${message}`
        : message;
    }
  }
}

function dependsOnMe(resourceEntity: Entity, component: Entity) {
  const { spec } = resourceEntity as Entity & {
    spec: { dependencyOf: string[] };
  };
  const ref = stringifyEntityRef(component);
  if (!spec.dependencyOf.includes(ref)) spec.dependencyOf.push(ref);
}

function derived(folder: RepositoryFolder, options: EntityOptions): Entity {
  const own = readOwn(folder);
  const last = options.environments.at(-1)?.name;
  const isLive = folder.place.environment === last;
  return {
    ...{ apiVersion: API_VERSION, kind: 'Component' },
    metadata: {
      name: own.component ?? folder.place.component,
      namespace: options.namespace,
    },
    spec: {
      ...{ type: 'service', owner: own.owner ?? options.defaultOwner },
      lifecycle: isLive ? 'production' : 'experimental',
      ...(own.system && { system: own.system }),
    },
  };
}

/** The component that a folder deploys, as its files or else its place say. */
function componentOf(
  folder: RepositoryFolder,
  read: readonly Entity[],
  collection: Collection,
  options: EntityOptions,
): Entity | undefined {
  const { path } = folder.place;
  const [own] = read
    .filter(({ kind }) => kind.toLowerCase() === 'component')
    .map(entity => collection.add(entity, path));
  if (own) return own;
  const entity = derived(folder, options);
  if (options.components === 'described') return collection.find(entity);
  return isName(entity.metadata.name)
    ? collection.add(entity, path)
    : undefined;
}

function addEnvironment(
  { place }: RepositoryFolder,
  collection: Collection,
  options: EntityOptions,
): Entity {
  const stage = options.environments.find(
    ({ name }) => name === place.environment,
  );
  const kind = options.environmentKinds?.find(
    each => each.kind === place.environmentKind,
  );
  const words = kind
    ? `${kind.title.replaceAll('{name}', place.environment)}, which exists only in Git`
    : `The stage ${stage?.title ?? place.environment}`;
  return collection.resource(
    ...([`environment-${place.environment}`, 'environment'] as const),
    ...([words, place.path, (kind ?? stage)?.owner] as const),
  );
}

function addPlaces(
  folder: RepositoryFolder,
  component: Entity,
  collection: Collection,
  options: EntityOptions,
) {
  const { place } = folder;
  const places = [
    addEnvironment(folder, collection, options),
    ...(place.tenant && isName(`tenant-${place.tenant}`)
      ? [
          collection.resource(
            ...([`tenant-${place.tenant}`, 'tenant'] as const),
            ...([`The tenant ${place.tenant}`, place.path] as const),
            ownerOfTenant(folder),
          ),
        ]
      : []),
  ];
  const stores = readStores(folder, options).flatMap(({ type, engine }) => {
    const name = `${component.metadata.name}-${engine}`;
    const words = `${engine} of ${component.metadata.name}`;
    // Whoever answers for a component answers for what only it has.
    const { owner } = component.spec ?? {};
    return isName(name)
      ? [
          collection.resource(
            ...([name, type, words, place.path] as const),
            typeof owner === 'string' ? owner : undefined,
          ),
        ]
      : [];
  });
  for (const each of [...places, ...stores]) dependsOnMe(each, component);
}

/** Says of APIs beside the description who keeps them, also where the component comes from elsewhere. */
function namePromises(
  folder: RepositoryFolder,
  read: readonly Entity[],
  collection: Collection,
  component: Entity | undefined,
  options: EntityOptions,
) {
  const ref = stringifyEntityRef(component ?? derived(folder, options));
  for (const entity of read) {
    const { annotations } = collection.find(entity)?.metadata ?? {};
    if (annotations?.[PROMISE_ANNOTATION] === '') {
      annotations[PROMISE_ANNOTATION] = ref;
    }
  }
}

/** Described before derived, and stage by stage, so that the order of files changes nothing. */
function sorted(
  folders: readonly RepositoryFolder[],
  { environments }: EntityOptions,
): RepositoryFolder[] {
  // A copy for a while never says what the one that it was copied from is.
  const order = ({ place }: RepositoryFolder) =>
    place.environmentKind
      ? environments.length
      : environments.findIndex(({ name }) => name === place.environment);
  return [...folders].sort(
    (a, b) => order(a) - order(b) || (a.place.path < b.place.path ? -1 : 1),
  );
}

/** All entities of a repository's folders, and what has to be mended. */
export async function describeFolders(
  folders: readonly RepositoryFolder[],
  options: EntityOptions,
): Promise<{ entities: EntitySet; problems: FolderProblem[] }> {
  const collection = new Collection(options);
  const problems: FolderProblem[] = [];
  const ordered = sorted(folders, options);
  const read = await Promise.all(
    ordered.map(folder => readEntities(folder, options)),
  );
  for (const [index, { entities }] of read.entries()) {
    for (const entity of entities) {
      collection.add(entity, ordered[index].place.path);
    }
  }
  for (const [index, folder] of ordered.entries()) {
    const { entities, problems: own } = read[index];
    const component = componentOf(folder, entities, collection, options);
    namePromises(folder, entities, collection, component, options);
    problems.push(...own);
    // Where the component comes from elsewhere, what the folder brings tells it.
    const told = component ?? (entities[0] && collection.find(entities[0]));
    for (const { message } of told ? own : []) {
      collection.problem(told!, message);
    }
    if (!component) {
      // Nobody else brings an environment that exists only in Git.
      if (folder.place.environmentKind) {
        addEnvironment(folder, collection, options);
      }
      continue;
    }
    addPlaces(folder, component, collection, options);
  }
  return { entities: collection.entities, problems };
}
