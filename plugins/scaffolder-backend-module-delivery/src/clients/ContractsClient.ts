import { parseEntityRef } from '@backstage/catalog-model';
import type {
  CanIRequest,
  CanIResult,
  CompareRequest,
  Comparison,
  ComponentContracts,
  ConsumersPage,
  PublishRequest,
  PublishResult,
  VersionComparison,
} from '@slipway/backstage-plugin-contracts-common';
import {
  type CallOptions,
  type PluginAccess,
  PluginClient,
} from './PluginClient';

function pathOf(contract: string): string {
  const { kind, namespace, name } = parseEntityRef(contract, {
    ...{ defaultKind: 'api', defaultNamespace: 'default' },
  });
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}

/** Calls the plugin `contracts`. */
export class ContractsClient {
  readonly #client: PluginClient;

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  static create(access: PluginAccess) {
    return new ContractsClient(PluginClient.create('contracts', access));
  }

  async publish(
    contract: string,
    body: PublishRequest,
    options: CallOptions,
  ): Promise<PublishResult> {
    const path = `/contracts/${pathOf(contract)}/versions`;
    return this.#client.call({ path, body }, options);
  }

  async compare(
    body: CompareRequest,
    options: CallOptions,
  ): Promise<Comparison> {
    return this.#client.call({ path: '/compare', body }, options);
  }

  async compareVersions(
    contract: string,
    pair: { from: string; to: string },
    options: CallOptions,
  ): Promise<VersionComparison> {
    const query = new URLSearchParams(pair);
    const path = `/contracts/${pathOf(contract)}/compare?${query}`;
    return this.#client.call({ path }, options);
  }

  async ofComponent(
    component: string,
    options: CallOptions,
  ): Promise<ComponentContracts> {
    const path = `/components/${pathOf(component)}`;
    return this.#client.call({ path }, options);
  }

  async consumers(
    contract: string,
    options: CallOptions,
  ): Promise<ConsumersPage> {
    const path = `/contracts/${pathOf(contract)}/consumers`;
    return this.#client.call({ path }, options);
  }

  async canI(body: CanIRequest, options: CallOptions): Promise<CanIResult> {
    return this.#client.call({ path: '/can-i', body }, options);
  }
}
