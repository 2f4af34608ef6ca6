import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { filesPage, repositoriesPage } from './pages';
import {
  isRepositoryName,
  RepositoryStore,
  type RepositoryName,
} from './RepositoryStore';
import { serveGit } from './serveGit';

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
}

const NOTHING: Answer = {
  status: 404,
  type: 'text/plain; charset=utf-8',
  body: 'Nothing is here\n',
};
/** What git itself asks for, below the address of a repository. */
const OF_GIT =
  /^\/([^/]+)\/([^/]+)\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/;
const API =
  /^\/api\/v1\/repos\/([^/]+)\/([^/]+)\/(contents|archive|git)\/(.+)$/;
const FILE =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?(?:\/src\/branch\/([^/]+)\/?(.*))?$/;

function json(value: unknown): Answer {
  return {
    status: 200,
    type: 'application/json',
    body: `${JSON.stringify(value)}\n`,
  };
}

/**
 * A place for repositories, on loopback: git over HTTP, where a push makes the
 * repository, and as much of Gitea's API as the portal reads of it
 * (https://docs.gitea.com/api): `contents`, `git/commits`, `archive`.
 */
export class ForgeServer {
  readonly #store: RepositoryStore;
  #server: Server | undefined;

  constructor(folder: string) {
    this.#store = new RepositoryStore(folder);
  }

  get url(): string {
    const { port } = this.#server?.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Listens at the port of before, as addresses of repositories are kept; at another one when it is taken. */
  async start(port = 0): Promise<void> {
    const server = createServer((request, response) => {
      this.#handle(request, response).catch(error => {
        response.statusCode = 500;
        response.end(`${(error as Error).message}\n`);
      });
    });
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    } catch (error) {
      if (!port || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
        throw error;
      }
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    // Not as a base: a path that begins with two slashes is still a path.
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    const [, owner, name] = OF_GIT.exec(url.pathname) ?? [];
    if (owner && isRepositoryName({ owner, name })) {
      if (isPush(url)) {
        await this.#ensure({ owner, name });
      }
      await serveGit(this.#store.folder, request, response);
      return;
    }
    const { status, type, body } = await this.#answer(url);
    response.writeHead(status, {
      'content-type': type,
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  }

  async #ensure(repository: RepositoryName): Promise<void> {
    if (!(await this.#store.has(repository))) {
      await this.#store.create(repository);
    }
  }

  async #answer({ pathname, searchParams }: URL): Promise<Answer> {
    const path = decoded(pathname);
    if (path === undefined) {
      return NOTHING;
    }
    if (path === '/') {
      return html(repositoriesPage(await this.#store.list()));
    }
    const [, owner, name, what, rest] = API.exec(path) ?? [];
    if (owner) {
      const branch = searchParams.get('ref') ?? 'main';
      return this.#api({ owner, name }, what, rest, branch);
    }
    const [, pageOwner, pageName, branch = 'main', file] =
      FILE.exec(path) ?? [];
    return pageOwner
      ? this.#page({ owner: pageOwner, name: pageName }, branch, file)
      : NOTHING;
  }

  async #api(
    repository: RepositoryName,
    what: string,
    rest: string,
    branch: string,
  ): Promise<Answer> {
    if (what === 'contents') {
      const file = await this.#store.file(repository, branch, rest);
      return file
        ? json({ encoding: 'base64', content: file.toString('base64') })
        : NOTHING;
    }
    if (what === 'archive') {
      const ref = rest.replace(/\.tar\.gz$/, '');
      const body = await this.#store.archive(repository, ref);
      return body ? { status: 200, type: 'application/gzip', body } : NOTHING;
    }
    const [, ref] = /^commits\/(.+)$/.exec(rest) ?? [];
    const sha = ref && (await this.#store.commitOf(repository, ref));
    return sha ? json({ sha }) : NOTHING;
  }

  async #page(
    repository: RepositoryName,
    branch: string,
    path: string | undefined,
  ): Promise<Answer> {
    if (!(await this.#store.has(repository))) {
      return NOTHING;
    }
    if (!path) {
      const paths = await this.#store.paths(repository, branch);
      return html(filesPage(repository, branch, paths));
    }
    const body = await this.#store.file(repository, branch, path);
    return body ? { ...NOTHING, status: 200, body } : NOTHING;
  }
}

/** What git asks for first when it is to push, and then. */
function isPush({ pathname, searchParams }: URL): boolean {
  return (
    pathname.endsWith('/git-receive-pack') ||
    searchParams.get('service') === 'git-receive-pack'
  );
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

function html(body: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}
