import {
  type GitFailure,
  GitError,
  classifyGitFailure,
  describeTrouble,
} from './GitError';

describe('what git says', () => {
  it.each<[string, GitFailure]>([
    ["fatal: Authentication failed for 'https://x/'", 'authentication'],
    ['fatal: could not read Username for', 'authentication'],
    ['git@x: Permission denied (publickey).', 'authentication'],
    ['remote: The requested URL returned error: 403', 'authentication'],
    ['Host key verification failed.', 'authentication'],
    [
      '! [remote rejected] main (protected branch hook declined)',
      'authentication',
    ],
    ['remote: pre-receive hook declined', 'authentication'],
    ['SSL certificate problem: self-signed certificate', 'untrusted'],
    ['! [rejected] HEAD -> main (fetch first)', 'rejected'],
    ["error: cannot lock ref 'refs/heads/main'", 'rejected'],
    ["fatal: couldn't find remote ref refs/heads/main", 'empty'],
    ["fatal: '/x' does not appear to be a git repository", 'not-found'],
    ['The requested URL returned error: 404', 'not-found'],
    ['fatal: unable to access: Could not resolve host: x', 'unreachable'],
    ['ssh: connect to host x port 22: Connection refused', 'unreachable'],
    ['fatal: the remote end hung up unexpectedly', 'unreachable'],
    ['something that nobody has seen before', 'other'],
    ['', 'other'],
  ])('%j is %s', (stderr, failure) => {
    expect(classifyGitFailure(stderr)).toBe(failure);
  });
});

describe('GitError', () => {
  it('does not repeat what may hold an address with a password', () => {
    const error = new GitError(
      ...(['Fetching gitops', 'authentication'] as const),
      'fatal: Authentication failed for https://a:secret@x/',
    );
    expect(error.message).not.toContain('secret');
    expect(error.message).toMatch(/^Fetching gitops: it refuses the cred/);
  });

  it('shows the first line that says something where nothing better is known', () => {
    const stderr = '\nhint: try this\n  fatal: bad object \nmore';
    expect(new GitError('Reading', 'other', stderr).message).toBe(
      'Reading: git failed: fatal: bad object',
    );
    expect(new GitError('Reading', 'other', '').message).toContain('no output');
  });

  it('shortens a line without end', () => {
    const { message } = new GitError('Reading', 'other', 'x'.repeat(5_000));
    expect(message.length).toBeLessThan(400);
  });
});

describe('trouble in words for a person', () => {
  it.each<[GitFailure, boolean]>([
    ['timeout', true],
    ['unreachable', true],
    ['interrupted', true],
    ['authentication', false],
    ['not-found', false],
  ])('of %s says that it is tried again: %p', (failure, again) => {
    const words = describeTrouble(new GitError('Fetching', failure, ''));
    expect(words.endsWith('it is tried again by itself')).toBe(again);
  });

  it('keeps a defect of ours for the log', () => {
    expect(describeTrouble(new TypeError('x of undefined'))).toBe(
      'It could not be indexed; the log of the backend says why',
    );
  });
});
