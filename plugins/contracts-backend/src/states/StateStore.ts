import {
  CONTRACT_GAPS,
  type ContractGap,
  type ContractGroup,
  type ContractState,
  type ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { StateRow } from '../database/rows';

/** Whom the sentences of a state name: that of the state, and that of each gap. */
export interface Mentions {
  state: string[];
  gaps: string[][];
}

/** A state as it is kept: with those that its sentences name. */
export type KeptSummary = ContractSummary & { mentions?: Mentions };

/** All that the sentences of a state name. */
export function namedIn({ mentions }: KeptSummary): string[] {
  return mentions ? [...mentions.state, ...mentions.gaps.flat()] : [];
}

/** How a list of contracts is narrowed. */
export interface StateFilter {
  group?: string;
  owner?: string;
  state?: string;
  gap?: string;
  /** Only those, because the caller may see no others. */
  entityRefs?: readonly string[];
  search?: string;
}

/** What the whole comes to, whatever the filter. */
export interface StateTotals {
  gaps: Record<ContractGap, number>;
  states: Record<ContractState, number>;
  groups: Partial<Record<ContractGroup, { total: number; withGaps: number }>>;
  owners: string[];
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function contains(
  query: Knex.QueryBuilder,
  column: 'search' | 'gaps',
  text: string,
) {
  void query.whereRaw(`?? like ? escape '\\'`, [
    column,
    `%${escapeLike(text)}%`,
  ]);
}

function apply(query: Knex.QueryBuilder, filter: StateFilter) {
  const { group, owner, state, gap, entityRefs, search } = filter;
  if (group) void query.where('group_name', group);
  if (owner) void query.where({ owner });
  if (state) void query.where({ state });
  if (gap === 'any') void query.whereNot('gaps', '');
  if (gap === 'none') void query.where('gaps', '');
  if (gap && gap !== 'any' && gap !== 'none')
    contains(query, 'gaps', `,${gap},`);
  if (entityRefs) void query.whereIn('entity_ref', [...entityRefs]);
  if (search) contains(query, 'search', search.toLowerCase());
}

/** What pages read: the state of each integration point as it was last told. */
export class StateStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new StateStore(knex);
  }

  /** Digests of what the states came from. */
  async inputs(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#knex<StateRow>('states').select(
      'entity_ref',
      'inputs',
    );
    return new Map(rows.map(row => [row.entity_ref, row.inputs]));
  }

  async put(rows: readonly StateRow[]): Promise<void> {
    await inChunks(rows, async part => {
      await this.#knex<StateRow>('states')
        .insert(part)
        .onConflict('entity_ref')
        .merge();
    });
  }

  async remove(entityRefs: readonly string[]): Promise<void> {
    await inChunks(entityRefs, async part => {
      await this.#knex<StateRow>('states').whereIn('entity_ref', part).delete();
    });
  }

  async page(
    filter: StateFilter,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<{ items: KeptSummary[]; total: number }> {
    const base = this.#knex<StateRow>('states').where(query =>
      apply(query, filter),
    );
    const [rows, [{ count }]] = await Promise.all([
      base
        .clone()
        .select('summary')
        .orderBy(['position', 'sort_name', 'entity_ref'])
        .offset(offset)
        .limit(limit),
      base.clone().count<{ count: number | string }[]>({ count: '*' }),
    ]);
    return {
      items: rows.map(row => JSON.parse(row.summary) as KeptSummary),
      total: Number(count),
    };
  }

  async get(entityRefs: readonly string[]): Promise<KeptSummary[]> {
    const rows = await inChunks(entityRefs, part =>
      this.#knex<StateRow>('states')
        .select('summary')
        .whereIn('entity_ref', part),
    );
    return rows.map(row => JSON.parse(row.summary) as KeptSummary);
  }

  async refs(): Promise<string[]> {
    const rows = await this.#knex<StateRow>('states').select('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  async totals(entityRefs?: readonly string[]): Promise<StateTotals> {
    const rows: Record<string, unknown>[] = await this.#knex('states')
      .where(query => apply(query, { entityRefs }))
      .select('state', 'group_name', 'gaps', 'owner')
      .count({ count: '*' })
      .groupBy('state', 'group_name', 'gaps', 'owner');
    return totalsOf(
      rows.map(row => ({
        ...(row as unknown as Counted),
        count: Number(row.count),
      })),
    );
  }
}

type Counted = Pick<StateRow, 'state' | 'group_name' | 'gaps' | 'owner'> & {
  count: number;
};

function totalsOf(rows: readonly Counted[]): StateTotals {
  const sum = (wanted: (row: Counted) => boolean) =>
    rows.filter(wanted).reduce((total, { count }) => total + count, 0);
  const groups: StateTotals['groups'] = {};
  for (const name of new Set(rows.map(row => row.group_name))) {
    groups[name as ContractGroup] = {
      total: sum(row => row.group_name === name),
      withGaps: sum(row => row.group_name === name && row.gaps !== ''),
    };
  }
  const gaps = CONTRACT_GAPS.map(gap => [
    gap,
    sum(row => row.gaps.includes(`,${gap},`)),
  ]);
  const states = (['breaks', 'risky', 'unknown', 'fine'] as const).map(
    state => [state, sum(row => row.state === state)],
  );
  return {
    gaps: Object.fromEntries(gaps),
    states: Object.fromEntries(states),
    groups,
    owners: [...new Set(rows.flatMap(({ owner }) => owner ?? []))].sort(),
  };
}
