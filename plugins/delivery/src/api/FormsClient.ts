import { ResponseError } from '@backstage/errors';
import type {
  FormsSettings,
  HostAnswer,
  NameAnswer,
  RemovalPreview,
  RemovalRequest,
  RepositorySummary,
  SealingKey,
  TemplatePreview,
  TemplatePreviewRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { ListOptions } from './DeliveryApi';
import type { DeliveryClientOptions } from './DeliveryClient';
import type { FormsApi } from './FormsApi';

interface Request {
  plugin: 'scaffolder' | 'delivery';
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
}

/** Where each plugin keeps what forms ask. */
const ROOTS = { scaffolder: '/delivery/v1', delivery: '/v1' };

/**
 * Asks the scaffolder's module and the delivery backend by REST.
 *
 * @public
 */
export class FormsClient implements FormsApi {
  readonly #options: DeliveryClientOptions;

  constructor(options: DeliveryClientOptions) {
    this.#options = options;
  }

  settings(options?: ListOptions): Promise<FormsSettings> {
    return this.#send({ plugin: 'scaffolder', path: '/settings' }, options);
  }

  async repositories(options?: ListOptions): Promise<RepositorySummary[]> {
    const { items } = await this.#send<{ items: RepositorySummary[] }>(
      { plugin: 'delivery', path: '/repositories' },
      options,
    );
    return items;
  }

  name(
    asked: Parameters<FormsApi['name']>[0],
    options?: ListOptions,
  ): Promise<NameAnswer> {
    const path = '/names';
    return this.#send({ plugin: 'scaffolder', path, query: asked }, options);
  }

  host(name: string, options?: ListOptions): Promise<HostAnswer> {
    const query = { name };
    return this.#send({ plugin: 'delivery', path: '/hosts', query }, options);
  }

  sealingKey(cluster: string, options?: ListOptions): Promise<SealingKey> {
    const path = `/sealing-keys/${encodeURIComponent(cluster)}`;
    return this.#send({ plugin: 'scaffolder', path }, options);
  }

  preview(
    body: TemplatePreviewRequest,
    options?: ListOptions,
  ): Promise<TemplatePreview> {
    const path = '/previews';
    return this.#send({ plugin: 'scaffolder', path, body }, options);
  }

  removal(
    body: RemovalRequest,
    options?: ListOptions,
  ): Promise<RemovalPreview> {
    const path = '/removals';
    return this.#send({ plugin: 'scaffolder', path, body }, options);
  }

  async #send<T>(request: Request, options: ListOptions = {}): Promise<T> {
    const { plugin, path, body } = request;
    const { discoveryApi, fetchApi } = this.#options;
    const base = await discoveryApi.getBaseUrl(plugin);
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) query.set(name, value);
    }
    const suffix = query.size ? `?${query}` : '';
    const response = await fetchApi.fetch(
      `${base}${ROOTS[plugin]}${path}${suffix}`,
      {
        signal: options.signal,
        ...(body !== undefined && {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
