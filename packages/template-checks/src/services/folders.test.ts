import { cpSync } from 'node:fs';
import {
  type KubernetesObject,
  type WrittenFolder,
  buildDependencies,
  describeWithTools,
  lintChart,
  objectOf,
  renderChart,
} from '..';
import { CHART } from '../gitops/serviceChart';
import { SERVICE_KINDS } from './serviceKinds';
import {
  type ServiceAnswers,
  EVERYTHING,
  ServiceTemplates,
  answers,
  combinations,
  describeAnswers,
} from './serviceTemplate';

jest.setTimeout(120_000);

function placeOf({ environment, tenant, name }: ServiceAnswers) {
  return tenant
    ? {
        path: `tenants/${tenant}/${environment}/${name}`,
        namespace: `${tenant}--${environment}-${name}`,
      }
    : {
        path: `deployments/${environment}/${name}`,
        namespace: `${environment}-${name}`,
      };
}

describeWithTools('the folder of a deployment', ['helm'], () => {
  let templates: ServiceTemplates;
  const written: WrittenFolder[] = [];

  beforeAll(async () => {
    templates = await ServiceTemplates.start();
  });

  afterAll(async () => {
    await templates?.stop();
  });

  afterEach(() => {
    for (const folder of written.splice(0)) folder.dispose();
  });

  async function deploy(
    template: string,
    given: ServiceAnswers,
  ): Promise<KubernetesObject[]> {
    const { repository } = await templates.render(template, given);
    const folder = repository.write();
    written.push(folder);
    const { path, namespace } = placeOf(given);
    // Where `delivery:deployment:create` puts it in a repository of gitops-repository.
    cpSync(CHART, folder.path('charts/service'), { recursive: true });
    cpSync(folder.path('deployment'), folder.path(path), { recursive: true });
    const options = { release: given.name, namespace };
    buildDependencies(folder.path(path));
    lintChart(folder.path(path), options);
    return renderChart(folder.path(path), options);
  }

  it.each(
    combinations().map(given => [describeAnswers(given), given] as const),
  )(
    'lints and renders by the chart of the GitOps repository: %s',
    async (_, given) => {
      const objects = await deploy('service-node', given);

      const kinds = objects.map(object => object.kind);
      expect(objectOf(objects, 'Deployment', 'orders')).toBeDefined();
      expect(kinds.includes('Ingress')).toBe(given.ingress !== 'none');
      expect(kinds.includes('HorizontalPodAutoscaler')).toBe(given.autoscaling);
      expect(kinds.filter(kind => kind === 'StatefulSet')).toHaveLength(
        Number(given.database !== 'none') + Number(given.bus !== 'none'),
      );
      expect(kinds.includes('ServiceMonitor')).toBe(
        given.alerts || given.slo !== 'none',
      );
    },
  );

  it.each(SERVICE_KINDS)(
    '$template runs by it',
    async ({ template, fixed }) => {
      for (const given of [answers(fixed), { ...EVERYTHING, ...fixed }]) {
        const objects = await deploy(template, given);
        const { containers } = objectOf(objects, 'Deployment', 'orders').spec
          .template.spec;

        expect(containers[0].image).toBe(
          'registry.example.org/retail/orders:0.1.0',
        );
        expect(containers[0].readinessProbe.httpGet.path).toBe('/readyz');
      }
    },
  );

  it('reaches its stores by the secrets that are sealed for it', async () => {
    templates.takeCalls();
    const objects = await deploy('service-node', EVERYTHING);
    const [container] = objectOf(objects, 'Deployment', 'orders').spec.template
      .spec.containers;

    const secrets = container.env
      .map((each: any) => each.valueFrom?.secretKeyRef?.name)
      .filter(Boolean);

    expect([...new Set(secrets)]).toEqual(['orders-database', 'orders-bus']);
    expect(
      templates.takeCalls()['delivery:secret:seal'].map(call => call.name),
    ).toEqual(secrets.filter((_: string, at: number) => at % 2 === 0));
  });

  it('watches the objective by the metric that the service has', async () => {
    const objects = await deploy('service-node', answers({ slo: '99.5' }));

    const rules = JSON.stringify(
      objects.filter(({ kind }) => kind === 'PrometheusRule'),
    );

    expect(rules).toContain('http_request_duration_seconds_count');
    expect(rules).toContain('status_code');
  });
});
