import { useApi } from '@backstage/core-plugin-api';
import {
  type ComponentContracts,
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
import { type Effect, effectOf, isDeclared } from '../state/effect';

/** What a relation between a component and an API comes to. */
export type RelationState =
  'breaks' | 'unknown' | 'risky' | 'fine' | 'untouched';

const OF_EFFECT: Readonly<Record<Effect, RelationState>> = {
  ...{ breaking: 'breaks', unknown: 'unknown', risky: 'risky' },
  ...{ safe: 'fine', untouched: 'untouched' },
};

/** Milliseconds for which an answer is taken for what is so. */
export const FRESH_MS = 60_000;

interface Asked {
  at: number;
  answer: Promise<ComponentContracts>;
}

/** Asks for each component once, however many relations it has. */
export class GraphStates {
  readonly #api: Pick<ContractsApi, 'ofComponent'>;
  readonly #asked = new Map<string, Asked>();

  constructor(api: Pick<ContractsApi, 'ofComponent'>) {
    this.#api = api;
  }

  async of(
    componentRef: string,
    apiRef: string,
    isProvider: boolean,
  ): Promise<RelationState | undefined> {
    const { provides, consumes } = await this.#contractsOf(componentRef);
    if (isProvider) {
      return provides.find(({ entityRef }) => entityRef === apiRef)?.state;
    }
    const versions = consumes.find(each => each.entityRef === apiRef)?.versions;
    if (!versions?.length) return undefined;
    const verdict = worstVerdict(versions.map(each => each.verdict));
    return OF_EFFECT[effectOf(verdict, versions.every(isDeclared))];
  }

  #contractsOf(componentRef: string): Promise<ComponentContracts> {
    const kept = this.#asked.get(componentRef);
    if (kept && Date.now() - kept.at < FRESH_MS) return kept.answer;
    const asked = {
      at: Date.now(),
      answer: this.#api.ofComponent(componentRef),
    };
    this.#asked.set(componentRef, asked);
    // What failed is no answer: the next one who looks asks again.
    asked.answer.catch(() => {
      if (this.#asked.get(componentRef) === asked) {
        this.#asked.delete(componentRef);
      }
    });
    return asked.answer;
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
