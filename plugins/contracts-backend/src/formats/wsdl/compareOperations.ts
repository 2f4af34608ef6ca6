import { compareMessages } from './compareMessages';
import type { WsdlComparison } from './WsdlComparison';
import type { WsdlOperation } from './wsdlModel';

function exchangeOf({ input, output }: WsdlOperation): string {
  if (!output) return 'takes a message and does not answer';
  return input ? 'takes a message and answers' : 'only sends messages';
}

function compareFaults(
  comparison: WsdlComparison,
  operation: string,
  before: WsdlOperation,
  after: WsdlOperation,
) {
  const say = (state: 'added' | 'removed', name: string) =>
    comparison.add(
      operation,
      `fault-${state}`,
      `${operation} ${state === 'added' ? 'may answer' : 'no longer answers'} with the fault ${name}.`,
      state === 'added' ? { after: name } : { before: name },
    );
  for (const [name, fault] of before.faults) {
    const same = after.faults.get(name);
    if (!same) {
      say('removed', name);
      continue;
    }
    const sides = { before: fault, after: same };
    compareMessages(comparison, {
      ...{ operation, role: name, direction: 'receive', ...sides },
    });
  }
  for (const name of after.faults.keys()) {
    if (!before.faults.has(name)) say('added', name);
  }
}

function compareOperation(
  comparison: WsdlComparison,
  operation: string,
  before: WsdlOperation,
  after: WsdlOperation,
) {
  const [was, is] = [exchangeOf(before), exchangeOf(after)];
  if (was !== is) {
    const message = `${operation} ${is}, where it did this: it ${was}.`;
    comparison.add(operation, 'exchange-changed', message, {
      ...{ before: was, after: is },
    });
  }
  if (before.input && after.input) {
    const sides = { before: before.input, after: after.input };
    compareMessages(comparison, {
      ...{ operation, role: 'input', direction: 'send', ...sides },
    });
  }
  if (before.output && after.output) {
    const sides = { before: before.output, after: after.output };
    compareMessages(comparison, {
      ...{ operation, role: 'output', direction: 'receive', ...sides },
    });
  }
  compareFaults(comparison, operation, before, after);
  if (before.documentation !== after.documentation) {
    const message = `${operation} is described anew.`;
    comparison.add(operation, 'description-changed', message, {
      before: before.documentation ?? '',
      after: after.documentation ?? '',
    });
  }
}

/** The new name of a port type: its own, or that of the only other one. */
function successorOf(
  name: string,
  { before, after }: WsdlComparison,
): string | undefined {
  if (after.portTypes.has(name)) return name;
  const gone = [...before.portTypes.keys()].filter(
    each => !after.portTypes.has(each),
  );
  const born = [...after.portTypes.keys()].filter(
    each => !before.portTypes.has(each),
  );
  return gone.length === 1 && born.length === 1 ? born[0] : undefined;
}

/** Compares the operations of all port types. */
export function compareOperations(comparison: WsdlComparison): void {
  const { before, after } = comparison;
  const known = new Set<string>();
  for (const [name, operations] of before.portTypes) {
    const successor = successorOf(name, comparison);
    const young = successor ? after.portTypes.get(successor) : undefined;
    if (successor) known.add(successor);
    if (successor && successor !== name) {
      const message = `The port type ${name} is called ${successor} now.`;
      const texts = { before: name, after: successor };
      comparison.add(name, 'port-type-renamed', message, texts);
    }
    for (const operation of operations.values()) {
      const path = `${name}.${operation.name}`;
      const same = young?.get(operation.name);
      if (same) compareOperation(comparison, path, operation, same);
      else {
        const message = `${path} was removed.`;
        comparison.add(path, 'operation-removed', message, { before: path });
      }
    }
    for (const { name: added } of young?.values() ?? []) {
      if (operations.has(added)) continue;
      const path = `${name}.${added}`;
      const message = `${path} was added.`;
      comparison.add(path, 'operation-added', message, { after: path });
    }
  }
  for (const [name, operations] of after.portTypes) {
    if (known.has(name)) continue;
    for (const operation of operations.values()) {
      const path = `${name}.${operation.name}`;
      const message = `${path} was added.`;
      comparison.add(path, 'operation-added', message, { after: path });
    }
  }
}
