import { setTimeout as pause } from 'node:timers/promises';
import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';
import type { RenderedRepository, WrittenFolder } from '..';
import { answers, GitopsTemplate } from '../gitops/gitopsRepository';
import { missingSwarm, SwarmEngine } from './SwarmEngine';

jest.setTimeout(180_000);

const IMAGE = 'stefanprodan/podinfo';
const PATIENCE_MS = 60_000;
const ACME = 'swarm/prod/acme/podinfo/compose.yaml';
const GLOBEX = 'swarm/prod/globex-eu/podinfo/compose.yaml';

/** What the example's image has: a page, and the program of its health check. */
const CHECK =
  '#!/bin/sh\nexec busybox wget -q -O - http://localhost:9898/healthz\n';
const SERVER = ['/bin/busybox', 'httpd', '-f', '-p', '9898', '-h', '/files'];
const ILL = '#!/bin/sh\nexit 1\n';

function withVersion(text: string, version: string): string {
  return text.replace(/podinfo:6\.9\.\d/, `podinfo:${version}`);
}

/**
 * The stack as it is made, but for what a single machine without a network of
 * its own cannot have: it is no worker, and it waits less long.
 */
function onOneMachine(repository: RenderedRepository): RenderedRepository {
  const changed = repository.paths(/^swarm\/.*\/compose\.yaml$/).map(path => {
    const text = repository
      .text(path)
      .replace('node.role == worker', 'node.role == manager')
      .replace('interval: 10s', 'interval: 1s')
      .replace('start_period: 20s', 'start_period: 2s')
      .replace('monitor: 30s', 'monitor: 3s')
      .replace('monitor: 15s', 'monitor: 3s')
      .replace(/delay: 5s/g, 'delay: 1s');
    return [path, text];
  });
  return repository.with(Object.fromEntries(changed));
}

describeWithEngine('a stack of a tenant on a real Swarm', missingSwarm, () => {
  let template: GitopsTemplate | undefined;
  let engine: SwarmEngine | undefined;
  let folder: WrittenFolder;
  let repository: RenderedRepository;

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    engine = await SwarmEngine.start();
    repository = onOneMachine(
      await template.repository(answers({ runtimes: ['swarm'] })),
    );
    // The example stands in one tenant; the other one is a copy of it.
    repository = repository.with({
      [GLOBEX]: repository.text(ACME).replaceAll('acme', 'globex-eu'),
    });
    folder = repository.write();
    for (const [tag, check] of [
      ...[
        ['6.9.2', CHECK],
        ['6.9.3', CHECK],
      ],
      ['6.9.4', ILL],
    ]) {
      await engine.build(
        `${IMAGE}:${tag}`,
        { podcli: check, healthz: 'up\n' },
        SERVER,
      );
    }
    await engine.docker(
      'network',
      'create',
      '-d',
      'overlay',
      'ingress-routing',
    );
  });

  afterAll(async () => {
    await engine?.stop();
    await template?.stop();
    folder?.dispose();
  });

  /** Brings a stack to what its folder says, as the timer or the pipeline does. */
  const deploy = (environment: string, tenant: string) =>
    engine!.run('sh', ['swarm/base/deploy.sh', environment, tenant], {
      cwd: folder.root,
    });
  const inspect = (service: string, format: string) =>
    engine!.docker('service', 'inspect', '--format', format, service);
  const imageOf = async (service: string) => {
    const format = '{{.Spec.TaskTemplate.ContainerSpec.Image}}';
    return (await inspect(service, format)).replace(/@.*/, '');
  };
  const healthy = async (service: string) => {
    const label = `label=com.docker.swarm.service.name=${service}`;
    const ids = await engine!.docker(
      ...['ps', '--quiet', '--filter', label, '--filter', 'health=healthy'],
    );
    return ids.split('\n').filter(Boolean);
  };
  const networksOf = async (container: string) => {
    const format = '{{json .NetworkSettings.Networks}}';
    const networks = await engine!.docker('inspect', '-f', format, container);
    return Object.keys(JSON.parse(networks)).sort();
  };
  const busybox = (container: string, ...args: string[]) =>
    engine!.run('docker', ['exec', container, '/bin/busybox', ...args]);

  function put(files: Record<string, string>, base = repository) {
    repository = base.with(files);
    folder.dispose();
    folder = repository.write();
  }

  async function eventually<T>(
    what: string,
    look: () => Promise<T | undefined>,
  ): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`${what}: it never came`);
      await pause(250);
    }
  }

  const instances = (service: string, count: number) =>
    eventually(`${count} healthy instances of ${service}`, async () => {
      const found = await healthy(service);
      return found.length === count ? found : undefined;
    });

  it('comes up with what its folders say, and is healthy', async () => {
    const result = await deploy('prod', 'acme');

    expect(result.ok ? '' : result.message).toBe('');
    expect(await imageOf('acme-prod_podinfo')).toBe(`${IMAGE}:6.9.2`);
    const [first] = await instances('acme-prod_podinfo', 2);
    const url = 'http://localhost:9898/healthz';
    expect((await busybox(first, 'wget', '-qO-', url)).text).toBe('up\n');
  });

  it('finds its own services by their names, and shares no network with another tenant', async () => {
    const result = await deploy('prod', 'globex-eu');
    expect(result.ok ? '' : result.message).toBe('');
    const [globex] = await instances('globex-eu-prod_podinfo', 2);
    const [acme] = await instances('acme-prod_podinfo', 2);

    const own = await busybox(globex, 'nslookup', 'tasks.podinfo');
    expect(own.text.match(/^Address/gm)?.length).toBeGreaterThan(1);
    expect(await networksOf(globex)).toEqual([
      ...['globex-eu-prod-tenant', 'ingress-routing'],
    ]);
    expect(await networksOf(acme)).toEqual([
      ...['acme-prod-tenant', 'ingress-routing'],
    ]);
  });

  it('follows a new version, one line in one file', async () => {
    put({ [ACME]: withVersion(repository.text(ACME), '6.9.3') });
    const result = await deploy('prod', 'acme');

    expect(result.ok ? '' : result.message).toBe('');
    expect(await imageOf('acme-prod_podinfo')).toBe(`${IMAGE}:6.9.3`);
    expect(await imageOf('globex-eu-prod_podinfo')).toBe(`${IMAGE}:6.9.2`);
  });

  it('goes back by itself from a version that does not become healthy', async () => {
    put({ [ACME]: withVersion(repository.text(ACME), '6.9.4') });
    await deploy('prod', 'acme');

    await eventually('the way back', async () => {
      const state = await inspect(
        'acme-prod_podinfo',
        '{{.UpdateStatus.State}}',
      );
      return state === 'rollback_completed' ? state : undefined;
    });
    expect(await imageOf('acme-prod_podinfo')).toBe(`${IMAGE}:6.9.3`);
  });

  it('takes away what has no folder any more', async () => {
    const before = repository;
    const names = async () => {
      const text = await engine!.docker(
        ...['stack', 'services', '--format', '{{.Name}}', 'globex-eu-prod'],
      );
      return text.split('\n').sort();
    };
    const api = repository
      .text(GLOBEX)
      .replace('  podinfo:\n', '  api:\n')
      .replaceAll('${STACK}-podinfo', '${STACK}-api');
    put({ 'swarm/prod/globex-eu/api/compose.yaml': api });
    const added = await deploy('prod', 'globex-eu');

    expect(added.ok ? '' : added.message).toBe('');
    expect(await names()).toEqual([
      ...['globex-eu-prod_api', 'globex-eu-prod_podinfo'],
    ]);
    put({}, before);
    await deploy('prod', 'globex-eu');
    expect(await names()).toEqual(['globex-eu-prod_podinfo']);
  });
});
