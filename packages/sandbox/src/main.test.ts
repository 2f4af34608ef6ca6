import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  startProcess,
  until,
} from '@slipway/backstage-plugin-delivery-node/testUtils';

/** Starts the program with arguments, and waits for its end. */
function endOf(...args: string[]) {
  const { error, status, stderr } = spawnSync(
    process.execPath,
    [
      ...[
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      ...[resolve(__dirname, 'main.ts'), ...args],
    ],
    { encoding: 'utf8', timeout: 20_000 },
  );
  return { error, status, stderr };
}

describe('the sandbox as a program', () => {
  it.each([
    [['--speed', 'fast'], "--speed is 'fast', and must be a number above 0"],
    [['--speed', '0'], "--speed is '0', and must be a number above 0"],
    [['--fast'], "Unknown option '--fast'"],
    [['--directory', '/dev/null/x'], 'ENOTDIR'],
  ])('says in one line why it cannot start with %j', (args, cause) => {
    const { error, status, stderr } = endOf(...args);

    expect(error).toBeUndefined();
    expect(status).toBe(1);
    expect(stderr).toContain(`The sandbox could not start: `);
    expect(stderr).toContain(cause);
    expect(stderr).not.toContain('    at ');
  });

  it('says in one line what the portal needs, and ends when it is asked to', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'slipway-main-'));
    const program = startProcess(process.execPath, [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, 'main.ts'),
      '--directory',
      directory,
      '--url',
      'http://localhost:7010',
    ]);
    // The first start writes months of commits and weeks of figures.
    const line = await until(
      'it is ready',
      () =>
        program
          .output()
          .split('\n')
          .find(one => one.startsWith('{"type":"ready"') && one.endsWith('}')),
      { timeoutMs: 60_000 },
    );
    const { env } = JSON.parse(line);
    const mode = (await stat(join(directory, 'connection.json'))).mode & 0o777;
    await program.stop();
    const answers = await fetch(env.SANDBOX_SERVICES_URL).then(
      () => true,
      () => false,
    );
    await rm(directory, { recursive: true, force: true });

    // There only where the machine has one.
    delete env.SANDBOX_PROMETHEUS_URL;
    expect(Object.keys(env).sort()).toEqual([
      'SANDBOX_CATALOG_DIR',
      'SANDBOX_CLUSTER_DEV1_URL',
      'SANDBOX_CLUSTER_DEV2_URL',
      'SANDBOX_CLUSTER_EU1_URL',
      'SANDBOX_CLUSTER_EU2_URL',
      'SANDBOX_CLUSTER_EUACC_URL',
      'SANDBOX_CLUSTER_EUQA_URL',
      'SANDBOX_CLUSTER_TOKEN',
      'SANDBOX_FORGE_HOST',
      'SANDBOX_FORGE_URL',
      'SANDBOX_GITOPS_URL',
      'SANDBOX_SEALING_CERTIFICATE',
      'SANDBOX_SERVICES_URL',
      'SANDBOX_SOURCES_URL',
      'SANDBOX_TOKEN',
    ]);
    expect(env.SANDBOX_GITOPS_URL).toMatch(/^file:\/\/.*gitops-retail\.git$/);
    expect(mode).toBe(0o600);
    expect(answers).toBe(false);
  }, 30_000);
});
