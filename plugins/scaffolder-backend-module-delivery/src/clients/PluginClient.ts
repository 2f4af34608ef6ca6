import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { toCallError } from './toCallError';

/** On whose behalf, and until when. */
export interface CallOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** What is sent. */
export interface Call {
  path: string;
  /** Sent by POST; without one it is a GET. */
  body?: object;
  idempotencyKey?: string;
}

/** What reaches the other plugins of the same portal. */
export interface PluginAccess {
  auth: AuthService;
  discovery: DiscoveryService;
}

/** A commit on a slow remote is tried several times before it is given up. */
const TIMEOUT_MS = 240_000;

/** Calls one other plugin of the same portal as the person whose task it is. */
export class PluginClient {
  readonly #pluginId: string;
  readonly #access: PluginAccess;
  readonly #root: string;

  private constructor(pluginId: string, access: PluginAccess, root: string) {
    this.#pluginId = pluginId;
    this.#access = access;
    this.#root = root;
  }

  /** @param root - path that the plugin's API begins with */
  static create(pluginId: string, access: PluginAccess, root = '/v1') {
    return new PluginClient(pluginId, access, root);
  }

  /** @throws the error that the plugin names, or what the connection says */
  async call<T>(call: Call, { credentials, signal }: CallOptions): Promise<T> {
    const { auth, discovery } = this.#access;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: this.#pluginId,
    });
    const base = await discovery.getBaseUrl(this.#pluginId);
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${base}${this.#root}${call.path}`, {
      method: call.body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(call.body && { 'content-type': 'application/json' }),
        ...(call.idempotencyKey && { 'idempotency-key': call.idempotencyKey }),
      },
      body: call.body && JSON.stringify(call.body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      throw await toCallError(this.#pluginId, response);
    }
    return JSON.parse(await response.text()) as T;
  }
}
