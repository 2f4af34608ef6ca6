import { TestApiProvider } from '@backstage/test-utils';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fails, fakeApi } from '../__testUtils__/fakeApi';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';
import { useEnvironments } from './useEnvironments';

function start(change: Partial<ContractsApi> = {}) {
  const api = fakeApi(change);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider apis={[[contractsApiRef, api]]}>
      {children}
    </TestApiProvider>
  );
  return { api, ...renderHook(useEnvironments, { wrapper }) };
}

describe('useEnvironments', () => {
  it('knows the stages in their order, and computes no matrix for that', async () => {
    const { api, result } = start();

    await waitFor(() =>
      expect(result.current.value).toEqual(['dev', 'qa', 'acc', 'prod']),
    );
    expect(api.matrix).not.toHaveBeenCalled();
  });

  it('tells that they could not be loaded from that there are none', async () => {
    const { result } = start({ environments: fails(503, 'It is away.') });

    await waitFor(() => expect(result.current.error).toBeDefined());
    expect(result.current.value).toBeUndefined();
    expect(result.current.loading).toBe(false);
  });
});
