import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import type { Parameter } from './Api';
import type { ApiComparison } from './ApiComparison';
import type { BodyUse } from './compareMedia';
import { compareNotes } from './compareNotes';
import { fieldsOf } from './reading';
import { isReadAlike, serializationText } from './serialization';

class HeaderComparison {
  constructor(
    private readonly comparison: ApiComparison,
    private readonly use: BodyUse,
  ) {}

  removed(header: Parameter) {
    const { required, node, name } = header;
    this.comparison.add({
      rule: required ? 'required-header-removed' : 'optional-header-removed',
      message: `The header ${name} is no longer in ${this.use.where}.`,
      ...{ before: node, text: { before: name } },
      ...this.#about(header),
    });
  }

  added(header: Parameter) {
    this.comparison.add({
      rule: 'header-added',
      message: `The header ${header.name} is new in ${this.use.where}.`,
      ...{ after: header.node, text: { after: header.name } },
      ...this.#about(header),
    });
  }

  compare(before: Parameter, after: Parameter): ContractChange[] {
    const { comparison, use } = this;
    const nodes = { before: before.node, after: after.node };
    const title = `The header ${before.name} of ${use.where}`;
    if (before.required !== after.required) {
      comparison.add({
        rule: after.required ? 'header-required' : 'header-optional',
        message: `${title} ${after.required ? 'is always there' : 'may be missing'} now.`,
        ...nodes,
        ...this.#about(before),
      });
    }
    this.#serialization(before, after, title);
    compareNotes(comparison, {
      ...{ before, after, what: title },
      subject: { operation: use.operation, field: before.name },
    });
    return comparison.schemaChanges(before.schema, after.schema, {
      ...use,
      field: before.name,
      who: 'Callers',
    });
  }

  #serialization(before: Parameter, after: Parameter, title: string) {
    const { files } = this.comparison.before;
    const found = files.follow(before.schema);
    const schema = 'lost' in found ? {} : fieldsOf(found.node);
    const [old, young] = [before.serialization, after.serialization];
    if (isReadAlike(old, young, schema)) return;
    this.comparison.add({
      rule: 'header-serialization-changed',
      message: `${title} is written as ${serializationText(young)} now, and was ${serializationText(old)}.`,
      ...{ before: before.node, after: after.node },
      text: { before: serializationText(old), after: serializationText(young) },
      ...this.#about(before),
    });
  }

  #about({ name }: Parameter) {
    const { direction, operation } = this.use;
    return {
      direction,
      subject: { operation, field: name, hits: 'who-uses' as const },
    };
  }
}

/** What changed in the headers of a response. */
export function compareHeaders(
  comparison: ApiComparison,
  before: readonly Parameter[],
  after: readonly Parameter[],
  use: BodyUse,
): ContractChange[] {
  const headers = new HeaderComparison(comparison, use);
  const young = new Map(after.map(each => [each.key, each]));
  const changes: ContractChange[] = [];
  for (const header of before) {
    const other = young.get(header.key);
    young.delete(header.key);
    if (other) changes.push(...headers.compare(header, other));
    else headers.removed(header);
  }
  for (const header of young.values()) {
    headers.added(header);
  }
  return changes;
}
