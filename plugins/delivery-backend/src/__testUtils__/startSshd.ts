import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { startSilent } from './gitServers';

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

function makeKey(file: string) {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
}

/** Keys of the server and of one client, and who trusts whom. */
function makeKeys(folder: string, port: number) {
  mkdirSync(folder, { recursive: true });
  for (const name of ['host', 'client']) {
    makeKey(join(folder, name));
  }
  const client = readFileSync(join(folder, 'client.pub'), 'utf8');
  writeFileSync(join(folder, 'authorized_keys'), client, { mode: 0o600 });
  const host = readFileSync(join(folder, 'host.pub'), 'utf8');
  writeFileSync(join(folder, 'known_hosts'), `[127.0.0.1]:${port} ${host}`);
}

function writeConfig(folder: string, port: number): string {
  const lines = [
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
  const file = join(folder, 'sshd_config');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

async function untilReachable(port: number, child: ChildProcess) {
  const deadline = Date.now() + 10_000;
  while (!(await reachable(port))) {
    if (Date.now() > deadline || child.exitCode !== null) {
      throw new Error('sshd did not start');
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** A real sshd with keys of its own. */
export async function startSshd(folder: string) {
  const silent = await startSilent();
  const { port } = silent;
  await silent.stop();
  makeKeys(folder, port);
  // sshd refuses to start as root without its empty folder.
  if (userInfo().uid === 0) {
    mkdirSync('/run/sshd', { recursive: true });
  }
  const config = writeConfig(folder, port);
  const child = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: 'ignore' });
  await untilReachable(port, child);
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
