/**
 * Runs git for backend plugins.
 *
 * @packageDocumentation
 */
export {
  classifyGitFailure,
  describeTrouble,
  GitError,
  type GitFailure,
} from './GitError';
export {
  type GitCredentials,
  readGitCredentials,
  readGitUrl,
} from './readGitRemote';
export {
  type GitRemote,
  type RemoteAccess,
  remoteAccess,
} from './remoteAccess';
export {
  gitConfigEnv,
  gitEnv,
  type GitOptions,
  gitText,
  killGit,
  runGit,
  spawnGit,
  waitForGit,
} from './runGit';
