import type {
  Environment,
  Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Choice } from './TenantsTable';

/** Stages nearest to customers first; where tenants are comes before where none is. */
export function sortStages(
  environments: readonly Environment[],
): Environment[] {
  return [...environments].sort((one, other) => other.order - one.order);
}

/** What is looked at: environment and search stand in the address. */
export function useAddress(environments: readonly Environment[] | undefined) {
  const [parameters, setParameters] = useSearchParams();
  const stages = sortStages(environments ?? []);
  const asked = parameters.get('environment');
  const first = stages.find(({ tenants }) => tenants.length) ?? stages[0];
  const known = stages.find(({ name }) => name === asked) ?? first;
  const set = (key: string, value: string) =>
    setParameters(
      old => {
        const next = new URLSearchParams(old);
        if (value) {
          next.set(key, value);
        } else {
          next.delete(key);
        }
        return next;
      },
      { replace: true },
    );
  return {
    stages,
    environment: known?.name,
    search: parameters.get('q') ?? '',
    setEnvironment: (name: string) => set('environment', name),
    setSearch: (text: string) => set('q', text),
  };
}

/** Tenants with a text in their name or one of their hosts. */
export function foundBy(tenants: readonly Tenant[], search: string): Tenant[] {
  const text = search.trim().toLowerCase();
  return tenants.filter(
    ({ name, hosts }) =>
      name.toLowerCase().includes(text) ||
      hosts.some(host => host.includes(text)),
  );
}

/** Which tenants are chosen. */
export function useChoice(): Choice & { clear(): void } {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen,
    choose: (names, on) =>
      setChosen(old => {
        const next = new Set(old);
        for (const name of names) {
          if (on) {
            next.add(name);
          } else {
            next.delete(name);
          }
        }
        return next;
      }),
    clear: () => setChosen(new Set()),
  };
}
