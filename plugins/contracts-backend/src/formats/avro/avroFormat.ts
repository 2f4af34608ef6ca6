import type {
  ContractChange,
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import type {
  CompareOptions,
  ContractFormat,
} from '@slipway/backstage-plugin-contracts-node';
import { dateIn, directionsOf, Findings } from '../../formatSupport';
import { AvroComparison } from './AvroComparison';
import { avroRules } from './avroRules';
import { type AvroType, isNamed, wordsOf } from './avroTypes';
import { type AvroDocument, parseAvro } from './parseAvro';

function nameOf(type: AvroType): string {
  return isNamed(type) ? type.name : 'message';
}

/** The types that belong together: the only ones, or those of one name. */
function compareRoots(
  comparison: AvroComparison,
  before: readonly AvroType[],
  after: readonly AvroType[],
) {
  if (before.length === 1 && after.length === 1) {
    const position = { operation: nameOf(before[0]), field: '' };
    comparison.enqueue({ before: before[0], after: after[0], position });
    return;
  }
  const young = new Map(after.map(type => [nameOf(type), type]));
  for (const type of before) {
    const position = { operation: nameOf(type), field: '' };
    const same = young.get(nameOf(type));
    young.delete(nameOf(type));
    if (same) comparison.enqueue({ before: type, after: same, position });
    else {
      const message = `The type ${nameOf(type)} was removed.`;
      comparison.add(position, 'schema-removed', message, {
        before: wordsOf(type),
      });
    }
  }
  for (const [name, type] of young) {
    const position = { operation: name, field: '' };
    comparison.add(position, 'schema-added', `The type ${name} was added.`, {
      after: wordsOf(type),
    });
  }
}

function compare(
  before: AvroDocument,
  after: AvroDocument,
  options: CompareOptions = {},
): ContractChange[] {
  const findings = new Findings(
    avroRules,
    directionsOf(options),
    options.signal,
  );
  const comparison = new AvroComparison(findings);
  compareRoots(comparison, before.roots, after.roots);
  comparison.run();
  if (findings.ended) {
    comparison.add(
      { operation: nameOf(after.roots[0]), field: '' },
      'not-compared',
      'The comparison was ended before it was done, so other changes may break.',
      { after: '' },
    );
  }
  return findings.changes;
}

function elementsOf(type: AvroType): ContractElement[] {
  const operation = nameOf(type);
  const own: ContractElement = {
    ...{ operation, kind: 'message' },
    ...(type.doc && { title: type.doc }),
  };
  if (type.kind !== 'record') return [own];
  const fields = type.fields.map(({ name, doc }): ContractElement => {
    const deprecated = /\bdeprecated\b/i.test(doc ?? '');
    const sunset = deprecated ? dateIn(doc) : undefined;
    return {
      ...{ operation, field: name, kind: 'field' },
      ...(doc && { title: doc }),
      ...(deprecated && { deprecated, advice: doc }),
      ...(sunset && { sunset }),
    };
  });
  return [own, ...fields];
}

function outline({ roots }: AvroDocument): ContractOutline {
  const [first] = roots;
  return { title: nameOf(first), elements: roots.flatMap(elementsOf) };
}

/** Avro: what was written with the one schema, read with the other. @public */
export const avroFormat: ContractFormat<AvroDocument> = {
  id: 'avro',
  title: 'Avro',
  rules: avroRules,
  parse: parseAvro,
  compare,
  outline,
};
