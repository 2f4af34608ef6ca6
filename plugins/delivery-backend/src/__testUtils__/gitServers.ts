import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  type RequestListener,
  createServer as createHttpServer,
} from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
} from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

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
    const url = new URL(req.url ?? '/', 'http://localhost');
    const cgi = spawn('git', ['http-backend'], {
      env: {
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
      },
    });
    req.pipe(cgi.stdin);
    const chunks: Buffer[] = [];
    cgi.stdout.on('data', chunk => chunks.push(chunk));
    cgi.on('close', () => {
      const output = Buffer.concat(chunks);
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
    });
  };
}

const SSHD = '/usr/sbin/sshd';

/** Whether this machine can serve ssh. */
export function sshdProblem(): string | undefined {
  return existsSync(SSHD)
    ? undefined
    : 'there is no /usr/sbin/sshd (Debian: openssh-server)';
}

async function reachable(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A real sshd with keys of its own. */
export async function startSshd(folder: string) {
  const silent = await startSilent();
  const { port } = silent;
  await silent.stop();
  mkdirSync(folder, { recursive: true });
  for (const name of ['host', 'client']) {
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      'ed25519',
      '-N',
      '',
      '-f',
      join(folder, name),
    ]);
  }
  const client = readFileSync(join(folder, 'client.pub'), 'utf8');
  writeFileSync(join(folder, 'authorized_keys'), client, { mode: 0o600 });
  const host = readFileSync(join(folder, 'host.pub'), 'utf8');
  writeFileSync(join(folder, 'known_hosts'), `[127.0.0.1]:${port} ${host}`);
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    `PidFile ${join(folder, 'pid')}`,
    'PasswordAuthentication no',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
  ];
  writeFileSync(join(folder, 'sshd_config'), `${config.join('\n')}\n`);
  // sshd refuses to start as root without its empty folder.
  if (userInfo().uid === 0) {
    mkdirSync('/run/sshd', { recursive: true });
  }
  const child: ChildProcess = spawn(
    SSHD,
    ['-D', '-e', '-f', join(folder, 'sshd_config')],
    {
      stdio: 'ignore',
    },
  );
  const deadline = Date.now() + 10_000;
  while (!(await reachable(port))) {
    if (Date.now() > deadline || child.exitCode !== null) {
      throw new Error('sshd did not start');
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    port,
    user: userInfo().username,
    sshKeyFile: join(folder, 'client'),
    knownHostsFile: join(folder, 'known_hosts'),
    stop: () =>
      new Promise<void>(resolve => {
        child.once('close', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
