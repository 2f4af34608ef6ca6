import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A git server over HTTP that asks for a password. */
export interface HttpGit {
  url: string;
  /** Requests that carried a wrong password. */
  refused(): number;
  close(): Promise<void>;
}

function environment(root: string, req: IncomingMessage): NodeJS.ProcessEnv {
  const { pathname, search } = new URL(req.url!, 'http://localhost');
  return {
    ...{ PATH: process.env.PATH, GIT_PROJECT_ROOT: root, REMOTE_USER: 'ci' },
    ...{ GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: pathname },
    ...{ QUERY_STRING: search.slice(1), REQUEST_METHOD: req.method },
    CONTENT_TYPE: req.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: req.headers['content-encoding'] ?? '',
  };
}

/** As a forge does that makes a repository by the first push to it. */
function makeByPush(root: string, req: IncomingMessage) {
  const folder = join(root, 'made-by-push.git');
  if (
    !existsSync(folder) &&
    /^\/made-by-push\.git\/.*git-receive-pack$/.test(req.url!)
  ) {
    const options = { stdio: 'ignore' } as const;
    execFileSync('git', ['init', '-q', '--bare', folder], options);
    const set = ['config', 'http.receivepack', 'true'];
    execFileSync('git', ['-C', folder, ...set], options);
  }
}

/** Serves the bare repositories below a folder, which may change. */
export async function gitOverHttp(
  root: () => string,
  { username, password }: { username: string; password: string },
): Promise<HttpGit> {
  let refused = 0;
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  const server = createServer((req, res) => {
    const { authorization } = req.headers;
    if (authorization !== `Basic ${pair}`) {
      if (authorization) refused += 1;
      res.writeHead(401, { 'www-authenticate': 'Basic' }).end();
      return;
    }
    makeByPush(root(), req);
    const child = spawn('git', ['http-backend'], {
      env: environment(root(), req),
    });
    const chunks: Buffer[] = [];
    req.pipe(child.stdin);
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.once('close', () => {
      const output = Buffer.concat(chunks);
      const end = output.indexOf('\r\n\r\n');
      const headers = output.toString('latin1', 0, end).split('\r\n');
      for (const header of headers) {
        const [name, value] = header.split(': ');
        if (name === 'Status') res.statusCode = Number(value.slice(0, 3));
        else res.setHeader(name, value);
      }
      res.end(output.subarray(end + 4));
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
