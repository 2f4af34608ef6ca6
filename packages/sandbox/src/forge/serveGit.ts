import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

function environment(
  folder: string,
  request: IncomingMessage,
): NodeJS.ProcessEnv {
  const { pathname, search } = new URL(`http://localhost${request.url ?? '/'}`);
  return {
    PATH: process.env.PATH,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    // Said here, not in each repository: one that is just made takes a push, too.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.receivepack',
    GIT_CONFIG_VALUE_0: 'true',
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
  };
}

/** Takes the head of a CGI answer; the rest of the bytes is the body. */
function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(': ');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 2)];
    if (name.toLowerCase() === 'status') {
      response.statusCode = Number.parseInt(value, 10);
    } else {
      response.setHeader(name, value);
    }
  }
}

/**
 * Answers a request of git by its own program for that, `git http-backend`
 * (https://git-scm.com/docs/git-http-backend).
 */
export async function serveGit(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    env: environment(folder, request),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A client that leaves early takes its process along.
  response.once('close', () => child.kill());
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    if (head === undefined) {
      response.write(chunk);
    } else {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end >= 0) {
        writeHead(response, head.toString('latin1', 0, end));
        response.write(head.subarray(end + 4));
        head = undefined;
      }
    }
  }
  if (head !== undefined) {
    response.statusCode = 500;
  }
  response.end();
}
