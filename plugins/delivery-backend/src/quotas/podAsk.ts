import { type TenantAmounts } from '@slipway/backstage-plugin-delivery-common';
import { at, listOf, textOf } from '../belongings/yamlValues';
import { type YamlText, textAt } from '../formats';
import { addAmounts, type Ask, amountIn, emptyAsk } from './amounts';

/** Amounts that containers without their own get, by a LimitRange. */
export type DefaultRequests = Pick<TenantAmounts, 'cpu' | 'memory'>;

const NAMES = ['cpu', 'memory'] as const;

/**
 * What a block `resources` asks for. A limit without a request is the request,
 * and what names neither gets the default of its namespace.
 *
 * @param of - whose it is, for a sentence
 */
export function requestsOf(
  resources: YamlText | undefined,
  defaults: DefaultRequests,
  of: string,
): Ask {
  const ask = emptyAsk();
  for (const name of NAMES) {
    const [own, limit] = ['requests', 'limits'].map(block =>
      amountIn(at(resources, block, name), `${name} of ${of}`),
    );
    const unread = own.untold.length || own.amount !== undefined ? own : limit;
    const amount = unread.amount ?? defaults[name];
    if (unread.untold.length) ask.untold.push(...unread.untold);
    else if (amount === undefined) ask.untold.push(`${of} says no ${name}`);
    else ask.asked[name] = amount;
  }
  return ask;
}

function sumOf(
  containers: readonly YamlText[],
  defaults: DefaultRequests,
  of: string,
): Ask {
  const sum = emptyAsk();
  for (const container of containers) {
    const name = textOf(at(container, 'name')) ?? 'a container';
    const { asked, untold } = requestsOf(
      at(container, 'resources'),
      ...([defaults, `${name} of ${of}`] as const),
    );
    addAmounts(sum.asked, asked);
    sum.untold.push(...untold);
  }
  return sum;
}

/**
 * What a pod asks for: all of its containers at once, or the one of its init
 * containers that asks for the most, if that is more. Those that stay (sidecars)
 * count beside both. Source: Kubernetes, "Init Containers", resource sharing.
 */
export function podAsk(
  spec: YamlText | undefined,
  defaults: DefaultRequests,
  of: string,
): Ask {
  const init = listOf(at(spec, 'initContainers'));
  const stays = (each: YamlText) => textAt(each, 'restartPolicy') === 'Always';
  const { asked, untold } = sumOf(
    [...listOf(at(spec, 'containers')), ...init.filter(stays)],
    ...([defaults, of] as const),
  );
  const beside = sumOf(init.filter(stays), defaults, of).asked;
  for (const container of init.filter(each => !stays(each))) {
    const own = sumOf([container], defaults, of);
    untold.push(...own.untold);
    for (const name of NAMES) {
      const most = (own.asked[name] ?? 0) + (beside[name] ?? 0);
      if (most > (asked[name] ?? 0)) asked[name] = most;
    }
  }
  return { asked, untold };
}
