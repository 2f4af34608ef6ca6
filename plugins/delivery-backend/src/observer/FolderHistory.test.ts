import { helmValues } from '../__testUtils__/GitFixture';
import { sha } from '../__testUtils__/rows';
import { builtinFormats } from '../formats';
import type { Blob } from '@slipway/backstage-plugin-git-node';
import type { RawChange } from '../git/parseLog';
import { FolderHistory, changeKind } from './FolderHistory';

const PATH = 'prod/acme/payments';
const FILE = `${PATH}/values.yaml`;
const place = {
  ...{ path: PATH, environment: 'prod', component: 'payments' },
};

function blobOf(text: string | undefined, letter: string): Blob {
  return { sha: sha(letter), size: text?.length ?? 9_000_000, text };
}

/** Blobs by letter: versions 1.0.0, 1.1.0, 2.0.0, a README, an unreadable one. */
const BLOBS = new Map(
  [
    blobOf(helmValues('1.0.0'), 'a'),
    blobOf(helmValues('1.1.0'), 'b'),
    blobOf(helmValues('2.0.0'), 'c'),
    blobOf('component: cart\n', 'd'),
    blobOf(undefined, 'e'),
  ].map(blob => [blob.sha, blob]),
);

function change(path: string, before?: string, after?: string): RawChange {
  return {
    path,
    before: before && sha(before),
    after: after && sha(after),
  } as RawChange;
}

function folder(options = {}) {
  return new FolderHistory(place, builtinFormats(), options);
}

const apply = (history: FolderHistory, ...changes: RawChange[]) =>
  history.apply(changes, BLOBS);

describe('changeKind', () => {
  it.each([
    ['1.0.0', '1.0.0', 'config'],
    [undefined, undefined, 'config'],
    ['1.0.0', '1.1.0', 'upgrade'],
    ['1.1.0', '1.0.0', 'downgrade'],
    ['1.0.0-rc.1', '1.0.0', 'upgrade'],
    ['1183', '1184', 'upgrade'],
    ['abc1234', 'def5678', 'deploy'],
    ['1.0.0', 'abc1234', 'deploy'],
    [undefined, '1.0.0', 'deploy'],
    ['1.0.0', undefined, 'deploy'],
  ])('calls %s → %s %s', (before, after, kind) => {
    expect(changeKind(before, after)).toBe(kind);
  });
});

describe('FolderHistory', () => {
  it('is created with its first file that says something', () => {
    expect(apply(folder(), change(FILE, undefined, 'a'))).toEqual({
      ...{ kind: 'create', versionBefore: undefined, versionAfter: '1.0.0' },
      ...{ filesChanged: 1, problem: undefined },
    });
  });

  it('is no deployment while only other files are there', () => {
    const history = folder();
    const readme = change(`${PATH}/README.md`, undefined, 'd');
    expect(apply(history, readme)).toBeUndefined();
    expect(history.isDeployment).toBe(false);
  });

  it('goes from version to version', () => {
    const history = folder();
    apply(history, change(FILE, undefined, 'a'));
    expect(apply(history, change(FILE, 'a', 'b'))).toMatchObject({
      ...{ kind: 'upgrade', versionBefore: '1.0.0', versionAfter: '1.1.0' },
    });
    expect(apply(history, change(FILE, 'b', 'a'))).toMatchObject({
      ...{ kind: 'downgrade', versionAfter: '1.0.0' },
    });
  });

  it('counts a change of other files as configuration', () => {
    const history = folder();
    apply(history, change(FILE, undefined, 'a'));
    const changed = apply(
      history,
      change(`${PATH}/README.md`, undefined, 'd'),
      change(`${PATH}/templates/x.txt`, undefined, 'd'),
    );
    expect(changed).toMatchObject({ kind: 'config', filesChanged: 2 });
  });

  it('is removed with its last file, and restored when it comes back', () => {
    const history = folder();
    apply(history, change(FILE, undefined, 'a'));
    expect(apply(history, change(FILE, 'a', undefined))).toEqual({
      ...{ kind: 'remove', versionBefore: '1.0.0', filesChanged: 1 },
    });
    expect(history.isDeployment).toBe(false);
    expect(apply(history, change(FILE, undefined, 'b'))).toMatchObject({
      ...{ kind: 'restore', versionAfter: '1.1.0' },
    });
    expect(apply(history, change(FILE, 'b', 'c'))).toMatchObject({
      kind: 'upgrade',
    });
  });

  it('is restored also when it was removed before the walk began', () => {
    const history = folder({ everRemoved: true });
    expect(apply(history, change(FILE, undefined, 'a'))).toMatchObject({
      kind: 'restore',
    });
  });

  it('is removed with the last file that says something', () => {
    const history = folder();
    apply(
      history,
      change(FILE, undefined, 'a'),
      change(`${PATH}/README.md`, undefined, 'd'),
    );
    expect(apply(history, change(FILE, 'a', undefined))).toMatchObject({
      kind: 'remove',
    });
  });

  it('does not say anything of a folder that was gone and stays gone', () => {
    const history = folder();
    apply(history, change(FILE, undefined, 'a'));
    apply(history, change(FILE, 'a', undefined));
    const readme = change(`${PATH}/README.md`, undefined, 'd');
    expect(apply(history, readme)).toBeUndefined();
  });

  it('tells what a commit did to its own parent, not to the commit before', () => {
    const history = folder();
    apply(history, change(FILE, undefined, 'a'));
    apply(history, change(FILE, 'a', 'c'));
    // A commit of a branch that began at 1.0.0.
    expect(apply(history, change(FILE, 'a', 'b'))).toMatchObject({
      ...{ kind: 'upgrade', versionBefore: '1.0.0', versionAfter: '1.1.0' },
    });
  });

  it('goes on from the files it was seeded with', () => {
    const history = folder();
    history.seed(FILE, BLOBS.get(sha('a')));
    history.seed(`${PATH}/README.md`);
    expect(history.reading.version).toBe('1.0.0');
    expect(apply(history, change(FILE, 'a', 'b'))).toMatchObject({
      ...{ kind: 'upgrade', versionBefore: '1.0.0' },
    });
  });

  it('says that a file cannot be read, and does not make its version up', () => {
    const history = folder();
    apply(history, change(FILE, undefined, 'a'));
    const changed = apply(history, change(FILE, 'a', 'e'));
    expect(changed).toMatchObject({ kind: 'deploy', versionBefore: '1.0.0' });
    expect(changed!.versionAfter).toBeUndefined();
    expect(changed!.problem).toContain('values.yaml is no text or larger');
  });

  it('takes a blob that nobody read for unreadable', () => {
    const history = folder();
    const changed = apply(history, change(FILE, undefined, 'f'));
    expect(changed!.problem).toContain('values.yaml');
    expect(history.textOf('values.yaml')).toBeUndefined();
  });

  it('reads its own files and those of formats, by their place in the folder', () => {
    const history = folder();
    const reads = (name: string) => history.reads(`${PATH}/${name}`);
    expect(['values.yaml', 'delivery.yaml', 'slo.yaml'].map(reads)).toEqual([
      ...[true, true, true],
    ]);
    expect(['README.md', 'sub/values.yaml', 'x.txt'].map(reads)).toEqual([
      ...[false, false, false],
    ]);
  });
});
