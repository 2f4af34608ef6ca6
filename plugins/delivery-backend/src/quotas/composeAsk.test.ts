import { YamlReader } from '../formats';
import { bytesOf, composeAsk } from './composeAsk';

const ask = (text: string) =>
  composeAsk(new YamlReader().read('s.yaml', text)[0]);

describe('what a stack of Swarm reserves', () => {
  it('is the reservations of each service, times its replicas', () => {
    const service = (replicas: string) =>
      `{ deploy: { ${replicas} resources: { reservations: { cpus: '0.5', memory: 512M } } } }`;
    expect(
      ask(
        `services: { shop: ${service('replicas: 3,')}, cache: ${service('')} }`,
      ),
    ).toEqual({ asked: { cpu: 2, memory: 2 * 2 ** 30 }, untold: [] });
  });

  it('says what it cannot read, and takes it for nothing else', () => {
    const stack = `services:
  shop: { deploy: { replicas: '\${N}', resources: { reservations: { cpus: .5, memory: much } } } }
`;
    expect(ask(stack)).toEqual({
      asked: { cpu: 0.5 },
      untold: [
        'replicas of shop is "${N}", which is no amount',
        'memory of shop is "much", which is no amount',
      ],
    });
  });

  it('says what reserves nothing, and what runs everywhere', () => {
    const stack = `services:
  shop: {}
  agent: { deploy: { mode: global } }
  off: { deploy: { replicas: 0 } }
`;
    expect(ask(stack)).toEqual({
      asked: {},
      untold: [
        ...['shop reserves no cpu', 'shop reserves no memory'],
        'agent runs once on each node',
      ],
    });
  });
});

describe('bytes as Docker writes them', () => {
  it.each([
    ['512M', 512 * 2 ** 20],
    ['1g', 2 ** 30],
    ['1.5gb', 1.5 * 2 ** 30],
    ['64MiB', 64 * 2 ** 20],
    ['100b', 100],
    ['100', 100],
    ['.5g', 2 ** 29],
    ['much', undefined],
    [undefined, undefined],
  ])('%s', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });
});
