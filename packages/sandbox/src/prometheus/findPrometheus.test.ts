import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findPrometheus } from './findPrometheus';

describe('findPrometheus', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-find-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A folder that has these programs. */
  async function folderWith(name: string, ...programs: string[]) {
    const path = join(folder, name);
    await mkdir(path, { recursive: true });
    for (const program of programs) {
      await writeFile(join(path, program), '#!/bin/sh\n', { mode: 0o755 });
    }
    return path;
  }

  it('takes both programs from the path', async () => {
    const bin = await folderWith('bin', 'prometheus', 'promtool');
    const empty = await folderWith('empty');
    expect(
      await findPrometheus({ PATH: [empty, bin].join(delimiter) }),
    ).toEqual({
      prometheus: join(bin, 'prometheus'),
      promtool: join(bin, 'promtool'),
    });
  });

  it('looks where it is told to before the path', async () => {
    const bin = await folderWith('bin', 'prometheus', 'promtool');
    const own = await folderWith('own', 'prometheus', 'promtool');
    const found = await findPrometheus({
      ...{ SANDBOX_PROMETHEUS_BIN: own, PATH: bin },
    });
    expect(found?.prometheus).toBe(join(own, 'prometheus'));
  });

  it('takes the rest from the path where it is told a place that has one alone', async () => {
    const bin = await folderWith('bin', 'prometheus', 'promtool');
    const own = await folderWith('own', 'prometheus');
    expect(
      await findPrometheus({ SANDBOX_PROMETHEUS_BIN: own, PATH: bin }),
    ).toEqual({
      prometheus: join(own, 'prometheus'),
      promtool: join(bin, 'promtool'),
    });
  });

  it.each([['prometheus'], ['promtool']])(
    'finds none when there is %s alone',
    async program => {
      const bin = await folderWith('bin', program);
      expect(await findPrometheus({ PATH: bin })).toBeUndefined();
    },
  );

  it.each([
    ['an empty environment', {}],
    ['an empty path', { PATH: '' }],
    ['a path that is not there', { PATH: '/no/such/folder' }],
    ['an empty place of its own', { SANDBOX_PROMETHEUS_BIN: '', PATH: '' }],
  ])('finds none in %s', async (_, env) => {
    expect(await findPrometheus(env)).toBeUndefined();
  });

  it('does not take a file that may not be run', async () => {
    const bin = await folderWith('bin', 'prometheus', 'promtool');
    await chmod(join(bin, 'promtool'), 0o644);
    expect(await findPrometheus({ PATH: bin })).toBeUndefined();
  });

  it('does not take a folder of that name', async () => {
    const opt = await folderWith('opt', 'promtool');
    await mkdir(join(opt, 'prometheus'));
    expect(await findPrometheus({ PATH: opt })).toBeUndefined();
  });
});
