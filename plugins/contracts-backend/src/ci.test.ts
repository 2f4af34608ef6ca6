import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { ContractsPage } from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  startContracts,
  type StartedContracts,
} from './__testUtils__/startContracts';

jest.setTimeout(30_000);

// The program itself is what is tried.
// eslint-disable-next-line no-restricted-syntax
const PROGRAM = resolve(__dirname, '../ci/publish-contract.mjs');

const token = mockCredentials.user.token();

interface Ended {
  code: number;
  out: string;
  err: string;
}

describe('the program for pipelines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-ci-'));
  let started: StartedContracts;
  let url: string;

  function run(args: string[], env: Record<string, string> = {}) {
    return new Promise<Ended>(done => {
      const all = {
        ...{ PATH: process.env.PATH, SLIPWAY_URL: url, SLIPWAY_TOKEN: token },
        ...env,
      };
      execFile(
        process.execPath,
        [PROGRAM, ...args],
        { cwd: folder, env: all },
        (error, out, err) =>
          done({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
  }

  const schema = (...capture: string[]) => {
    const document = {
      title: 'Order',
      properties: { capture: { enum: capture } },
    };
    writeFileSync(join(folder, 'order.json'), JSON.stringify(document));
    return ['--api', 'api:default/order', '--file', 'order.json'];
  };

  beforeAll(async () => {
    started = await startContracts({
      entities: [apiEntity('order', { type: 'json-schema' })],
    });
    const port = started.backend.server.port();
    url = `http://127.0.0.1:${port}/`;
    await started.until<ContractsPage>(
      '/contracts',
      page => page.totalItems === 1,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('publishes a first version', async () => {
    const { code, out } = await run([
      ...[...schema('now', 'later'), '--version', '1.0.0', '--commit', 'abc'],
    ]);
    expect(out).toContain('### api:default/order 1.0.0');
    expect(out).toContain('The first version');
    expect(code).toBe(0);
  });

  it('judges without storing, writes a summary and ends with 10 when the bump is too small', async () => {
    const summary = join(folder, 'summary.md');
    const { code } = await run(
      [...schema('now'), '--version', '1.1.0', '--dry-run'],
      { GITHUB_STEP_SUMMARY: summary },
    );
    const text = readFileSync(summary, 'utf8');

    expect(code).toBe(10);
    expect(text).toContain('**Declared minor, needs major.**');
    expect(text).toContain('Release it as **2.0.0**.');
    expect(text).toMatch(/\| 🔴 breaking \| .*for example `"later"`.* \|/);
    expect(text).toContain('Nothing was stored.');
    const reported = await run([
      ...[...schema('now'), '--version', '1.1.0', '--dry-run'],
      ...['--fail-on', 'never'],
    ]);
    expect(reported.code).toBe(0);
  });

  it('ends with 11 when not all could be judged, unless that is let through', async () => {
    writeFileSync(
      join(folder, 'order.json'),
      JSON.stringify({ $ref: 'https://elsewhere.example/order.json' }),
    );
    const args = ['--api', 'api:default/order', '--file', 'order.json'];
    const dry = ['--version', '1.2.0', '--dry-run'];

    expect((await run([...args, ...dry])).code).toBe(11);
    const lenient = await run([...args, ...dry, '--fail-on', 'bump']);
    expect(lenient.code).toBe(0);
  });

  it('hands on what the portal refuses', async () => {
    const { code, err } = await run([...schema('x'), '--version', '1.0.0']);
    expect(code).toBe(1);
    expect(err).toMatch(/A published version never changes/);
  });

  it('publishes what a consumer needs', async () => {
    const file = join(folder, 'needs.yaml');
    writeFileSync(
      file,
      'needs:\n  - contract: order\n    builtAgainst: 1.0.0\n',
    );
    const { code, out } = await run([
      ...['--consumer', 'component:default/batch', '--version', '3.0.0'],
      ...['--needs', file],
    ]);
    expect(out).toContain('1 need declared.');
    expect(code).toBe(0);
  });

  it.each([
    [[], ''],
    [['--version', '1.0.0'], ''],
    [
      ['--api', 'order', '--version', '1', '--file', 'order.json'],
      'is no full reference',
    ],
    [['--api', 'api:default/order', '--version', '1'], '--file is missing'],
    [['--nonsense'], 'nonsense'],
  ])('says how it is used: %j', async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain('SLIPWAY_TOKEN');
  });

  it('says that the portal does not answer', async () => {
    const { code, err } = await run([...schema('x'), '--version', '9.0.0'], {
      SLIPWAY_URL: 'http://127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(err).not.toBe('');
  });

  it('names whom it breaks that lives, though the step before it was fine', async () => {
    const own = await startContracts({
      entities: [
        apiEntity('order', { type: 'json-schema', providers: ['orders'] }),
      ],
      deployments: [
        deployment('orders', '1.0.0', 'prod'),
        deployment('shop', '7.4.2', 'prod'),
      ],
    });
    const { port } = own.backend.server.address() as AddressInfo;
    const at = { SLIPWAY_URL: `http://127.0.0.1:${port}` };
    const publish = (version: string, ...values: string[]) =>
      run([...schema(...values), '--version', version], at);
    await publish('1.0.0', 'now', 'later');
    await own.api
      .post('/api/contracts/v1/consumers/component/default/shop/versions')
      .send({
        version: '7.4.2',
        needs: 'needs: [{ contract: order, builtAgainst: 1.0.0 }]',
      })
      .expect(201);
    const breaking = await publish('1.1.0', 'now');
    writeFileSync(
      join(folder, 'order.json'),
      JSON.stringify({
        title: 'Order',
        description: 'The same, in other words',
        properties: { capture: { enum: ['now'] } },
      }),
    );
    const hidden = await run(
      [
        '--api',
        'api:default/order',
        '--file',
        'order.json',
        '--version',
        '1.2.0',
      ],
      at,
    );
    await own.backend.stop();

    expect(breaking.code).toBe(10);
    expect(breaking.out).toContain('1.1.0 would break shop 7.4.2 in prod.');
    expect(hidden.out).toContain('Held against 1.0.0, which customers have.');
    expect(hidden.out).toContain('1.2.0 would break shop 7.4.2 in prod.');
    expect(hidden.code).toBe(10);
  });
});
