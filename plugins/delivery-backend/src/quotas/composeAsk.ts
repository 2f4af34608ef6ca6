import { at } from '../belongings/yamlValues';
import { type YamlText, isMap, textAt } from '../formats';
import { addAmounts, type Ask, countOf, emptyAsk } from './amounts';

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
    /^(\d{1,15}(?:\.\d+)?)([bkmgt]?)(?:i?b)?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * UNITS[unit];
}

function coresOf(value: YamlText | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,6}(\.\d+)?$/.test(value)
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
    const times = countOf(at(deploy, 'replicas')) ?? 1;
    const reserved = at(deploy, 'resources', 'reservations');
    const cpu = coresOf(at(reserved, 'cpus'));
    const memory = bytesOf(at(reserved, 'memory'));
    addAmounts(ask.asked, { cpu, memory }, times);
    const missing = { cpu, memory };
    for (const amount of ['cpu', 'memory'] as const) {
      if (times && missing[amount] === undefined) {
        ask.untold.push(`${name} reserves no ${amount}`);
      }
    }
  }
  return ask;
}
