/**
 * Runs git for backend plugins.
 *
 * @packageDocumentation
 */
export { BareCopy, type CopyEntry } from './BareCopy';
export { type Blob, BlobReader, MAX_BLOB_BYTES, readBlobs } from './BlobReader';
export {
  asNo,
  classifyGitFailure,
  describeTrouble,
  GitError,
  type GitFailure,
  isPassing,
} from './GitError';
export type { GitEnd, GitProcess } from './RunningGit';
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
  runGit,
  spawnGit,
  waitForGit,
} from './runGit';
