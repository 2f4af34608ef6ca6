import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  type FormsSettings,
  type PlanOffer,
  type PriceList,
  REPOSITORY_HOSTINGS,
  type RepositoryHosting,
  type RepositoryPrefix,
} from '@slipway/backstage-plugin-delivery-common';

const SUFFIX = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CURRENCY = /^[A-Z]{3}$/;

function isHosting(text: string | undefined): text is RepositoryHosting {
  return (REPOSITORY_HOSTINGS as readonly (string | undefined)[]).includes(
    text,
  );
}

/** What serves it, as the prefix says or an integration for the same host does. */
function readPrefix(
  config: Config,
  integrations: ScmIntegrations,
): RepositoryPrefix {
  const urlPrefix = config.getString('urlPrefix');
  const said = config.getOptionalString('hosting');
  if (said !== undefined && !isHosting(said)) {
    throw new InputError(
      `scaffolder.git.remotes: '${said}' is no hosting; write one of ${REPOSITORY_HOSTINGS.join(', ')}.`,
    );
  }
  const known = integrations.byUrl(urlPrefix)?.type;
  const hosting = said ?? (isHosting(known) ? known : undefined);
  return {
    urlPrefix: urlPrefix.endsWith('/') ? urlPrefix : `${urlPrefix}/`,
    ...(hosting && { hosting }),
  };
}

function readSuffix(text: string): string {
  const suffix = text.replace(/^\./, '');
  if (!SUFFIX.test(suffix)) {
    throw new InputError(
      `scaffolder.delivery.hostSuffixes: '${text}' is no domain; write for example shop.example.org.`,
    );
  }
  return suffix;
}

function readAmount(config: Config, key: string): string | undefined {
  const value = config.getOptional(key);
  return value === undefined ? undefined : String(value);
}

function readPlan(name: string, config: Config): PlanOffer {
  const price = config.getOptionalConfig('price');
  const currency = price?.getString('currency');
  if (currency !== undefined && !CURRENCY.test(currency)) {
    throw new InputError(
      `delivery.tenants.plans.${name}.price: '${currency}' is no currency; write three capitals, for example EUR.`,
    );
  }
  const [cpu, memory, storage] = ['cpu', 'memory', 'storage'].map(key =>
    readAmount(config, key),
  );
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    ...(cpu && { cpu }),
    ...(memory && { memory }),
    ...(storage && { storage }),
    ...(price && {
      price: { perMonth: price.getNumber('perMonth'), currency: currency! },
    }),
  };
}

function readPriceList(config: Config | undefined): PriceList | undefined {
  if (!config) return undefined;
  const date = config.getString('date');
  if (!DAY.test(date)) {
    throw new InputError(
      `delivery.tenants.priceList: '${date}' is no day; write for example '2026-11-01', in quotes.`,
    );
  }
  return { name: config.getString('name'), date };
}

/**
 * Reads what forms show of the configuration.
 *
 * @throws InputError with a sentence that names the key
 */
export function readFormsSettings(root: Config): FormsSettings {
  const integrations = ScmIntegrations.fromConfig(root);
  const remotes = root.getOptionalConfigArray('scaffolder.git.remotes') ?? [];
  const delivery = root.getOptionalConfig('scaffolder.delivery');
  const tenants = root.getOptionalConfig('delivery.tenants');
  const plans = tenants?.getOptionalConfig('plans');
  const names = plans?.keys() ?? [];
  const offers = names.map(name => readPlan(name, plans!.getConfig(name)));
  const priceList = readPriceList(tenants?.getOptionalConfig('priceList'));
  if (offers.some(({ price }) => price) && !priceList) {
    throw new InputError(
      'delivery.tenants.plans has prices; say under delivery.tenants.priceList whose they are and of when (name and date).',
    );
  }
  const clusters =
    delivery?.getOptionalConfigArray('sealedSecrets.clusters') ?? [];
  return {
    repositories: remotes.map(remote => readPrefix(remote, integrations)),
    hostSuffixes: (delivery?.getOptionalStringArray('hostSuffixes') ?? []).map(
      readSuffix,
    ),
    sealingClusters: clusters.map(cluster => cluster.getString('name')),
    plans: offers,
    ...(priceList && { priceList }),
  };
}
