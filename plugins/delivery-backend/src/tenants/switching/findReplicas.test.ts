import { findReplicas } from './findReplicas';

const find = (files: Record<string, string>) =>
  findReplicas(Object.entries(files).map(([name, text]) => ({ name, text })));
const places = (files: Record<string, string>) =>
  find(files).sites.map(({ file, keyPath, value }) => [
    `${file}:${keyPath.join('.')}`,
    value,
  ]);
const IMAGE = 'image: { repository: r/shop, tag: "1.0.0" }';

describe('the replicas of a folder', () => {
  it('stand in values beside the image, at the top or under the name of a chart', () => {
    expect(places({ 'values.yaml': `${IMAGE}\nreplicas: 3\n` })).toEqual([
      ['values.yaml:replicas', 3],
    ]);
    expect(
      places({ 'values.yaml': `shop:\n  ${IMAGE}\n  replicaCount: 2\n` }),
    ).toEqual([['values.yaml:shop.replicaCount', 2]]);
  });

  it('stand in objects of Kubernetes, each in its document', () => {
    const text =
      'kind: Service\n---\nkind: Deployment\nspec: { replicas: 3 }\n---\nkind: StatefulSet\nspec: { replicas: 1 }\n';
    expect(find({ 'deployment.yaml': text }).sites).toEqual([
      {
        file: 'deployment.yaml',
        document: 1,
        keyPath: ['spec', 'replicas'],
        value: 3,
      },
      {
        file: 'deployment.yaml',
        document: 2,
        keyPath: ['spec', 'replicas'],
        value: 1,
      },
    ]);
  });

  it('stand in a kustomization', () => {
    const text = 'replicas:\n  - { name: shop, count: 4 }\n';
    expect(places({ 'kustomization.yaml': text })).toEqual([
      ['kustomization.yaml:replicas.0.count', 4],
    ]);
  });

  it.each([
    [
      'an autoscaler',
      `${IMAGE}\nreplicas: 3\nautoscaling: { enabled: true }\n`,
      'lets an autoscaler decide',
    ],
    [
      'a chart that decides itself',
      `${IMAGE}\n`,
      'names no replicas for the service',
    ],
    ['a text', `${IMAGE}\nreplicas: "3"\n`, 'names no replicas'],
    [
      'a value that others share',
      `${IMAGE}\nreplicas: &n 3\nother: *n\n`,
      'names no replicas',
    ],
    ['no YAML', `${IMAGE}\nreplicas: [\n`, 'cannot be read'],
  ])('are left to %s, in words', (_, text, words) => {
    const { sites, left } = find({ 'values.yaml': text });
    expect(sites).toEqual([]);
    expect(left.join()).toContain(words);
  });

  it('are none of what cannot be scaled, which is named', () => {
    const { left } = find({
      'a.yaml':
        'kind: CronJob\nmetadata: { name: nightly }\n---\nkind: Deployment\nmetadata: { name: x }\nspec: {}\n',
      'templates/b.yaml': 'kind: Deployment\nspec: { replicas: {{ .n }} }\n',
    });
    expect(left).toEqual([
      'CronJob nightly has no replicas that could be set',
      'Deployment x names no replicas',
    ]);
    expect(find({ 'README.md': '#' }).left).toEqual([
      'no file names a number of replicas',
    ]);
  });
});
