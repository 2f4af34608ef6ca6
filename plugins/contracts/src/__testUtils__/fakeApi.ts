import { ResponseError } from '@backstage/errors';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';

/** The backend of the story; each test replaces what it is about. */
export function fakeApi(
  change: Partial<ContractsApi> = {},
): jest.Mocked<ContractsApi> {
  const answers: ContractsApi = {
    environments: async () => story.matrix().environments,
    contracts: async () => story.pointsPage(),
    contract: async () => story.detail(),
    versions: async () => ({ items: story.versions() }),
    version: async (_, name) => story.document(name),
    compare: async (_, { from, to }) => story.comparison({ from, to }),
    consumers: async () => story.consumersPage(),
    ofComponent: async () => story.componentContracts(),
    canI: async ({ version }) => story.canIResult({ version }),
    matrix: async ({ version }) =>
      version ? story.whatIfMatrix() : story.matrix(),
    rules: async () => ({ items: story.rules() }),
    exceptions: async () => ({ items: story.exceptions() }),
    createException: async made => ({ ...story.exceptions()[0], ...made }),
    endException: async id => ({ id }),
    ...change,
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, jest.fn(answer)]),
  ) as unknown as jest.Mocked<ContractsApi>;
}

/** An answer of the backend that is no success. */
export async function failure(
  statusCode: number,
  message: string,
  name = 'Error',
): Promise<ResponseError> {
  const body = { error: { name, message }, response: { statusCode } };
  return ResponseError.fromResponse({
    ...{ ok: false, status: statusCode, statusText: name },
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => JSON.stringify(body),
    json: async () => body,
  } as unknown as Response);
}

/** Stands for a method that fails in this way. */
export const fails = (statusCode: number, message: string) => async () => {
  throw await failure(statusCode, message);
};

/** Stands for a method whose answer never comes. */
export const hangs = () => new Promise<never>(() => {});
