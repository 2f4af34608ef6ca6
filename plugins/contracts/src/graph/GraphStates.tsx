import { useApi } from '@backstage/core-plugin-api';
import {
  type ComponentContracts,
  type ContractVerdict,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { contractsApiRef, type ContractsApi } from '../api/ContractsApi';

/** What a relation between a component and an API comes to. */
export type RelationState = 'breaks' | 'unknown' | 'risky' | 'fine';

const OF_VERDICT: Readonly<Record<ContractVerdict, RelationState>> = {
  ...{ breaking: 'breaks', unknown: 'unknown' },
  ...{ risky: 'risky', safe: 'fine' },
};

/** Asks for each component once, however many relations it has. */
class GraphStates {
  readonly #api: ContractsApi;
  readonly #asked = new Map<string, Promise<ComponentContracts>>();

  constructor(api: ContractsApi) {
    this.#api = api;
  }

  async of(
    componentRef: string,
    apiRef: string,
    isProvider: boolean,
  ): Promise<RelationState | undefined> {
    let asked = this.#asked.get(componentRef);
    if (!asked) {
      asked = this.#api.ofComponent(componentRef);
      this.#asked.set(componentRef, asked);
    }
    const { provides, consumes } = await asked;
    if (isProvider) {
      return provides.find(({ entityRef }) => entityRef === apiRef)?.state;
    }
    const versions = consumes.find(each => each.entityRef === apiRef)?.versions;
    return versions?.length
      ? OF_VERDICT[worstVerdict(versions.map(({ verdict }) => verdict))]
      : undefined;
  }
}

const Context = createContext<GraphStates | undefined>(undefined);

/** Knows the state of contracts for the graphs in it. */
export function GraphStatesProvider(props: { children: ReactNode }) {
  const api = useApi(contractsApiRef);
  const states = useMemo(() => new GraphStates(api), [api]);
  return <Context.Provider value={states}>{props.children}</Context.Provider>;
}

/**
 * What the relation of two entities comes to.
 *
 * @returns undefined while it is not known, or when it is no relation of a component and an API
 */
export function useRelationState(
  from: string | undefined,
  to: string | undefined,
  isProvider: boolean,
): RelationState | undefined {
  const states = useContext(Context);
  const [state, setState] = useState<RelationState>();
  const refs = [from, to];
  const component = refs.find(ref => ref?.startsWith('component:'));
  const api = refs.find(ref => ref?.startsWith('api:'));
  useEffect(() => {
    let isOver = false;
    if (states && component && api) {
      states
        .of(component, api, isProvider)
        // Who may not see it sees the relation without a state.
        .catch(() => undefined)
        .then(value => {
          if (!isOver) setState(value);
        });
    }
    return () => {
      isOver = true;
    };
  }, [states, component, api, isProvider]);
  return state;
}
