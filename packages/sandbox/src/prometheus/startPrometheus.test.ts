import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeWithEngine,
  missingPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createStoryRepository } from '../story/storyRepository';
import { startPrometheus } from './startPrometheus';

jest.setTimeout(120_000);

describe('a sandbox without a Prometheus that works', () => {
  let directory: string;
  const said: string[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-start-'));
    said.length = 0;
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  const start = (env: Record<string, string>) =>
    startPrometheus({
      ...{ directory, env, now: new Date() },
      ...{ repository: join(directory, 'none.git') },
      servicesUrl: 'http://127.0.0.1:1',
      say: line => said.push(line),
    });

  it('says what to install, and goes on without', async () => {
    expect(await start({ PATH: '' })).toBeUndefined();
    expect(said).toEqual([
      'Health is not measured: this machine has no Prometheus (on Debian: apt-get install prometheus).',
    ]);
  });

  it('needs nobody to listen', async () => {
    const silent = startPrometheus({
      ...{ directory, env: {}, now: new Date(), servicesUrl: '' },
      repository: '',
    });
    await expect(silent).resolves.toBeUndefined();
  });

  it('says why the past could not be made, and goes on without', async () => {
    const bin = join(directory, 'bin');
    await mkdir(bin);
    for (const name of ['prometheus', 'promtool']) {
      await writeFile(join(bin, name), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    }
    expect(await start({ PATH: bin })).toBeUndefined();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^Health is not measured: Prometheus could not be started: .+/,
    );
  });
});

describeWithEngine('a sandbox with a Prometheus', missingPrometheus, () => {
  let directory: string;
  let server: Awaited<ReturnType<typeof startPrometheus>>;
  const now = new Date();
  const said: string[] = [];

  const start = () =>
    startPrometheus({
      ...{ directory, now, env: process.env },
      repository: join(directory, 'story.git'),
      servicesUrl: 'http://127.0.0.1:1',
      say: line => said.push(line),
    });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-story-'));
    const path = join(directory, 'story.git');
    await createStoryRepository({ path, now, seed: 3 });
    server = await start();
  });

  afterAll(async () => {
    await server?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function query(text: string): Promise<number[]> {
    const url = `${server!.url}/api/v1/query?query=${encodeURIComponent(text)}`;
    const { data } = await (await fetch(url)).json();
    return data.result.map((item: { value: [number, string] }) =>
      Number(item.value[1]),
    );
  }

  const ratio = (version: string, range: string) => {
    const of = (code: string) =>
      `sum(increase(http_requests_total{service="payments",namespace="retail-acme",version="${version}"${code}}[${range}]))`;
    return query(`${of(',code="500"')} / ${of('')}`);
  };

  it('knows that the bad release fails, and the one before did not', async () => {
    expect(said).toEqual([]);
    const [bad] = await ratio('2.4.0', '10m');
    expect(bad).toBeCloseTo(0.042, 2);
    const [good] = await ratio('2.3.1', '2h');
    expect(good).toBeLessThan(0.002);
  });

  it('has weeks behind the story’s own service, and a day behind what serves customers', async () => {
    const first = (service: string) =>
      query(
        `time() - min(min_over_time(timestamp(http_requests_total{namespace="retail-acme",service="${service}"})[25d:1h]))`,
      );
    const [payments] = await first('payments');
    expect(payments / 86_400).toBeGreaterThan(8);
    const [cart] = await first('cart');
    expect(cart / 3600).toBeGreaterThan(20);
    expect(cart / 3600).toBeLessThan(27);
  });

  it('uses the past that is there at the next start', async () => {
    await server!.stop();
    await rm(join(directory, 'story.git'), { recursive: true });
    server = await start();
    expect(said).toEqual([]);
    expect(await ratio('2.4.0', '10m')).toHaveLength(1);
  });
});
