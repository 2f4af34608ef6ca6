import { at } from '../belongings/yamlValues';
import { type YamlText, isMap, textAt } from '../formats';
import { addAmounts, amountIn, type Ask, emptyAsk, timesIn } from './amounts';

const UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

/** Bytes as Docker writes them: `512M` is 512 MiB, other than in Kubernetes. */
export function bytesOf(value: YamlText | undefined): number | undefined {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const [, number, unit] =
    /^(\d{1,15}(?:\.\d*)?|\.\d+)([bkmgt]?)(?:i?b)?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * UNITS[unit];
}

function coresOf(value: YamlText | undefined): number | undefined {
  return typeof value === 'string' && /^(\d{1,6}(\.\d*)?|\.\d+)$/.test(value)
    ? Number(value)
    : undefined;
}

/** What the services of a stack of Docker Swarm reserve. */
export function composeAsk(stack: YamlText): Ask {
  const ask = emptyAsk();
  const services = at(stack, 'services');
  for (const [name, service] of Object.entries(
    isMap(services) ? services : {},
  )) {
    const deploy = at(service, 'deploy');
    if (textAt(deploy, 'mode') === 'global') {
      ask.untold.push(`${name} runs once on each node`);
      continue;
    }
    addService(name, deploy, ask);
  }
  return ask;
}

function addService(name: string, deploy: YamlText | undefined, ask: Ask) {
  const { amount: times = 1, untold } = timesIn(at(deploy, 'replicas'), name);
  ask.untold.push(...untold);
  const reserved = at(deploy, 'resources', 'reservations');
  const named = {
    cpu: amountIn(at(reserved, 'cpus'), `cpus of ${name}`, coresOf),
    memory: amountIn(at(reserved, 'memory'), `memory of ${name}`, bytesOf),
  };
  for (const key of ['cpu', 'memory'] as const) {
    const { amount, untold: unread } = named[key];
    if (amount !== undefined) addAmounts(ask.asked, { [key]: amount }, times);
    else if (unread.length) ask.untold.push(...unread);
    else if (times) ask.untold.push(`${name} reserves no ${key}`);
  }
}
