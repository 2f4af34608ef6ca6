import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import { createIndexer } from '../__testUtils__/indexFixture';
import { builtinFormats } from '../formats';
import {
  ChangePlanner,
  assertVersionText,
  changedLines,
} from './ChangePlanner';

jest.setTimeout(60_000);

const PATH = 'prod/acme/payments';

describe('changedLines', () => {
  it('names the lines that differ, counted from one', () => {
    expect(changedLines('x', 'a\nb\nc\n', 'a\nB\nc\n')).toEqual({
      path: 'x',
      lines: [{ line: 2, before: 'b', after: 'B' }],
    });
  });

  it('of the same text are none', () => {
    expect(changedLines('x', 'a\nb', 'a\nb').lines).toEqual([]);
  });

  it('tells a line that lost its last characters from one that is gone', () => {
    expect(changedLines('x', 'a\nb', 'a').lines).toEqual([
      { line: 2, before: 'b', after: '' },
    ]);
  });
});

describe('assertVersionText', () => {
  it.each(['1', '2.4.0', 'v1.0.0-rc.1', '1184', 'main_a1b2', '1.0.0+build.5'])(
    'lets %p through',
    version => {
      expect(() => assertVersionText(version)).not.toThrow();
    },
  );

  it.each([
    '',
    ' 1.0',
    '1.0\n',
    '1.0: x',
    '-1',
    '.1',
    '+1',
    '1"0',
    '1 0',
    '1#0',
    'é',
    '1'.repeat(129),
  ])('refuses %p, which no tag can be', version => {
    expect(() => assertVersionText(version)).toThrow(InputError);
  });

  it('does not repeat all of a text that is far too long', () => {
    expect(() => assertVersionText('x'.repeat(5_000))).toThrow(/^.{150,260}$/);
  });
});

describe('ChangePlanner', () => {
  let git: GitFixture;
  let planner: ChangePlanner;
  let listFiles: jest.SpyInstance;
  const commits: Record<string, string> = {};

  beforeAll(async () => {
    git = GitFixture.create();
    commits.first = git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('1.0.0') },
    });
    chmodSync(join(git.work, PATH, 'values.yaml'), 0o755);
    commits.second = git.commit({
      files: {
        [`${PATH}/Chart.yaml`]: 'name: payments\nversion: 0.1.0\n',
        'qa/empty/README.md': 'no version here',
        'qa/config/values.yaml': 'replicas: 3\n',
        'qa/broken/values.yaml': 'image: {tag: "1\n  x: ]\n',
      },
    });
    commits.gone = git.commit({
      files: { [`${PATH}/values.yaml`]: null, [`${PATH}/Chart.yaml`]: null },
    });
    const { mirror, matcher } = await createIndexer(git.url);
    await mirror.fetch();
    listFiles = jest.spyOn(mirror, 'listFiles');
    planner = ChangePlanner.create({
      ...{ mirror, matcher, formats: builtinFormats() },
    });
  });

  beforeEach(() => listFiles.mockClear());
  afterAll(() => git.dispose());

  const plan = (commit: string, version = '0.9.0', path = PATH) =>
    planner.plan({ commit: commits[commit], path, version });

  it('changes one line, and names what stands there now', async () => {
    const { files, changes, from } = await plan('first');
    expect(from).toBe('1.0.0');
    expect(changes).toEqual([
      {
        path: `${PATH}/values.yaml`,
        lines: [
          {
            line: 4,
            before: '  tag: "1.0.0"  # set by CI',
            after: '  tag: "0.9.0"  # set by CI',
          },
        ],
      },
    ]);
    expect(files).toEqual([
      {
        ...{ path: `${PATH}/values.yaml`, mode: '100644' },
        text: helmValues('0.9.0'),
      },
    ]);
  });

  it('works on the commit it is given, whatever came later', async () => {
    const { from } = await plan('first', '1.0.1');
    expect(from).toBe('1.0.0');
    await expect(plan('gone')).rejects.toThrow(ConflictError);
  });

  it('says that a folder is gone, and that nothing was changed', async () => {
    await expect(plan('gone')).rejects.toThrow(
      `${PATH} is no longer in Git; nothing was changed.`,
    );
  });

  it.each(['qa/never', 'not/a/place/at/all'])(
    'takes %p, which was never there, for gone as well',
    async path => {
      await expect(plan('second', '1.0.0', path)).rejects.toThrow(
        ConflictError,
      );
    },
  );

  it('refuses a folder without a version in the words of its problem', async () => {
    await expect(plan('second', '1.0.0', 'qa/config')).rejects.toThrow(
      /No file of the folder names a version/,
    );
    await expect(plan('second', '1.0.0', 'qa/broken')).rejects.toThrow(
      /values\.yaml cannot be read/,
    );
  });

  it('refuses a text that is no version before it looks at Git', async () => {
    await expect(plan('second', '1.0.0\nhostNetwork: true')).rejects.toThrow(
      InputError,
    );
    expect(listFiles).not.toHaveBeenCalled();
  });

  it('reads a folder once for each commit, also for several at once', async () => {
    const fresh = commits.second;
    await Promise.all(
      ['0.1.0', '0.2.0', '0.3.0'].map(version =>
        planner.plan({ commit: fresh, path: PATH, version }),
      ),
    );
    await planner.plan({ commit: fresh, path: PATH, version: '0.4.0' });
    expect(listFiles).toHaveBeenCalledTimes(1);
  });

  it('keeps the mode of the file', async () => {
    expect((await plan('second')).files[0].mode).toBe('100755');
  });

  it('reads again after a failure', async () => {
    const missing = { commit: 'f'.repeat(40), path: PATH, version: '1.0.0' };
    await expect(planner.plan(missing)).rejects.toThrow();
    await expect(planner.plan(missing)).rejects.toThrow();
    expect(listFiles).toHaveBeenCalledTimes(2);
  });
});
