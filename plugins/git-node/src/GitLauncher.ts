import { tmpdir } from 'node:os';
import { GitHost, type GitStart, type StartLimits } from './GitHost';
import type { GitProcess } from './RunningGit';

/** Where and how long the small process lives; each has a default. */
export interface LauncherOptions {
  /** An existing directory for its socket; the temporary one by default. */
  directory?: string;
  /** How long it waits for another order, in milliseconds. A refresh comes sooner, as a rule. */
  idleMs?: number;
}

const IDLE_MS = 60_000;

/**
 * Starts git by a small process beside this one. To start a program, Node.js
 * has the operating system copy the tables of all its memory: with 1 GB that
 * stops everything else for tens of milliseconds, each time. The small process
 * has nothing to copy, and hands the connections to git, so that what git
 * reads and prints does not pass through it.
 */
export class GitLauncher {
  readonly #directory: string;
  readonly #idleMs: number;
  #host?: GitHost;
  #idle?: NodeJS.Timeout;

  private constructor(options: LauncherOptions) {
    const { directory = tmpdir(), idleMs = IDLE_MS } = options;
    this.#directory = directory;
    this.#idleMs = idleMs;
  }

  static create(options: LauncherOptions = {}) {
    return new GitLauncher(options);
  }

  /**
   * @throws GitStartError when git, or the process that starts it, cannot be started
   * @throws Error when nothing can be written to the directory
   */
  async start(what: GitStart, limits: StartLimits): Promise<GitProcess> {
    clearTimeout(this.#idle);
    if (!this.#host || this.#host.isGone) {
      this.#host = GitHost.open(this.#directory);
    }
    const host = this.#host;
    host.hold(true);
    return host.start(what, limits, () => this.#rest(host));
  }

  #rest(host: GitHost) {
    if (host.isBusy) return;
    // What waits for orders keeps nothing from ending.
    host.hold(false);
    if (host.isGone || host !== this.#host) {
      host.release();
      return;
    }
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => host.release(), this.#idleMs);
    this.#idle.unref();
  }
}
