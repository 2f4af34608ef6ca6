import { InputError, NotAllowedError } from '@backstage/errors';
import type { GitRemote } from '@slipway/backstage-plugin-git-node';
import type { ActionsConfig } from '../config/readActionsConfig';

const SCP_LIKE = /^(\w[\w.-]*@)?(\w[\w.-]*):(?!:|\/\/)([^\s:].*)$/;
const PROTOCOLS = ['http:', 'https:', 'ssh:', 'file:'];

/** The address as a URL, so that all forms of it are compared in one. */
function toUrl(remoteUrl: string): URL {
  const scp = SCP_LIKE.exec(remoteUrl);
  const text = scp
    ? `ssh://${scp[1] ?? ''}${scp[2]}/${scp[3].replace(/^\//, '')}`
    : remoteUrl;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      'The remoteUrl is no address of a git remote; write https://…, ssh://… or git@host:path.',
    );
  }
  if (!PROTOCOLS.includes(url.protocol)) {
    throw new InputError(
      `Git remotes are reached by https, http, ssh or file, not by ${url.protocol}//.`,
    );
  }
  if (url.password || (url.username && /^https?:$/.test(url.protocol))) {
    // Not repeated, because this sentence stands in the log.
    throw new InputError(
      'The remoteUrl holds credentials; put them under scaffolder.git.remotes in the configuration.',
    );
  }
  if (/%2e|%2f|[\0-\x20]/i.test(url.pathname)) {
    throw new InputError('The path of the remoteUrl holds odd characters.');
  }
  return url;
}

/**
 * The remote with the credentials of the longest prefix that is configured.
 *
 * @throws InputError, NotAllowedError
 */
export function readRemote(
  remoteUrl: string,
  { remotes, allowFileRemotes }: ActionsConfig['git'],
): GitRemote {
  const { href, protocol } = toUrl(remoteUrl);
  const [known] = remotes
    .filter(({ urlPrefix }) => href.startsWith(new URL(urlPrefix).href))
    .sort((a, b) => b.urlPrefix.length - a.urlPrefix.length);
  if (protocol === 'file:' && !(allowFileRemotes && known)) {
    throw new NotAllowedError(
      'Remotes on the disk of the portal are pushed to only with scaffolder.git.allowFileRemotes, and below a urlPrefix.',
    );
  }
  return { url: href, credentials: known?.credentials };
}
