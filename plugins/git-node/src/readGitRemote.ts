import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How a remote is asked for access. @public */
export interface GitCredentials {
  username?: string;
  password?: string;
  sshKeyFile?: string;
  knownHostsFile?: string;
  /** Certificates that an https remote is trusted by, in place of those of the machine. */
  caFile?: string;
}

/** Reads `credentials` of a repository in the configuration. @public */
export function readGitCredentials(
  config: Config | undefined,
): GitCredentials | undefined {
  return (
    config && {
      username: config.getOptionalString('username'),
      password: config.getOptionalString('password'),
      sshKeyFile: config.getOptionalString('sshKeyFile'),
      knownHostsFile: config.getOptionalString('knownHostsFile'),
      caFile: config.getOptionalString('caFile'),
    }
  );
}

/**
 * Reads `url` of a repository. A password in it would stand in process lists
 * and logs.
 *
 * @param key - where the repositories stand, for the sentence
 * @throws InputError
 * @public
 */
export function readGitUrl(config: Config, key: string): string {
  const url = config.getString('url');
  if (/^[a-z+]+:\/\/[^@/]*:[^@/]*@/i.test(url)) {
    throw new InputError(
      `${key}: the url of '${config.getString('id')}' holds a password; put it under credentials.password.`,
    );
  }
  return url;
}
