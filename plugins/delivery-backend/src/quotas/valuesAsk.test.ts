import { YamlReader } from '../formats';
import { layOver, quotaOfChart, valuesAsk } from './valuesAsk';

const GIB = 2 ** 30;
const read = (text: string) => new YamlReader().read('values.yaml', text)[0];
const ask = (text: string, name?: string) =>
  valuesAsk(read(text), { name, defaults: {} });

const RESOURCES = 'resources: { requests: { cpu: 500m, memory: 1Gi } }';

describe('what values of Helm ask for', () => {
  it.each([
    ['replicas', 2],
    ['replicaCount', 2],
    ['instances', 2],
  ])('is the requests of a block, times its %s', (key, times) => {
    expect(ask(`${key}: ${times}\n${RESOURCES}`)).toEqual({
      ...{ asked: { cpu: 1, memory: 2 * GIB }, untold: [] },
    });
  });

  it('says of a count that is no number, and takes it for one at least', () => {
    expect(ask(`replicas: few\n${RESOURCES}`, 'shop')).toEqual({
      asked: { cpu: 0.5, memory: GIB },
      untold: ['replicas of shop is "few", which is no amount'],
    });
    // A block of that name is something else.
    expect(ask(`instances: { a: {} }\n${RESOURCES}`).untold).toEqual([]);
  });

  it('counts a block within once, unless it says more itself', () => {
    const text = `replicas: 3\n${RESOURCES}\ncache: { ${RESOURCES} }\nredis: { replicas: 2, ${RESOURCES} }`;
    expect(ask(text).asked.cpu).toBe(1.5 + 0.5 + 1);
  });

  it('counts containers in a list as often as their pod', () => {
    const text = `replicas: 3\n${RESOURCES}\nsidecars: [{ ${RESOURCES} }]`;
    expect(ask(text).asked.cpu).toBe(3);
  });

  it('leaves out what is switched off', () => {
    const text = `${RESOURCES}\npostgresql: { enabled: false, storage: 10Gi, ${RESOURCES} }`;
    expect(ask(text).asked).toEqual({ cpu: 0.5, memory: GIB });
  });

  it('counts what autoscaling keeps at least, when it is on', () => {
    const scaling = (enabled: boolean) =>
      `replicas: 2\n${RESOURCES}\nautoscaling: { enabled: ${enabled}, minReplicas: 4 }`;
    expect(ask(scaling(true)).asked.cpu).toBe(2);
    expect(ask(scaling(false)).asked.cpu).toBe(1);
  });

  it('counts what volumes and databases hold', () => {
    const text = `${RESOURCES}\nvolume: { enabled: true, storage: 10Gi }\npostgresql: { primary: { persistence: { size: 8Gi } } }\npool: { size: 20 }`;
    expect(ask(text).asked.storage).toBe(18 * GIB);
  });

  it('counts what a volume claims by its resources, which are no container', () => {
    const text = `${RESOURCES}\ndata: { resources: { requests: { storage: 10Gi } } }`;
    expect(ask(text)).toEqual({
      ...{ asked: { cpu: 0.5, memory: GIB, storage: 10 * GIB }, untold: [] },
    });
  });

  it('does not count quotas and limits as something asked for', () => {
    const text = `${RESOURCES}\nquota: { hard: { requests.cpu: '4' }, ${RESOURCES} }\nlimits: { storage: 1Gi }`;
    expect(ask(text).asked).toEqual({ cpu: 0.5, memory: GIB });
  });

  it('takes the default of its chart for what is not said', () => {
    const text =
      'resources: { requests: { cpu: 1 } }\nlimits: { enabled: true, defaultRequest: { memory: 64Mi } }';
    expect(ask(text)).toEqual({
      ...{ asked: { cpu: 1, memory: 64 * 2 ** 20 }, untold: [] },
    });
  });

  it('says what could not be told', () => {
    expect(ask('image: a', 'shop').untold).toEqual([
      'the values of shop say no requests',
    ]);
    expect(ask('resources: { requests: { cpu: 1 } }', 'shop').untold).toEqual([
      'shop says no memory',
    ]);
  });
});

describe('values over those of a chart', () => {
  it('change what they name, and nothing else', () => {
    const laid = layOver(
      read('a: { b: 1, c: 2 }\nd: [1]'),
      read('a: { b: 3 }\nd: [4]'),
    );
    expect(laid).toEqual({ a: { b: '3', c: '2' }, d: ['4'] });
  });
});

describe('the quota of a chart', () => {
  const values = (enabled: boolean) =>
    read(`quota: { enabled: ${enabled}, hard: { requests.cpu: '4' } }`);

  it('holds where the chart makes one and it is switched on', () => {
    const makes = { templates: ['kind: ResourceQuota'] };
    expect(quotaOfChart(makes, values(true))).toEqual({ cpu: 4 });
    expect(quotaOfChart(makes, values(false))).toEqual({});
    expect(quotaOfChart({ templates: [] }, values(true))).toEqual({});
  });
});
