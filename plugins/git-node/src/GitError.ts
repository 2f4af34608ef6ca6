import { ServiceUnavailableError } from '@backstage/errors';

/** Why a remote could not be used; each has its own sentence. @public */
export type GitFailure =
  | 'authentication'
  | 'untrusted'
  | 'not-found'
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'rejected'
  /** Nobody could say how it ended, or whether: it may have done its work. */
  | 'interrupted'
  | 'empty'
  | 'other';

const PATTERNS: [RegExp, GitFailure][] = [
  [
    /\[rejected\]|non-fast-forward|fetch first|cannot lock ref|failed to update ref|incorrect old value/i,
    'rejected',
  ],
  [/certificate|\bSSL\b/i, 'untrusted'],
  [
    /authentication failed|could not read (username|password)|permission denied|terminal prompts disabled|\b40[13]\b|host key verification failed|protected branch|pre-receive hook declined/i,
    'authentication',
  ],
  [/couldn't find remote ref/i, 'empty'],
  [
    /does not appear to be a git repository|repository .*not found|no such file or directory|\b404\b/i,
    'not-found',
  ],
  [
    /could not resolve host|connection refused|connection timed out|unable to access|could not read from remote|early eof|hung up|network is unreachable/i,
    'unreachable',
  ],
];

const ADVICE: Record<GitFailure, string> = {
  authentication:
    'it refuses the credentials; check credentials of this repository in the configuration, and that they may push',
  untrusted:
    'its certificate is not accepted; name the certificates to trust as credentials.caFile of this repository in the configuration',
  'not-found': 'there is no repository at this address; check its url',
  unreachable: 'it cannot be reached',
  timeout: 'it does not answer in time',
  aborted: 'it was broken off',
  rejected: 'somebody else pushed first',
  interrupted: 'it was broken off before its end was known',
  empty:
    'the branch is no longer there; what is shown is as last seen until it is back',
  other: 'git failed',
};

/** Says which kind of failure git's error output describes. @public */
export function classifyGitFailure(stderr: string): GitFailure {
  return PATTERNS.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'other';
}

/**
 * A git command that failed. The message is a sentence without the address,
 * which may hold credentials.
 *
 * @public
 */
export class GitError extends ServiceUnavailableError {
  readonly failure: GitFailure;
  readonly stderr: string;
  /** What git itself ended with; undefined when it did not come to that. */
  readonly code?: number;

  constructor(
    what: string,
    failure: GitFailure,
    stderr: string,
    code?: number,
  ) {
    const detail = failure === 'other' ? `: ${firstLine(stderr)}` : '';
    super(`${what}: ${ADVICE[failure]}${detail}`);
    this.failure = failure;
    this.stderr = stderr;
    this.code = code;
  }
}

function firstLine(text: string): string {
  const line = text
    .split('\n')
    .map(part => part.trim())
    .find(part => part && !part.startsWith('hint:'));
  return (line ?? 'no output').slice(0, 300);
}

const PASSING: readonly GitFailure[] = [
  'timeout',
  'unreachable',
  'interrupted',
];

/**
 * Whether a failure may be over at the next try. What was tried may have been
 * done all the same.
 *
 * @public
 */
export function isPassing({ failure }: GitError): boolean {
  return PASSING.includes(failure);
}

/**
 * Turns a git that ended by itself into its "no". That git could not be asked,
 * or did not come to its end, is no answer.
 *
 * @throws what it is given, unless git ended with a code
 * @public
 */
export function asNo<T>(error: unknown, no: T): T {
  if (error instanceof GitError && error.code !== undefined) return no;
  throw error;
}

/** What a person is told of trouble with a repository; the rest is for the log. @public */
export function describeTrouble(error: unknown): string {
  if (!(error instanceof GitError)) {
    return 'It could not be indexed; the log of the backend says why';
  }
  return isPassing(error)
    ? `${error.message}; it is tried again by itself`
    : error.message;
}
