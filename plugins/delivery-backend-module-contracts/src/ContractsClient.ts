import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  CanIRequest,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';

/** On whose behalf, and how long there is time. */
export interface AskOptions {
  credentials: BackstageCredentials;
  signal: AbortSignal;
}

/** Asks the plugin `contracts` of the same portal. */
export class ContractsClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  private constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  static create(options: { auth: AuthService; discovery: DiscoveryService }) {
    return new ContractsClient(options);
  }

  /** @throws ResponseError, or what the connection says */
  async canI(
    request: CanIRequest,
    { credentials, signal }: AskOptions,
  ): Promise<CanIResult> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'contracts',
    });
    const base = await this.#discovery.getBaseUrl('contracts');
    const response = await fetch(`${base}/v1/can-i`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(request),
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as CanIResult;
  }
}
