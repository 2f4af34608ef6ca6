import type {
  ContractChange,
  ContractDirection,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions, ContractFormat } from '../format';
import { decideInclusion, type InclusionAnswer } from '../inclusion';
import { canonical } from '../inclusion/Formulas';
import {
  type ChangedPlace,
  type Difference,
  findDifferences,
} from './findDifferences';
import { jsonSchemaRules } from './jsonSchemaRules';
import { operationOf, outlineOf } from './outlineOf';
import { parseJsonSchema } from './parseJsonSchema';
import { subjectOf } from './subjectOf';

const verdictsByRule = new Map(
  jsonSchemaRules.map(({ id, verdicts }) => [id, verdicts]),
);

const MILLISECONDS = 2_000;
const MILLISECONDS_IN_ALL = 8_000;

/** What two documents and a direction come to, decided once a place. */
class DirectedComparison {
  readonly #started = performance.now();

  constructor(
    private readonly before: unknown,
    private readonly after: unknown,
    private readonly direction: ContractDirection,
    private readonly signal?: AbortSignal,
  ) {}

  changes(places: readonly ChangedPlace[]): ContractChange[] {
    const whole = this.#decide('', '');
    const changes = places.flatMap(place => this.#at(place, whole));
    const explained = changes.some(({ verdict }) => verdict !== 'safe');
    if (whole.status === 'included' || explained) return changes;
    return [
      ...changes,
      this.#change(
        {
          rule: 'json-schema-values-changed',
          message:
            whole.status === 'not-included'
              ? 'All the changes together refuse a value that was accepted.'
              : `What the changes come to could not be told: ${whole.why}.`,
        },
        { before: '', after: '', differences: [] },
        whole,
      ),
    ];
  }

  #at(place: ChangedPlace, whole: InclusionAnswer): ContractChange[] {
    const answer =
      whole.status === 'included' || place.before === ''
        ? whole
        : this.#decide(place.before, place.after);
    const changes = place.differences.map(each =>
      this.#change(each, place, answer),
    );
    const explained = changes.some(({ verdict }) => verdict !== 'safe');
    // What stands further inside may explain the whole.
    if (answer.status !== 'not-included' || explained || answer === whole) {
      return changes;
    }
    const rest: Difference = {
      rule: 'json-schema-values-changed',
      message: 'A value that was accepted here is refused.',
    };
    return [...changes, this.#change(rest, place, answer)];
  }

  /** In one direction the new schema has to accept the old values, in the other the reverse. */
  #decide(before: string, after: string): InclusionAnswer {
    const old = { document: this.before, pointer: before };
    const young = { document: this.after, pointer: after };
    const [inner, outer] =
      this.direction === 'send' ? [old, young] : [young, old];
    const left = MILLISECONDS_IN_ALL - (performance.now() - this.#started);
    return decideInclusion(inner, outer, {
      milliseconds: Math.max(1, Math.min(MILLISECONDS, left)),
      signal: this.signal,
    });
  }

  #change(
    difference: Difference,
    place: ChangedPlace,
    answer: InclusionAnswer,
  ): ContractChange {
    const { rule, message, before, after } = difference;
    const verdict = this.#verdict(rule, answer);
    const shown = verdict !== 'safe' && answer.status === 'not-included';
    const operation = operationOf(this.before);
    return {
      rule,
      verdict,
      subject: subjectOf(operation, this.direction, place.before, difference),
      message:
        verdict === 'unknown' && answer.status === 'cannot-decide'
          ? `${message} What that means could not be told: ${answer.why}.`
          : message,
      before: { path: `#${place.before}`, ...textOf(before) },
      after: { path: `#${place.after}`, ...textOf(after) },
      direction: this.direction,
      ...(shown ? { counterExample: { value: answer.counterExample } } : {}),
    };
  }

  #verdict(rule: string, answer: InclusionAnswer): ContractVerdict {
    const asked = verdictsByRule.get(rule)?.[this.direction] ?? 'safe';
    if (answer.status === 'included' || asked === 'safe') return 'safe';
    return answer.status === 'not-included' ? asked : 'unknown';
  }
}

function textOf(text: string | undefined) {
  return text === undefined ? {} : { text };
}

/** Says once what is safe in both directions. */
function joinSafe(changes: readonly ContractChange[]): ContractChange[] {
  const keyOf = ({ direction: _direction, ...rest }: ContractChange) =>
    canonical(rest);
  const counts = new Map<string, number>();
  for (const change of changes) {
    counts.set(keyOf(change), (counts.get(keyOf(change)) ?? 0) + 1);
  }
  const told = new Set<string>();
  return changes.flatMap(change => {
    const key = keyOf(change);
    if (change.verdict !== 'safe' || (counts.get(key) ?? 0) < 2) {
      return [change];
    }
    if (told.has(key)) return [];
    told.add(key);
    const { direction: _direction, ...both } = change;
    return [both];
  });
}

function compare(
  before: unknown,
  after: unknown,
  { direction, signal }: CompareOptions = {},
): ContractChange[] {
  const places = findDifferences(before, after);
  if (!places.length) return [];
  const directions: ContractDirection[] = direction
    ? [direction]
    : ['send', 'receive'];
  return joinSafe(
    directions.flatMap(each =>
      new DirectedComparison(before, after, each, signal).changes(places),
    ),
  );
}

/** JSON Schema, from draft 4 to 2020-12. @public */
export const jsonSchemaFormat = {
  id: 'json-schema',
  title: 'JSON Schema',
  rules: jsonSchemaRules,
  parse: parseJsonSchema,
  compare,
  outline: outlineOf,
} satisfies ContractFormat;
