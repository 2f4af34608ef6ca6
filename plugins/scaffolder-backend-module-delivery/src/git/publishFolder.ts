import { ConflictError, InputError } from '@backstage/errors';
import {
  asNo,
  type GitRemote,
  gitEnv,
  GitError,
  gitText,
  remoteAccess,
  runGit,
} from '@slipway/backstage-plugin-git-node';

/** What is published, where, and by whom. */
export interface PublishOptions {
  remote: GitRemote;
  /** Folder whose files are pushed. */
  folder: string;
  /** An empty folder outside of it, for git itself. */
  temporary: string;
  branch: string;
  message: string;
  author: { name: string; email: string };
  allowNonEmpty: boolean;
  signal?: AbortSignal;
}

/** What is there before the push. */
export interface RemoteState {
  /** Commit of the branch; absent when there is none. */
  head?: string;
  isEmpty: boolean;
  /** It is not there, or is not shown: forges that make one by a push say so. */
  isAbsent?: boolean;
}

/** Runs git for one publication; each command is told apart in an error. */
export class FolderPublisher {
  readonly #options: PublishOptions;
  readonly #env: Record<string, string>;

  private constructor(options: PublishOptions) {
    this.#options = options;
    const { remote, folder, temporary, author } = options;
    const access = remoteAccess(remote);
    this.#env = {
      ...gitEnv([...access.config, ['core.excludesFile', '/dev/null']]),
      ...access.env,
      ...{ GIT_DIR: `${temporary}/git`, GIT_WORK_TREE: folder },
      ...{ GIT_AUTHOR_NAME: author.name, GIT_AUTHOR_EMAIL: author.email },
      ...{ GIT_COMMITTER_NAME: author.name, GIT_COMMITTER_EMAIL: author.email },
    };
  }

  static async open(options: PublishOptions): Promise<FolderPublisher> {
    const publisher = new FolderPublisher(options);
    await publisher.#assertBranch();
    await publisher.#git('Beginning a repository', [
      ...['init', '--quiet', '--template='],
    ]);
    return publisher;
  }

  #git(what: string, args: string[]): Promise<string> {
    const { temporary, signal } = this.#options;
    return gitText(args, {
      ...{ cwd: temporary, what, env: this.#env },
      ...(signal && { signal }),
    });
  }

  async #assertBranch() {
    const { branch, temporary } = this.#options;
    const args = ['check-ref-format', `refs/heads/${branch}`];
    const options = { cwd: temporary, what: 'Reading the branch' };
    const isName =
      !branch.startsWith('-') &&
      // No program can be started with it.
      !branch.includes('\0') &&
      (await runGit(args, options).then(
        () => true,
        error => asNo(error, false),
      ));
    if (!isName) {
      throw new InputError(`'${branch}' cannot be the name of a branch.`);
    }
  }

  /** @throws GitError when the remote does not answer */
  async state(): Promise<RemoteState> {
    const { remote, branch } = this.#options;
    let listed: string;
    try {
      listed = await this.#git('Asking the remote', [
        ...['ls-remote', '--', remote.url],
      ]);
    } catch (error) {
      if (error instanceof GitError && error.failure === 'not-found') {
        return { isEmpty: true, isAbsent: true };
      }
      throw error;
    }
    const refs = listed.split('\n').filter(Boolean);
    const line = refs.find(ref => ref.endsWith(`\trefs/heads/${branch}`));
    return { head: line?.split('\t')[0], isEmpty: !refs.length };
  }

  /** The tree of the folder, on top of what a commit holds. */
  async #tree(parent: string | undefined): Promise<string> {
    if (parent) await this.#git('Reading', ['read-tree', parent]);
    const keep = parent ? ['--no-all'] : ['--all'];
    await this.#git('Adding the files', ['add', ...keep, '--', ':/']);
    const tree = await this.#git('Writing the files', ['write-tree']);
    const files = await this.#git('Listing', ['ls-tree', '-r', tree]);
    if (!files) throw new InputError('The folder holds no file to publish.');
    if (/^160000 /m.test(files)) {
      throw new InputError(
        'The folder holds another git repository; remove its .git folder.',
      );
    }
    return tree;
  }

  /** Pushes one commit, or finds that all is there already. */
  async publish(): Promise<{ commit: string; isNew: boolean }> {
    const { remote, branch, message, allowNonEmpty } = this.#options;
    const { head, isEmpty } = await this.state();
    if (head) {
      await this.#git('Fetching the branch', [
        ...['fetch', '--quiet', '--no-tags', '--depth=1', '--', remote.url],
        `refs/heads/${branch}`,
      ]);
    }
    const tree = await this.#tree(allowNonEmpty ? head : undefined);
    const there =
      head && (await this.#git('Comparing', ['rev-parse', `${head}^{tree}`]));
    if (head && there === tree) return { commit: head, isNew: false };
    if (!isEmpty && !allowNonEmpty) {
      throw new ConflictError(
        'The remote has commits already; nothing was pushed. Create an empty one, or allow it by allowNonEmpty.',
      );
    }
    const parents = head ? ['-p', head] : [];
    const commit = await this.#git('Committing', [
      ...['commit-tree', tree, ...parents, '-m', message],
    ]);
    await this.#push(commit, head);
    return { commit, isNew: true };
  }

  async #push(commit: string, expected: string | undefined) {
    const { remote, branch } = this.#options;
    const ref = `refs/heads/${branch}`;
    try {
      await this.#git('Pushing', [
        // Only on top of what was seen; of two who begin the branch one wins.
        ...['push', '--quiet', `--force-with-lease=${ref}:${expected ?? ''}`],
        ...['--', remote.url, `${commit}:${ref}`],
      ]);
    } catch (error) {
      if (error instanceof GitError && error.failure === 'rejected') {
        throw new ConflictError(
          `Somebody else pushed to ${branch} meanwhile; nothing was pushed.`,
        );
      }
      throw error;
    }
  }
}
