import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitError } from '@slipway/backstage-plugin-git-node';
import { GitMirror } from '../git/GitMirror';
import { type GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { PATH, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

describe('commitStep', () => {
  const on = useOperations();

  it('retries when another folder won the race, and touches nothing of it', async () => {
    await on.start();
    let pushes = 0;
    raceAtPush(on.git, () => {
      pushes++;
      return pushes <= 2
        ? { 'qa/ledger/values.yaml': helmValues(`1.0.${pushes}`) }
        : undefined;
    });

    const answer = await on.ask(on.body());
    const end = await on.ended(answer.body.id);

    expect(end.state).toBe('completed');
    expect(end.stepDetails[1]).toMatchObject({
      status: 'done',
      attempt: 3,
      message: expect.stringContaining('at try 3'),
    });
    expect(
      on.git.run(['show', `main:${PATH}/values.yaml`], on.git.bare),
    ).toContain('2.3.1');
    expect(
      on.git.run(['show', 'main:qa/ledger/values.yaml'], on.git.bare),
    ).toContain('1.0.2');
  });

  it('stops when the same folder was changed in the race, says by whom, and writes nothing', async () => {
    await on.start();
    let done = false;
    raceAtPush(on.git, () => {
      const files = done
        ? undefined
        : { [`${PATH}/values.yaml`]: helmValues('2.4.2') };
      done = true;
      return files;
    });

    const answer = await on.ask(on.body());
    const end = await on.ended(answer.body.id);

    expect(end).toMatchObject({ state: 'superseded' });
    expect(end.commit).toBeUndefined();
    expect(end.message).toMatch(
      /racer changed the folder first: Git wants 2\.4\.2 since/,
    );
    expect(
      on.git.run(['show', `main:${PATH}/values.yaml`], on.git.bare),
    ).toContain('2.4.2');
  });

  it('finds what arrived although nobody could say how the push ended', async () => {
    await on.start();
    const push = GitMirror.prototype.push;
    jest
      .spyOn(GitMirror.prototype, 'push')
      .mockImplementationOnce(async function lost(this: GitMirror, ...args) {
        await push.apply(this, args);
        throw new GitError('Pushing to gitops', 'interrupted', 'gone');
      });
    const before = on.git.run(['rev-list', '--count', 'main'], on.git.bare);

    const end = await on.ended((await on.ask(on.body())).body.id);

    expect(end.state).toBe('completed');
    expect(on.git.run(['rev-list', '--count', 'main'], on.git.bare)).toBe(
      String(Number(before) + 1),
    );
  });

  it('ends as refused, with the sentence, when the repository does not let it push', async () => {
    await on.start();
    const hook = join(on.git.bare, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o755 });

    const end = await on.ended((await on.ask(on.body())).body.id);

    expect(end.state).toBe('refused');
    expect(end.message).toContain(
      'check credentials of this repository in the configuration, and that they may push',
    );
    expect(end.nextActs.length).toBeGreaterThan(0);
  });
});

/** Pushes something else in the moment before a push of Slipway arrives. */
function raceAtPush(
  git: GitFixture,
  next: () => Record<string, string> | undefined,
) {
  const push = GitMirror.prototype.push;
  jest
    .spyOn(GitMirror.prototype, 'push')
    .mockImplementation(async function race(this: GitMirror, ...args) {
      const files = next();
      if (files) {
        git.run(['fetch', '-q', 'origin', 'main']);
        git.run(['reset', '-q', '--hard', 'FETCH_HEAD']);
        git.commit({ files, author: 'racer', message: 'Race' });
      }
      return push.apply(this, args);
    });
}
