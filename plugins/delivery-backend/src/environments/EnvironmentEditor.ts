import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type {
  Capability,
  Change,
  ChangePlan,
  ChangeRequest,
  EndRequest,
  EnvironmentDetails,
  EnvironmentFolder,
  ProlongRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { DefaultChangesService } from '../changes/DefaultChangesService';
import type { EnvironmentStore } from '../database/EnvironmentStore';
import { readExpiry } from '../observer/readExpiry';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { Caller } from '../operations/OperationStarter';
import type { EntityAuthorizer } from '../permissions/EntityAuthorizer';
import type { EnvironmentOwnership } from './EnvironmentOwnership';
import type { DefaultEnvironmentsService } from './DefaultEnvironmentsService';
import { assertLife } from './lifetimes';
import { prolongedFiles } from './prolongedFiles';
import type { Stages } from './Stages';

/** What the editor works with. */
export interface EnvironmentEditorOptions {
  stages: Stages;
  environments: DefaultEnvironmentsService;
  store: EnvironmentStore;
  repositories: RepositoryRegistry;
  changes: DefaultChangesService;
  authorizer: EntityAuthorizer;
  ownership: EnvironmentOwnership;
}

/** Folders of one environment in one repository. */
interface Subject {
  repository: string;
  kind: string;
  folders: EnvironmentFolder[];
}

const ALLOWED: Capability = { allowed: true };

function refused(reason: string): Capability {
  return { allowed: false, reason };
}

function prolongSubject(name: string, expires: string | undefined): string {
  return `Prolong ${name} until ${expires?.slice(0, 16)}Z`;
}

function endSubject(name: string): string {
  return `End ${name}`;
}

/** Lets people move the end of an environment that exists only in Git, or bring it about. */
export class EnvironmentEditor {
  readonly #options: EnvironmentEditorOptions;

  private constructor(options: EnvironmentEditorOptions) {
    this.#options = options;
  }

  static create(options: EnvironmentEditorOptions) {
    return new EnvironmentEditor(options);
  }

  /** One environment with what the caller may do. @throws NotFoundError */
  async get(name: string, caller: Caller): Promise<EnvironmentDetails> {
    const details = await this.#options.environments.get(name, caller);
    const end = details.life
      ? await this.#mayChange(details, caller)
      : refused(`${details.title} is configured; it does not end.`);
    const prolong =
      end.allowed && !details.life?.expires
        ? refused('None of its folders says when it ends.')
        : end;
    return { ...details, can: { prolong, end } };
  }

  /** What a later end would change; nothing is written. */
  async planProlong(
    name: string,
    asked: ProlongRequest,
    caller: Caller,
  ): Promise<ChangePlan> {
    const request = await this.#prolonging(name, asked, caller);
    return this.#options.changes.plan(request, caller);
  }

  /**
   * Writes a later end into each folder that names one.
   *
   * @throws NotFoundError, InputError, ConflictError, NotAllowedError
   */
  async prolong(
    name: string,
    asked: ProlongRequest,
    key: string,
    caller: Caller,
  ): Promise<Change> {
    const { expires } = readExpiry(asked.expires);
    const made = await this.#made(key, caller, prolongSubject(name, expires));
    if (made) return made;
    const request = await this.#prolonging(name, asked, caller);
    return this.#options.changes.make(request, key, caller);
  }

  /** What the end now would remove; nothing is written. */
  async planEnd(
    name: string,
    asked: EndRequest,
    caller: Caller,
  ): Promise<ChangePlan> {
    const request = await this.#ending(
      name,
      { ...asked, heldToo: true },
      caller,
    );
    return this.#options.changes.plan(request, caller);
  }

  /**
   * Removes all folders of an environment.
   *
   * @throws NotFoundError, InputError, ConflictError, NotAllowedError
   */
  async end(
    name: string,
    asked: EndRequest,
    key: string,
    caller: Caller,
  ): Promise<Change> {
    const made = await this.#made(key, caller, endSubject(name));
    if (made) return made;
    const request = await this.#ending(name, asked, caller);
    return this.#options.changes.make(request, key, caller);
  }

  /**
   * What the same key brought before: an answer that was lost is given again,
   * though there is nothing to prolong or to end any more.
   *
   * @throws ConflictError when the key was sent with another change
   */
  async #made(
    key: string,
    caller: Caller,
    subject: string,
  ): Promise<Change | undefined> {
    const known = await this.#options.changes.byKey(key, caller);
    if (known && known.subject !== subject) {
      throw new ConflictError(
        'The same Idempotency-Key was sent with another change; use a new one.',
      );
    }
    return known?.state === 'committed' ? known : undefined;
  }

  async #mayChange(
    { name, folders }: Omit<EnvironmentDetails, 'can'>,
    { credentials }: Caller,
  ): Promise<Capability> {
    const { authorizer, ownership } = this.#options;
    try {
      await authorizer.assertMayCreate(credentials);
      const mine = await ownership.mine([name], credentials);
      if (mine.has(name)) return ALLOWED;
      const refs = folders.map(({ entityRef }) => entityRef);
      await authorizer.assertUpdatable(refs, credentials);
      return ALLOWED;
    } catch (error) {
      return refused((error as Error).message);
    }
  }

  async #prolonging(
    name: string,
    { expires: text, reason, base }: ProlongRequest,
    caller: Caller,
  ): Promise<ChangeRequest> {
    const { repository, kind, folders } = await this.#subject(name, caller);
    const { expires, problem } = readExpiry(text);
    if (!expires) {
      throw new InputError(problem ?? 'Say until when it shall live.');
    }
    const ending = folders.filter(folder => folder.expires);
    const last = ending
      .map(folder => folder.expires!)
      .sort()
      .at(-1);
    if (!last) {
      throw new ConflictError(`No folder of ${name} says when it ends.`);
    }
    if (expires <= last) {
      throw new InputError(
        `${name} lives until ${last} already; a later end is after that. To end it sooner, end it now.`,
      );
    }
    assertLife(expires, this.#options.stages.kindOf(kind), name);
    const { repositories } = this.#options;
    const { mirror } = repositories.get(repository);
    const head = await repositories.head(repository);
    const paths = ending.map(({ path }) => path);
    return {
      ...{ repository, kind: 'update', reason, ...(base && { base }) },
      subject: prolongSubject(name, expires),
      files: await prolongedFiles(mirror, head, paths, expires),
    };
  }

  async #ending(
    name: string,
    { reason, base, heldToo }: EndRequest,
    caller: Caller,
  ): Promise<ChangeRequest> {
    const { repository, folders } = await this.#subject(name, caller);
    const held = folders.filter(({ hold }) => hold);
    if (held.length && !heldToo) {
      const words = held.map(
        ({ component, hold }) =>
          `${component} is held at ${hold!.version} by ${hold!.by} (${hold!.reason})`,
      );
      throw new ConflictError(
        `${words.join('; ')}. Say that it shall go all the same, or lift the hold.`,
      );
    }
    return {
      ...{ repository, kind: 'remove', reason, files: [] },
      ...(base && { base }),
      subject: endSubject(name),
      removeFolders: folders.map(({ path }) => path),
    };
  }

  /** The folders as they are now, all of which the caller has to see. */
  async #subject(name: string, caller: Caller): Promise<Subject> {
    const { environments, store, repositories } = this.#options;
    const before = await environments.get(name, caller);
    if (!before.life) {
      throw new InputError(
        `${before.title} is a configured environment; only those that exist only in Git end.`,
      );
    }
    const [repository, ...others] = new Set(
      before.folders.map(folder => folder.repository),
    );
    if (others.length) {
      throw new ConflictError(
        `${name} stands in several repositories: ${[repository, ...others].join(', ')}. Change its folders in each by hand.`,
      );
    }
    await repositories.refresh(repository);
    const rows = await store.folders(name);
    const { folders, life } = await environments.get(name, caller);
    if (rows.length > folders.length) {
      throw new NotAllowedError(
        `${name} has ${rows.length - folders.length} more folders, which you may not see; ask their owners.`,
      );
    }
    const kind = life?.kind ?? before.life.kind;
    return { repository, kind, folders };
  }
}
