import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import {
  type DocumentFiles,
  type DocumentNode,
  isOverdue,
} from '@slipway/backstage-plugin-contracts-node';
import type { ApiComparison, OperationPair } from './ApiComparison';
import type { Parameter } from './Api';
import { compareNotes } from './compareNotes';
import { fieldsOf } from './reading';
import { isReadAlike, serializationText } from './serialization';

const TEXTUAL = ['integer', 'number', 'boolean'];
const LIMITS = ['enum', 'const', 'pattern', 'format', 'minLength', 'maxLength'];

function titleOf(parameter: Parameter): string {
  return `the ${parameter.in} parameter ${parameter.name}`;
}

function schemaAt(files: DocumentFiles, node: DocumentNode) {
  const found = files.follow(node);
  return 'lost' in found ? {} : fieldsOf(found.node);
}

class ParameterComparison {
  constructor(
    private readonly comparison: ApiComparison,
    private readonly pair: OperationPair,
  ) {}

  removed(parameter: Parameter) {
    const { comparison, pair } = this;
    comparison.add({
      rule: 'parameter-removed',
      message: `${this.#upper(parameter)} of ${pair.name} was removed.`,
      before: parameter.node,
      text: { before: parameter.name },
      subject: this.#subject(parameter),
      direction: pair.requests,
      ...(isOverdue(parameter.notes, comparison.today) && { verdict: 'risky' }),
    });
  }

  added(parameter: Parameter) {
    const { comparison, pair } = this;
    const { required } = parameter;
    comparison.add({
      rule: required ? 'parameter-added-required' : 'parameter-added',
      message: required
        ? `Callers must now send ${titleOf(parameter)} to ${pair.name}.`
        : `Callers may now send ${titleOf(parameter)} to ${pair.name}.`,
      after: parameter.node,
      text: { after: parameter.name },
      subject: { ...this.#subject(parameter), hits: 'who-omits' },
      direction: pair.requests,
    });
  }

  compare(before: Parameter, after: Parameter) {
    this.#need(before, after);
    this.#serialization(before, after);
    this.#permissions(before, after);
    this.#schema(before, after);
    const { comparison, pair } = this;
    compareNotes(comparison, {
      ...{ before, after, what: `${this.#upper(before)} of ${pair.name}` },
      quiet: ['allowEmptyValue', 'allowReserved'],
      subject: this.#subject(before),
    });
  }

  #subject({ name }: Parameter) {
    const { name: operation } = this.pair;
    return { operation, field: name, hits: 'who-uses' as const };
  }

  #upper(parameter: Parameter): string {
    return `The ${parameter.in} parameter ${parameter.name}`;
  }

  #need(before: Parameter, after: Parameter) {
    if (before.required === after.required) return;
    const { comparison, pair } = this;
    comparison.add({
      rule: after.required ? 'parameter-required' : 'parameter-optional',
      message: after.required
        ? `Callers must now send ${titleOf(before)} to ${pair.name}.`
        : `Callers may now leave out ${titleOf(before)} of ${pair.name}.`,
      before: before.node,
      after: after.node,
      text: { before: 'optional', after: 'required' },
      subject: { ...this.#subject(before), hits: 'who-omits' },
      direction: pair.requests,
    });
  }

  #serialization(before: Parameter, after: Parameter) {
    const { comparison, pair } = this;
    const schema = schemaAt(comparison.before.files, before.schema);
    if (isReadAlike(before.serialization, after.serialization, schema)) return;
    comparison.add({
      rule: 'parameter-serialization-changed',
      message: `${this.#upper(before)} of ${pair.name} is written as ${serializationText(after.serialization)} now, and was ${serializationText(before.serialization)}.`,
      before: before.node,
      after: after.node,
      text: {
        before: serializationText(before.serialization),
        after: serializationText(after.serialization),
      },
      subject: this.#subject(before),
      direction: pair.requests,
    });
  }

  /** What may be sent although it looks odd. */
  #permissions(before: Parameter, after: Parameter) {
    const permissions = [
      ['allowEmptyValue', 'empty-refused', 'may no longer be empty'],
      ['allowReserved', 'reserved-refused', 'needs escapes now'],
    ] as const;
    for (const [field, rule, words] of permissions) {
      if (before.notes[field] !== true || after.notes[field] === true) continue;
      this.comparison.add({
        rule: `parameter-${rule}`,
        message: `${this.#upper(before)} of ${this.pair.name} ${words}.`,
        before: before.node,
        after: after.node,
        subject: this.#subject(before),
        direction: this.pair.requests,
      });
    }
  }

  #schema(before: Parameter, after: Parameter) {
    const { comparison, pair } = this;
    const changes = comparison.schemaChanges(before.schema, after.schema, {
      direction: pair.requests,
      operation: pair.name,
      field: before.name,
      who: 'Callers',
      where: pair.name,
    });
    comparison.addChanges(
      changes.map(change => this.#asText(before, after, change)),
    );
  }

  /** In an address all is text, so that a text takes what a number was. */
  #asText(
    before: Parameter,
    after: Parameter,
    change: ContractChange,
  ): ContractChange {
    const always = before.required && after.required;
    if (always && change.rule === 'openapi-request-default-changed') {
      return { ...change, verdict: 'safe' };
    }
    if (change.rule !== 'openapi-request-type-changed') return change;
    const { files: oldFiles } = this.comparison.before;
    const { files: youngFiles } = this.comparison.after;
    const old = schemaAt(oldFiles, before.schema);
    const young = schemaAt(youngFiles, after.schema);
    const widened =
      change.subject?.field === before.name &&
      TEXTUAL.includes(String([old.type].flat()[0])) &&
      [young.type].flat().includes('string') &&
      LIMITS.every(name => young[name] === undefined);
    if (!widened) return change;
    const { counterExample: _none, ...rest } = change;
    return { ...rest, verdict: 'safe' };
  }
}

/** What changed in the parameters of an operation. */
export function compareParameters(
  comparison: ApiComparison,
  pair: OperationPair,
): void {
  const parameters = new ParameterComparison(comparison, pair);
  const young = new Map(pair.after.parameters.map(each => [each.key, each]));
  for (const before of pair.before.parameters) {
    const after = young.get(before.key);
    young.delete(before.key);
    if (after) parameters.compare(before, after);
    else parameters.removed(before);
  }
  for (const after of young.values()) {
    parameters.added(after);
  }
}
