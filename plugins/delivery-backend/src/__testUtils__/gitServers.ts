import { spawn } from 'node:child_process';
import {
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  createServer as createHttpServer,
} from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

/** A server of a test. */
export interface TestServer {
  port: number;
  stop: () => Promise<void>;
}

/** Answers HTTP requests on a free port of loopback. */
export async function startHttp(
  listener: RequestListener,
): Promise<TestServer> {
  const server = createHttpServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes connections and says nothing, ever. */
export async function startSilent(): Promise<TestServer> {
  const server = createTcpServer(() => {});
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', socket => sockets.add(socket));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise(resolve => {
        for (const socket of sockets) {
          socket.destroy();
        }
        server.close(() => resolve());
      }),
  };
}

/** What git's own server needs to know of a request. */
function cgiEnv(root: string, req: IncomingMessage): NodeJS.ProcessEnv {
  const url = new URL(req.url ?? '/', 'http://localhost');
  return {
    PATH: process.env.PATH,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: req.method,
    CONTENT_TYPE: req.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: req.headers['content-encoding'] ?? '',
    HTTP_GIT_PROTOCOL: String(req.headers['git-protocol'] ?? ''),
    REMOTE_USER: 'slipway',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
  };
}

/** Passes on what a CGI program printed: headers, an empty line, the body. */
function answer(res: ServerResponse, output: Buffer) {
  const end = output.indexOf('\r\n\r\n');
  let status = 200;
  for (const line of output.subarray(0, end).toString().split('\r\n')) {
    const [name, value = ''] = line.split(': ');
    if (name.toLowerCase() === 'status') {
      status = Number(value.slice(0, 3));
    } else if (name) {
      res.setHeader(name, value);
    }
  }
  res.writeHead(status).end(output.subarray(end + 4));
}

/** Serves bare repositories below a folder by git's own `http-backend`. */
export function gitHttp(
  root: string,
  credentials?: { username: string; password: string },
): RequestListener {
  const wanted =
    credentials &&
    `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
  return (req, res) => {
    if (wanted && req.headers.authorization !== wanted) {
      res.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const cgi = spawn('git', ['http-backend'], { env: cgiEnv(root, req) });
    req.pipe(cgi.stdin);
    const chunks: Buffer[] = [];
    cgi.stdout.on('data', chunk => chunks.push(chunk));
    cgi.on('close', () => answer(res, Buffer.concat(chunks)));
  };
}
