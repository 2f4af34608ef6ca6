import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeWithEngine,
  missingPrometheus,
  until,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { SANDBOX_CLUSTERS } from '../reconcile/places';
import { openMetricsHistory } from './history';
import { PrometheusServer } from './PrometheusServer';
import { findPrometheus } from './findPrometheus';

jest.setTimeout(60_000);

const FOLDER = 'prod/acme/cart';
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Services that say one number, and where they are. */
async function startServices(): Promise<Server> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const isTargets = request.url === '/targets';
    response.setHeader(
      'content-type',
      isTargets ? 'application/json' : 'text/plain; version=0.0.4',
    );
    response.end(
      isTargets
        ? JSON.stringify([
            {
              targets: [`127.0.0.1:${port}`],
              labels: { __metrics_path__: '/m', instance: FOLDER },
            },
          ])
        : 'answered_total{cluster="eu-1"} 7\n',
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return server;
}

describeWithEngine('a Prometheus of the sandbox', missingPrometheus, () => {
  let directory: string;
  let services: Server;
  let servicesUrl: string;
  let server: PrometheusServer;

  const create = async (programs = {}) =>
    new PrometheusServer({
      directory,
      programs: { ...(await findPrometheus(process.env))!, ...programs },
    });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-server-'));
    services = await startServices();
    const { port } = services.address() as AddressInfo;
    servicesUrl = `http://127.0.0.1:${port}`;
    server = await create();
  });

  afterEach(async () => {
    await server.stop();
    services.closeAllConnections();
    services.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** An hour of one version that ends now. */
  function history() {
    const now = new Date();
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    const image = 'registry.example.org/retail/cart:1.0.0';
    const [cluster] = SANDBOX_CLUSTERS;
    return openMetricsHistory(
      [{ cluster, folder: FOLDER, component: 'cart', image, from: ago(7200) }],
      now,
      () => [{ from: 3600, to: 0, step: 60 }],
    );
  }

  async function query(text: string): Promise<[object, string][]> {
    const url = `${server.url}/api/v1/query?query=${encodeURIComponent(text)}`;
    const { data } = await (await fetch(url)).json();
    return data.result.map(
      (item: { metric: object; value: [number, string] }) => [
        ...[item.metric, item.value[1]],
      ],
    );
  }

  it('knows the past, finds the services by itself, and ends when it is told to', async () => {
    expect(await server.isNew()).toBe(true);
    await server.backfill(history());
    expect(await server.isNew()).toBe(false);
    expect(await isThere(join(directory, 'history.om'))).toBe(false);

    await server.start(servicesUrl);
    const [[, readings]] = await query(
      'sum(count_over_time(http_requests_total{code="200"}[2h]))',
    );
    expect(Number(readings)).toBe(60);
    await until('a service is read', async () => {
      const found = await query('answered_total');
      return found.length > 0;
    });
    const [[metric, value]] = await query('answered_total');
    expect(metric).toMatchObject({ instance: FOLDER, job: 'services' });
    expect(value).toBe('7');

    const { url } = server;
    await server.stop();
    await expect(fetch(`${url}/-/ready`)).rejects.toThrow();
  });

  it('keeps its past from one start to the next', async () => {
    await server.backfill(history());
    await server.start(servicesUrl);
    await server.stop();
    server = await create();
    expect(await server.isNew()).toBe(false);
    await server.start(servicesUrl);
    const found = await query('count_over_time(http_requests_total[2h])');
    expect(found).toHaveLength(2);
  });

  it('writes the past anew after a start that was broken off', async () => {
    await mkdir(join(directory, 'blocks', 'half'), { recursive: true });
    expect(await server.isNew()).toBe(true);
    await server.backfill(history());
    expect(await isThere(join(directory, 'data', 'half'))).toBe(false);
    expect(await server.isNew()).toBe(false);
  });

  it('stays new when the past cannot be read', async () => {
    await expect(server.backfill(['no metrics\n'])).rejects.toThrow();
    expect(await server.isNew()).toBe(true);
  });

  it('says so when the program ends at once', async () => {
    await writeFile(join(directory, 'data'), 'a file in place of the folder');
    await expect(server.start(servicesUrl)).rejects.toThrow(
      /did not become ready/,
    );
  });

  it('says so when the program cannot be run at all', async () => {
    server = await create({ prometheus: join(directory, 'missing') });
    await expect(server.start(servicesUrl)).rejects.toThrow(/ENOENT/);
  });

  it('may be stopped before it was started, and twice', async () => {
    await server.stop();
    await server.start(servicesUrl);
    await Promise.all([server.stop(), server.stop()]);
    await expect(server.stop()).resolves.toBeUndefined();
  });
});
