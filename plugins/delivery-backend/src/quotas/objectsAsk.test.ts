import { YamlReader } from '../formats';
import { objectsAsk, quotaOf } from './objectsAsk';

const read = (text: string) => new YamlReader().read('a.yaml', text);

const container = (name: string, resources = '{ cpu: 250m, memory: 1Gi }') =>
  `{ name: ${name}, resources: { requests: ${resources} } }`;

const deployment = (
  more: string,
  replicas = 'replicas: 2,',
  kind = 'Deployment',
) =>
  `kind: ${kind}
metadata: { name: shop }
spec: { ${replicas} template: { spec: { ${more} } } }
`;

const ask = (text: string, shared = '') =>
  objectsAsk(read(text), shared ? read(shared) : []);

describe('what objects of Kubernetes ask for', () => {
  it('is what the containers of a pod request, times replicas', () => {
    const containers = `containers: [${container('app')}, ${container('proxy')}]`;
    expect(ask(deployment(containers))).toEqual({
      ...{ asked: { cpu: 1, memory: 4 * 2 ** 30 }, untold: [] },
    });
  });

  it.each([
    ['is one where no number stands', '', 0.25],
    ['is none of what is scaled to none', 'replicas: 0,', 0],
  ])('%s', (_, replicas, cpu) => {
    const text = deployment(`containers: [${container('app')}]`, replicas);
    expect(ask(text).asked.cpu).toBe(cpu);
  });

  it('counts the least that an autoscaler keeps', () => {
    const scaler = `---
kind: HorizontalPodAutoscaler
spec: { minReplicas: 3, scaleTargetRef: { kind: Deployment, name: shop } }
`;
    const text = deployment(`containers: [${container('app')}]`);
    expect(ask(text + scaler).asked.cpu).toBe(0.75);
  });

  it('takes a limit for the request that does not stand there', () => {
    const text = deployment(
      'containers: [{ name: app, resources: { limits: { cpu: 1, memory: 1Gi } } }]',
    );
    expect(ask(text).asked).toEqual({ cpu: 2, memory: 2 * 2 ** 30 });
  });

  it.each([
    ['replicas: many,', 'replicas of Deployment shop is "many"'],
    ['replicas: { a: 1 },', 'replicas of Deployment shop is a block'],
  ])('never takes %s silently for one', (replicas, words) => {
    const text = deployment(`containers: [${container('app')}]`, replicas);
    expect(ask(text)).toMatchObject({
      asked: { cpu: 0.25 },
      untold: [`${words}, which is no amount`],
    });
  });

  it('does not take a limit in the place of a request that it cannot read', () => {
    const text = deployment(
      'containers: [{ name: app, resources: { requests: { cpu: lots }, limits: { cpu: 1, memory: 1Gi } } }]',
    );
    expect(ask(text)).toEqual({
      asked: { memory: 2 * 2 ** 30 },
      untold: ['cpu of app of Deployment shop is "lots", which is no amount'],
    });
  });

  it('takes what the namespace gives to who asks for nothing', () => {
    const limits =
      'kind: LimitRange\nspec: { limits: [{ type: Container, defaultRequest: { cpu: 100m }, default: { cpu: 1, memory: 64Mi } }] }';
    const text = deployment('containers: [{ name: app }]');
    expect(ask(text, limits)).toEqual({
      ...{ asked: { cpu: 0.2, memory: 128 * 2 ** 20 }, untold: [] },
    });
  });

  it('says of whom nothing is known, and never takes it for none', () => {
    expect(ask(deployment('containers: [{ name: app }]'))).toEqual({
      asked: {},
      untold: [
        'app of Deployment shop says no cpu',
        'app of Deployment shop says no memory',
      ],
    });
  });

  it.each([
    ['counts an init container that asks for more than all others', '', 4],
    ['counts one that stays beside the others', ', restartPolicy: Always', 4.5],
  ])('%s', (_, policy, cpu) => {
    const init = `{ name: first, resources: { requests: { cpu: 2, memory: 1Gi } }${policy} }`;
    const text = deployment(
      `containers: [${container('app')}], initContainers: [${init}]`,
    );
    expect(ask(text).asked.cpu).toBe(cpu);
  });

  it('says of init containers, too, that nothing is known', () => {
    const text = deployment(
      `containers: [${container('app')}], initContainers: [{ name: first }]`,
    );
    expect(ask(text).untold).toEqual([
      'first of Deployment shop says no cpu',
      'first of Deployment shop says no memory',
    ]);
  });

  it('says of a volume of what size it cannot tell', () => {
    const text =
      'kind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { resources: { requests: { storage: big } } }';
    expect(ask(text)).toEqual({
      asked: {},
      untold: [
        'storage of PersistentVolumeClaim data is "big", which is no amount',
      ],
    });
  });

  it('counts what volumes hold, of each replica its own', () => {
    const claim = (storage: string) =>
      `{ spec: { resources: { requests: { storage: ${storage} } } } }`;
    const set = `kind: StatefulSet
metadata: { name: db }
spec: { replicas: 3, template: { spec: { containers: [] } }, volumeClaimTemplates: [${claim('10Gi')}] }
---
kind: PersistentVolumeClaim
spec: { resources: { requests: { storage: 5Gi } } }
`;
    expect(ask(set).asked.storage).toBe(35 * 2 ** 30);
  });

  it.each([
    [
      'CronJob',
      'spec: { jobTemplate: { spec: { parallelism: 2, template: { spec: { containers: [C] } } } } }',
      0.5,
    ],
    [
      'Job',
      'spec: { parallelism: 4, template: { spec: { containers: [C] } } }',
      1,
    ],
    ['Pod', 'spec: { containers: [C] }', 0.25],
  ])('knows a %s', (kind, spec, cpu) => {
    const text = `kind: ${kind}\nmetadata: { name: a }\n${spec.replace('C', container('app'))}`;
    expect(ask(text).asked.cpu).toBe(cpu);
  });

  it('looks into lists', () => {
    const item = `{ kind: Pod, metadata: { name: a }, spec: { containers: [${container('app')}] } }`;
    const list = `kind: List\nitems: [${item}]`;
    expect(ask(list).asked.cpu).toBe(0.25);
    expect(ask(`kind: PodList\nitems: [${item}]`).asked.cpu).toBe(0.25);
    // What only sounds like one is an object of its own.
    expect(ask('kind: AllowList\nmetadata: { name: a }').untold).toEqual([
      'AllowList a is of a kind that may make pods of its own',
    ]);
  });

  it('says of a kind that it does not know that it may make pods', () => {
    const cluster =
      'kind: Cluster\nmetadata: { name: db }\nspec: { instances: 3 }';
    expect(ask(cluster).untold).toEqual([
      'Cluster db is of a kind that may make pods of its own',
    ]);
    expect(ask('kind: Service\nmetadata: { name: a }').untold).toEqual([]);
  });

  it('cannot tell how many nodes there are', () => {
    const text = deployment(
      `containers: [${container('app')}]`,
      '',
      'DaemonSet',
    );
    expect(ask(text)).toEqual({
      ...{ asked: {}, untold: ['DaemonSet shop runs once on each node'] },
    });
  });
});

it('the tightest of several quotas holds', () => {
  const quotas = `kind: ResourceQuota
spec: { hard: { requests.cpu: '4', memory: 8Gi, limits.memory: 1Gi, pods: '3' } }
---
kind: List
items:
  - { kind: ResourceQuota, spec: { hard: { cpu: '2', requests.storage: 10Gi } } }
`;
  expect(quotaOf(read(quotas))).toEqual({
    ...{ cpu: 2, memory: 8 * 2 ** 30, storage: 10 * 2 ** 30 },
  });
});
