import type { ContractUse } from '@slipway/backstage-plugin-contracts-common';
import { InputError } from '@backstage/errors';
import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { refusing } from './parseGraphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const ROOTS = {
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
};
const MOST_TOKENS = 100_000;
const MOST_PATHS = 10_000;

/** Adds the paths of what is selected; a fragment is entered once on a way down. */
function collect(
  set: SelectionSetNode | undefined,
  prefix: string,
  fragments: Fragments,
  paths: Set<string>,
  visits: Set<string>,
  entered: readonly string[] = [],
) {
  for (const selection of set?.selections ?? []) {
    if (paths.size > MOST_PATHS) {
      throw new InputError(
        `The query names more than ${MOST_PATHS} fields, which is more than is kept.`,
      );
    }
    if (selection.kind === Kind.FIELD) {
      const path = prefix + selection.name.value;
      paths.add(path);
      collect(
        selection.selectionSet,
        `${path}.`,
        fragments,
        paths,
        visits,
        entered,
      );
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(
        selection.selectionSet,
        prefix,
        fragments,
        paths,
        visits,
        entered,
      );
    } else if (!entered.includes(selection.name.value)) {
      const name = selection.name.value;
      // Once a place is enough, or fragments that double would never end.
      const visit = `${prefix}...${name}`;
      if (visits.has(visit)) continue;
      visits.add(visit);
      const inside = fragments.get(name)?.selectionSet;
      collect(inside, prefix, fragments, paths, visits, [...entered, name]);
    }
  }
}

function sent(
  path: string,
  value: ValueNode,
  sends: string[],
  values: Record<string, unknown[]>,
) {
  sends.push(path);
  if (value.kind === Kind.OBJECT) {
    for (const field of value.fields) {
      sent(`${path}.${field.name.value}`, field.value, sends, values);
    }
  } else if (value.kind !== Kind.VARIABLE && value.kind !== Kind.LIST) {
    values[path] = [valueFromASTUntyped(value)];
  }
}

function useOf(
  root: string,
  field: FieldNode,
  fragments: Fragments,
): ContractUse {
  const paths = new Set<string>();
  collect(field.selectionSet, '', fragments, paths, new Set());
  const sends: string[] = [];
  const values: Record<string, unknown[]> = {};
  for (const argument of (field.arguments ?? []) as readonly ArgumentNode[]) {
    sent(argument.name.value, argument.value, sends, values);
  }
  return {
    operation: `${root}.${field.name.value}`,
    ...{ sends, receives: [...paths] },
    ...(Object.keys(values).length && { values }),
  };
}

function rootFields(
  set: SelectionSetNode,
  fragments: Fragments,
  entered = new Set<string>(),
): FieldNode[] {
  return set.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return rootFields(selection.selectionSet, fragments, entered);
    }
    const name = selection.name.value;
    const fragment = fragments.get(name);
    if (!fragment || entered.has(name)) return [];
    entered.add(name);
    return rootFields(fragment.selectionSet, fragments, entered);
  });
}

/** What a query of a consumer uses. Without the schema its types have the usual names. */
export function usesOf(statement: string): ContractUse[] {
  return refusing('The statement is no GraphQL query', () => {
    const { definitions } = parse(statement, { maxTokens: MOST_TOKENS });
    const operations = definitions.filter(
      (each): each is OperationDefinitionNode =>
        each.kind === Kind.OPERATION_DEFINITION,
    );
    if (!operations.length) {
      throw new InputError(
        'The statement is no GraphQL query: it has no operation.',
      );
    }
    const fragments: Fragments = new Map(
      definitions.flatMap(each =>
        each.kind === Kind.FRAGMENT_DEFINITION
          ? [[each.name.value, each] as const]
          : [],
      ),
    );
    return operations.flatMap(operation =>
      rootFields(operation.selectionSet, fragments)
        .filter(field => !field.name.value.startsWith('__'))
        .map(field => useOf(ROOTS[operation.operation], field, fragments)),
    );
  });
}
