import type { GitCredentials } from './readGitRemote';

/** A repository somewhere else. @public */
export interface GitRemote {
  url: string;
  credentials?: GitCredentials;
}

/** Settings and environment that let git reach a remote without asking. @public */
export interface RemoteAccess {
  config: [string, string][];
  env: Record<string, string>;
}

function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

/**
 * Turns the credentials of a repository into what git understands. A password
 * becomes a header for exactly this address; it is never part of a command
 * line.
 *
 * @public
 */
export function remoteAccess(remote: GitRemote): RemoteAccess {
  const { credentials, url } = remote;
  const config: [string, string][] = [];
  if (credentials?.password) {
    const pair = `${credentials.username ?? 'git'}:${credentials.password}`;
    const basic = Buffer.from(pair).toString('base64');
    config.push([`http.${url}.extraHeader`, `Authorization: Basic ${basic}`]);
  }
  const ssh = ['ssh', '-o BatchMode=yes', '-o ConnectTimeout=10'];
  if (credentials?.sshKeyFile) {
    ssh.push(`-i ${quote(credentials.sshKeyFile)}`, '-o IdentitiesOnly=yes');
  }
  if (credentials?.knownHostsFile) {
    ssh.push(`-o UserKnownHostsFile=${quote(credentials.knownHostsFile)}`);
    ssh.push('-o StrictHostKeyChecking=yes');
  }
  const env: Record<string, string> = { GIT_SSH_COMMAND: ssh.join(' ') };
  if (credentials?.caFile) {
    // Stronger than the setting, which a variable of the machine would undo.
    env.GIT_SSL_CAINFO = credentials.caFile;
  }
  return { config, env };
}
