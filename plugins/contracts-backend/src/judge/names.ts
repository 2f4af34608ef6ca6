import { parseEntityRef } from '@backstage/catalog-model';

/** What people call an entity. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** Words in one list: `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The same list in a fixed order, each word once. */
export function unique(words: Iterable<string>): string[] {
  return [...new Set(words)].sort();
}
