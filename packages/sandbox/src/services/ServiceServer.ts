import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClusterReconciler } from '../reconcile/ClusterReconciler';
import { RunningService } from './RunningService';
import { tenantMetrics } from './tenantMetrics';

/**
 * Answers for every service of the landscape, below the path of its folder:
 * `/prod/acme/payments/`, `…/healthz` and `…/metrics`; `/metrics` has all, and
 * `/targets` tells a Prometheus where they are. `/clusters/eu-1/metrics` is what
 * a cluster itself says of the tenants in it.
 */
export class ServiceServer {
  readonly #reconcilers: readonly ClusterReconciler[];
  readonly #now: () => Date;
  readonly #services = new Map<string, RunningService>();
  #server: Server | undefined;

  constructor(options: {
    reconcilers: readonly ClusterReconciler[];
    now: () => Date;
  }) {
    this.#reconcilers = options.reconcilers;
    this.#now = options.now;
  }

  get url(): string {
    const { port } = this.#server?.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    this.#refresh();
    this.#server = createServer((request, response) => {
      // Not as a base: a path that begins with two slashes is still a path.
      const { pathname } = new URL(`http://localhost${request.url ?? '/'}`);
      const answer = this.#answer(pathname);
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.body);
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  }

  #answer(path: string): { status: number; type: string; body: string } {
    this.#refresh();
    const text = 'text/plain; charset=utf-8';
    if (path === '/metrics') {
      return {
        status: 200,
        type: 'text/plain; version=0.0.4; charset=utf-8',
        body: exposition([...this.#services.values()]),
      };
    }
    if (path === '/targets') {
      return { status: 200, type: 'application/json', body: this.#targets() };
    }
    const [, cluster] = /^\/clusters\/([^/]+)\/metrics$/.exec(path) ?? [];
    if (cluster) {
      const type = 'text/plain; version=0.0.4; charset=utf-8';
      return { status: 200, type, body: this.#ofCluster(cluster) };
    }
    const [, folder, page] =
      /^\/(.+?)\/?(\/(?:healthz|metrics))?\/?$/.exec(path) ?? [];
    const service = this.#services.get(folder ?? '');
    if (!service) {
      return { status: 404, type: text, body: 'No service runs here\n' };
    }
    if (page === '/metrics') {
      return { status: 200, type: text, body: exposition([service]) };
    }
    return service.answer(page === '/healthz');
  }

  #ofCluster(name: string): string {
    const reconciler = this.#reconcilers.find(
      ({ cluster }) => cluster.name === name,
    );
    return reconciler
      ? tenantMetrics(
          {
            cluster: reconciler.cluster,
            applications: reconciler.applications(),
            quotas: reconciler.quotas(),
          },
          this.#now(),
        )
      : '';
  }

  /** For HTTP service discovery of Prometheus: each folder is one target. */
  #targets(): string {
    const { host } = new URL(this.url);
    const clusters = this.#reconcilers.map(
      ({ cluster }) => `clusters/${cluster.name}`,
    );
    const targets = [...this.#services.keys(), ...clusters].map(folder => ({
      targets: [host],
      labels: { __metrics_path__: `/${folder}/metrics`, instance: folder },
    }));
    return `${JSON.stringify(targets)}\n`;
  }

  /** Services come and go with their folders; counters go on. */
  #refresh(): void {
    const folders = new Set<string>();
    for (const reconciler of this.#reconcilers) {
      for (const application of reconciler.applications()) {
        folders.add(application.folder);
        const known = this.#services.get(application.folder);
        // A folder that went and came back is another application.
        const service = known?.isOf(application)
          ? known
          : new RunningService(application, reconciler.cluster, this.#now());
        this.#services.set(application.folder, service);
        service.advance(this.#now());
      }
    }
    for (const folder of this.#services.keys()) {
      if (!folders.has(folder)) {
        this.#services.delete(folder);
      }
    }
  }
}

function exposition(services: readonly RunningService[]): string {
  return [
    '# HELP http_requests_total Requests answered, by status code.',
    '# TYPE http_requests_total counter',
    ...services.flatMap(service => service.requestLines()),
    '# HELP http_request_duration_seconds Time to answer a request.',
    '# TYPE http_request_duration_seconds histogram',
    ...services.flatMap(service => service.durationLines()),
    '# HELP response_total Requests sent to other services, as a mesh counts them.',
    '# TYPE response_total counter',
    ...services.flatMap(service => service.callLines()),
    '',
  ].join('\n');
}
