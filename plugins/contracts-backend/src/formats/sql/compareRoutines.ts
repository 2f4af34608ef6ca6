import { compareColumnTypes } from './columnTypes';
import type { SqlComparison } from './SqlComparison';
import {
  inputsOf,
  signatureOf,
  type SqlParameter,
  type SqlRoutine,
} from './sqlModel';

function textOf({ name, type, mode }: SqlParameter): string {
  return `${mode} ${name} ${type}`.replace(/ {2,}/g, ' ');
}

/** One comparison of a routine on both sides. */
class RoutineComparison {
  readonly #operation: string;

  constructor(
    readonly comparison: SqlComparison,
    readonly before: SqlRoutine,
    readonly after: SqlRoutine,
  ) {
    this.#operation = signatureOf(before);
  }

  #say(
    rule: string,
    words: string,
    before: string,
    after: string,
    field?: string,
    omits = false,
  ) {
    const message = `${this.#operation} ${words}.`;
    this.comparison.add(this.#operation, rule, message, {
      ...{ before, after, ...(field && { field }) },
      ...(omits && { subject: { hits: 'who-omits' as const } }),
    });
  }

  run() {
    const { before, after } = this;
    if (before.kind !== after.kind) {
      const words = `is a ${after.kind} now, where it was a ${before.kind}`;
      this.#say('routine-kind-changed', words, before.kind, after.kind);
    }
    this.#parameters();
    if (before.returns !== after.returns) {
      const words = `returns ${after.returns} now, where it returned ${before.returns}`;
      const { returns } = after;
      this.#say('return-type-changed', words, before.returns, returns);
    }
    if (before.behaviour !== after.behaviour) {
      const words = `is ${after.behaviour} now, where it was ${before.behaviour}`;
      const [was, is] = [before.behaviour, after.behaviour];
      this.#say('routine-behaviour-changed', words, was, is);
    }
    if (before.body !== after.body) {
      const words = 'does its work in another way';
      this.#say('routine-body-changed', words, 'the old body', 'the new body');
    }
  }

  #parameters() {
    const [old, young] = [inputsOf(this.before), inputsOf(this.after)];
    for (const [index, parameter] of old.entries()) {
      const same = young.at(index);
      if (same) this.#parameter(parameter, same);
      else {
        const words = `no longer takes ${parameter.name || `parameter ${index + 1}`}`;
        const text = textOf(parameter);
        this.#say('parameter-removed', words, text, 'none', parameter.name);
      }
    }
    for (const parameter of young.slice(old.length)) {
      const optional =
        parameter.default !== undefined || parameter.mode === 'variadic';
      this.#say(
        optional ? 'parameter-optional-added' : 'parameter-required-added',
        `takes ${optional ? 'the optional' : 'the required'} parameter ${parameter.name} ${parameter.type}`,
        'none',
        textOf(parameter),
        parameter.name,
        !optional,
      );
    }
  }

  #parameter(before: SqlParameter, after: SqlParameter) {
    const field = before.name;
    const [was, is] = [textOf(before), textOf(after)];
    if (before.mode !== after.mode) {
      const words = `has ${field} as ${after.mode} now, where it was ${before.mode}`;
      this.#say('parameter-mode-changed', words, was, is, field);
    }
    if (before.name !== after.name && before.name) {
      const words = `calls the parameter ${before.name} ${after.name || 'nothing'} now`;
      this.#say('parameter-renamed', words, was, is, field);
    }
    const type = compareColumnTypes(before.type, after.type);
    if (type !== 'same') {
      const rule = type === 'wider' ? 'widened' : 'changed';
      const words = `takes ${field} as ${after.type} now, where it was ${before.type}`;
      this.#say(`parameter-type-${rule}`, words, was, is, field);
    }
    if (before.default !== after.default && before.default !== undefined) {
      const lost = after.default === undefined;
      this.#say(
        lost ? 'parameter-default-removed' : 'parameter-default-changed',
        `has ${lost ? 'no' : 'another'} default for ${field} now`,
        'a default',
        lost ? 'none' : 'another default',
        field,
        true,
      );
    }
  }
}

function byName(routines: Iterable<SqlRoutine>): Map<string, SqlRoutine[]> {
  const groups = new Map<string, SqlRoutine[]>();
  for (const each of routines) {
    groups.set(each.name, [...(groups.get(each.name) ?? []), each]);
  }
  return groups;
}

/** Whether a call with these types fits a routine, with its defaults for the rest. */
function fits(types: readonly string[], routine: SqlRoutine): boolean {
  const inputs = inputsOf(routine);
  return (
    inputs.length >= types.length &&
    inputs.every((each, index) =>
      index < types.length
        ? each.type === types[index]
        : each.default !== undefined,
    )
  );
}

function findAmbiguous(
  comparison: SqlComparison,
  old: readonly SqlRoutine[],
  young: readonly SqlRoutine[],
) {
  for (const routine of old) {
    const types = inputsOf(routine).map(({ type }) => type);
    const before = old.filter(each => fits(types, each)).length;
    const after = young.filter(each => fits(types, each));
    if (before > 1 || after.length < 2) continue;
    const operation = signatureOf(routine);
    const names = after.map(signatureOf).join(' and ');
    const message = `A call of ${operation} fits ${names}, so that the database refuses it.`;
    comparison.add(operation, 'overload-ambiguous', message, { after: names });
  }
}

function compareNamed(
  comparison: SqlComparison,
  old: readonly SqlRoutine[],
  young: readonly SqlRoutine[],
) {
  const left = new Map(young.map(each => [signatureOf(each), each]));
  const alone: SqlRoutine[] = [];
  for (const routine of old) {
    const same = left.get(signatureOf(routine));
    left.delete(signatureOf(routine));
    if (same) new RoutineComparison(comparison, routine, same).run();
    else alone.push(routine);
  }
  if (alone.length === 1 && left.size === 1) {
    // The only one of its name that is left is the same with other parameters.
    const [[only], [successor]] = [alone, [...left.values()]];
    new RoutineComparison(comparison, only, successor).run();
    findAmbiguous(comparison, old, young);
    return;
  }
  for (const routine of alone) {
    const operation = signatureOf(routine);
    const message = `The ${routine.kind} ${operation} was removed.`;
    const texts = { before: operation };
    comparison.add(operation, 'routine-removed', message, texts);
  }
  for (const [operation, { kind }] of left) {
    const message = `The ${kind} ${operation} was added.`;
    comparison.add(operation, 'routine-added', message, { after: operation });
  }
  findAmbiguous(comparison, old, young);
}

/** Compares all functions and procedures. */
export function compareRoutines(comparison: SqlComparison): void {
  const { before, after } = comparison;
  const [old, young] = [before, after].map(({ routines }) =>
    byName(routines.values()),
  );
  for (const name of new Set([...old.keys(), ...young.keys()])) {
    if (comparison.findings.ended) return;
    compareNamed(comparison, old.get(name) ?? [], young.get(name) ?? []);
  }
}
