import { RenderedRepository } from '../scaffolder/RenderedRepository';
import { describeWithTools } from '../tools/findTool';
import {
  type ChartOptions,
  type KubernetesObject,
  ChartError,
  buildDependencies,
  lintChart,
  objectOf,
  renderChart,
} from './renderChart';

const OPTIONS: ChartOptions = { release: 'web', namespace: 'dev-web' };
const MAP = `apiVersion: v1
kind: ConfigMap
metadata: { name: "{{ .Release.Name }}", namespace: "{{ .Release.Namespace }}" }
data: { kube: "{{ .Capabilities.KubeVersion.Version }}", a: "{{ .Values.a }}" }
---
`;

function withChart<T>(template: string, use: (folder: string) => T): T {
  const written = RenderedRepository.create([
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\nicon: x.svg\n'],
    ['values.yaml', 'a: one\n'],
    ['templates/map.yaml', template],
  ]).write();
  try {
    return use(written.root);
  } finally {
    written.dispose();
  }
}

describeWithTools('renderChart', ['helm'], () => {
  it('renders with release, namespace, release of Kubernetes and values', () => {
    const objects = withChart(MAP, folder =>
      renderChart(folder, {
        ...OPTIONS,
        kubeVersion: '1.27.0',
        values: 'a: two',
      }),
    );

    expect(objects).toEqual([
      expect.objectContaining({
        metadata: { name: 'web', namespace: 'dev-web' },
        data: { kube: 'v1.27.0', a: 'two' },
      }),
    ]);
  });

  it('says in the words of Helm what it does not take', () => {
    const broken = (use: (folder: string) => unknown) => () =>
      withChart('{{ .Values.a.b.c }}', use);

    expect(broken(folder => renderChart(folder, OPTIONS))).toThrow(ChartError);
    expect(broken(folder => lintChart(folder, OPTIONS))).toThrow('map.yaml');
  });

  it('has nothing to bring for a chart without dependencies', () => {
    expect(() => withChart(MAP, buildDependencies)).not.toThrow();
  });
});

describe('objectOf', () => {
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
  };

  it('gives the one object of that kind and name', () => {
    expect(objectOf([object], 'Service', 'web')).toBe(object);
  });

  it('names what is there when the object is not, or is there twice', () => {
    expect(() => objectOf([object], 'Ingress', 'web')).toThrow(
      'found 0 among: Service web',
    );
    expect(() => objectOf([object, object], 'Service', 'web')).toThrow(
      'found 2',
    );
  });
});
