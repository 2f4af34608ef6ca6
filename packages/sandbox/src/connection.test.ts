import {
  chmod,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeConnection } from './connection';

const OPTIONS = {
  url: 'http://localhost:7007',
  gitops: 'file:///a.git',
  forge: 'http://127.0.0.1:3000',
};

describe('writeConnection', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-connection-'));
  });

  afterEach(async () => rm(directory, { recursive: true, force: true }));

  const path = () => join(directory, 'connection.json');

  it('writes a file that only its owner can read', async () => {
    const connection = await writeConnection(directory, OPTIONS);

    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual(connection);
    expect(connection).toEqual({
      ...OPTIONS,
      token: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('keeps the token of an earlier start, and closes a file that was open', async () => {
    const first = await writeConnection(directory, OPTIONS);
    await chmod(path(), 0o644);
    const second = await writeConnection(directory, {
      ...OPTIONS,
      url: 'http://localhost:7008',
    });

    expect(second.token).toBe(first.token);
    expect(second.url).toBe('http://localhost:7008');
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });

  it('makes a new token when the file cannot be read', async () => {
    await writeFile(path(), '{"token": "short"}');

    expect((await writeConnection(directory, OPTIONS)).token).toHaveLength(43);
  });
});
