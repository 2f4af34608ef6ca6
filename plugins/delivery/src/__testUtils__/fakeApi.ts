import { ResponseError } from '@backstage/errors';
import type { DeliveryApi } from '../api/DeliveryApi';
import * as story from '../__fixtures__/story';

/** The backend of the story; each test replaces what it is about. */
export function fakeApi(
  change: Partial<DeliveryApi> = {},
): jest.Mocked<DeliveryApi> {
  const page = <T>(items: T[]) => ({ items, totalItems: items.length });
  const answers: DeliveryApi = {
    environments: async () => ({ items: story.environments() }),
    environment: async () => story.ownEnvironment(),
    planProlong: async (_, { expires }) => story.prolongPlan(expires),
    prolong: async () => story.environmentChange(),
    planEnd: async () => story.endPlan(),
    end: async () => story.environmentChange(),
    sources: async () => ({ items: story.sources() }),
    deployments: async () => page(story.deployments()),
    deployment: async () => story.acme(),
    revisions: async id =>
      id === 'prod-acme' ? page(story.revisions()) : page([]),
    versions: async () => ({ items: story.versions() }),
    health: async () => ({ items: [] }),
    healthDetails: async id => story.notMeasured(id),
    preflight: async (_, { version, expected }) =>
      story.preflight({ version, expected }),
    startOperation: async () => story.operation(),
    operations: async () => page([story.operationSummary()]),
    operation: async () => story.operation(),
    stopOperation: async () => story.operation({ state: 'cancelled' }),
    tenants: async () => ({ items: story.tenants(), hidden: 0 }),
    tenant: async name => story.tenant({ name }),
    room: async () => story.room(),
    planTenantSwitch: async () => story.switchPlan(),
    switchTenant: async () => story.committedChange(),
    upgrades: async () => ({ items: [] }),
    planUpgrade: async () => story.upgrade(),
    actOnUpgrade: async () => story.upgrade({ state: 'running' }),
    ...change,
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, jest.fn(answer)]),
  ) as unknown as jest.Mocked<DeliveryApi>;
}

/** An answer of the backend that is no success. */
export async function failure(
  statusCode: number,
  message: string,
  name = 'Error',
): Promise<ResponseError> {
  const body = { error: { name, message }, response: { statusCode } };
  return ResponseError.fromResponse({
    ok: false,
    status: statusCode,
    statusText: name,
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => JSON.stringify(body),
    json: async () => body,
  } as unknown as Response);
}
