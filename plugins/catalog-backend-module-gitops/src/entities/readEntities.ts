import { posix } from 'node:path';
import {
  type Entity,
  entityEnvelopeSchemaValidator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { EntityOptions } from '../config/readGitopsCatalogConfig';
import { parseYaml } from './parseYaml';
import type { FolderProblem, RepositoryFolder } from './RepositoryFolder';

/** What the files of a folder say. */
export interface ReadFolder {
  entities: Entity[];
  problems: FolderProblem[];
}

const MAIN = /^catalog-info\.ya?ml$/;
/** Files beside it, one for each thing that somebody adds to a folder. */
const ANY = /^catalog-info(?:\.[a-z0-9][a-z0-9._-]*)?\.ya?ml$/i;
const MOST_ENTITIES = 100;

/** On an API: the component that keeps the promise, by its reference. */
export const PROMISE_ANNOTATION = 'slipway.dev/provided-by';

const validEnvelope = entityEnvelopeSchemaValidator();
const policies = EntityPolicies.allOf([
  new FieldFormatEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
]);

function documentsOf(text: string): unknown[] {
  const found = parseYaml(text).filter(
    each => each !== null && each !== undefined,
  );
  if (found.length > MOST_ENTITIES) {
    throw new Error(`It describes more than ${MOST_ENTITIES} entities`);
  }
  return found;
}

function onlyDocument(text: string): unknown {
  const documents = parseYaml(text);
  if (documents.length > 1) {
    throw new Error('It refers to a file of several documents');
  }
  return documents[0];
}

const PLACEHOLDERS = {
  $text: (text: string): unknown => text,
  $json: (text: string): unknown => JSON.parse(text),
  $yaml: (text: string): unknown => onlyDocument(text),
};

type Placeholder = keyof typeof PLACEHOLDERS;

/** A file of the folder that another one names; nothing outside is ever read. */
function fileOf(folder: RepositoryFolder, named: unknown): string {
  if (typeof named !== 'string' || /^[a-z][a-z0-9+.-]*:/i.test(named)) {
    throw new Error('It refers to something that is no file of the folder');
  }
  const path = posix.normalize(named);
  if (path.startsWith('..') || path.startsWith('/')) {
    throw new Error(`It refers to ${named}, which lies outside of the folder`);
  }
  const text = folder.files.get(path);
  if (text === undefined) {
    throw new Error(`It refers to ${named}, which is not there or is no text`);
  }
  return text;
}

/** Puts the files in that `$text`, `$json` and `$yaml` name. */
function resolved(value: unknown, folder: RepositoryFolder): unknown {
  if (Array.isArray(value)) return value.map(each => resolved(each, folder));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, named] = []] = entries;
  if (entries.length === 1 && key && Object.hasOwn(PLACEHOLDERS, key)) {
    return PLACEHOLDERS[key as Placeholder](fileOf(folder, named));
  }
  return Object.fromEntries(
    entries.map(([name, each]) => [name, resolved(each, folder)]),
  );
}

async function toEntity(
  document: unknown,
  folder: RepositoryFolder,
  { allowKinds, namespace }: EntityOptions,
): Promise<Entity> {
  const value = resolved(document, folder) as Entity;
  const valid = validEnvelope(value);
  if (!allowKinds.has(valid.kind.toLowerCase())) {
    throw new Error(
      `It brings a ${valid.kind}, which is not among catalog.providers.gitops.allowKinds`,
    );
  }
  const entity = {
    ...valid,
    metadata: {
      ...valid.metadata,
      namespace: valid.metadata.namespace ?? namespace,
    },
  };
  return (await policies.enforce(entity)) ?? entity;
}

/** Reads one text; what cannot be read of it is told to `say`. */
async function readText(
  text: string | undefined,
  folder: RepositoryFolder,
  options: EntityOptions,
  say: (error: unknown) => void,
): Promise<Entity[]> {
  const entities: Entity[] = [];
  try {
    if (text === undefined) throw new Error('It is too large, or no text');
    for (const document of documentsOf(text)) {
      try {
        entities.push(await toEntity(document, folder, options));
      } catch (error) {
        say(error);
      }
    }
  } catch (error) {
    say(error);
  }
  return entities;
}

/** What the newest text of a file said that could be read as a whole. */
async function lastGood(
  name: string,
  folder: RepositoryFolder,
  options: EntityOptions,
): Promise<Entity[]> {
  for (const text of folder.earlier?.get(name) ?? []) {
    let isGood = true;
    const entities = await readText(text, folder, options, () => {
      isGood = false;
    });
    if (isGood) return entities;
  }
  return [];
}

/**
 * The files of a folder that describe entities: `catalog-info.yaml` first, then
 * those beside it, such as `catalog-info.orders-events.yaml`.
 */
export function descriptionsOf({ files }: RepositoryFolder): string[] {
  const names = [...files.keys()].filter(name => ANY.test(name)).sort();
  return [
    ...names.filter(name => MAIN.test(name)),
    ...names.filter(name => !MAIN.test(name)),
  ];
}

/**
 * An API beside the description is a promise of what runs in the folder. Nobody
 * promises by a file what others shall keep.
 */
function asPromise(entity: Entity, name: string): Entity {
  const { metadata } = entity;
  const { [PROMISE_ANNOTATION]: _named, ...annotations } =
    metadata.annotations ?? {};
  const isPromise = !MAIN.test(name) && entity.kind.toLowerCase() === 'api';
  const all = {
    ...annotations,
    ...(isPromise && { [PROMISE_ANNOTATION]: '' }),
  };
  return {
    ...entity,
    metadata: {
      ...metadata,
      annotations: Object.keys(all).length ? all : undefined,
    },
  };
}

async function readFile(
  name: string,
  folder: RepositoryFolder,
  options: EntityOptions,
): Promise<ReadFolder> {
  const path = `${folder.place.path}/${name}`;
  const problems: FolderProblem[] = [];
  const entities = await readText(
    folder.files.get(name),
    folder,
    options,
    error => {
      const [line] = (error as Error).message.split('\n');
      const message = `${path} is not read: ${line.replace(/\.+$/, '')}.`;
      problems.push({ path, message });
    },
  );
  const kept = problems.length ? await lastGood(name, folder, options) : [];
  const refs = new Set(entities.map(each => stringifyEntityRef(each)));
  const all = [
    ...entities,
    ...kept.filter(each => !refs.has(stringifyEntityRef(each))),
  ];
  return { entities: all.map(each => asPromise(each, name)), problems };
}

/**
 * The entities that a folder's own files describe. A part that cannot be read
 * is a problem, and takes no other part down: what it said before stays.
 */
export async function readEntities(
  folder: RepositoryFolder,
  options: EntityOptions,
): Promise<ReadFolder> {
  const read = await Promise.all(
    descriptionsOf(folder).map(name => readFile(name, folder, options)),
  );
  return {
    entities: read.flatMap(({ entities }) => entities),
    problems: read.flatMap(({ problems }) => problems),
  };
}
