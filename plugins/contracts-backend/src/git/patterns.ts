import { InputError } from '@backstage/errors';

/** What a pattern may name. */
export const PATTERN_FIELDS = ['component', 'contract', 'version'] as const;

/** What was found by a pattern. */
export type PatternMatch = Partial<
  Record<(typeof PATTERN_FIELDS)[number], string>
>;

const PART = /\{([^}]*)\}|\*\*|\*|[^{*]+/g;

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function source(part: string, field: string | undefined): string {
  if (field !== undefined) {
    if (!PATTERN_FIELDS.some(known => known === field)) {
      throw new InputError(
        `contracts.repositories: a pattern may name ${PATTERN_FIELDS.map(each => `{${each}}`).join(', ')}, and not {${field}}.`,
      );
    }
    // A version may hold what parts names in a tag, so it takes what is left.
    return field === 'version' ? '(?<version>[^/]+)' : `(?<${field}>[^/]+?)`;
  }
  if (part === '**') return '.*';
  return part === '*' ? '[^/]*' : escape(part);
}

/** A path or tag with fields in braces, `*` within a step and `**` over steps. */
export class Pattern {
  readonly #expression: RegExp;

  private constructor(readonly text: string) {
    const parts = [...text.matchAll(PART)].map(([part, field]) =>
      source(part, field),
    );
    this.#expression = new RegExp(`^${parts.join('')}$`);
  }

  /** @throws InputError when it names something that is not known */
  static of(text: string) {
    return new Pattern(text);
  }

  match(text: string): PatternMatch | undefined {
    const found = this.#expression.exec(text);
    return found ? { ...found.groups } : undefined;
  }
}
