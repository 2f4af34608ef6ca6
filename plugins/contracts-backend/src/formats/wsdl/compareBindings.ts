import type { WsdlComparison } from './WsdlComparison';
import type { BoundOperation, WsdlBinding } from './wsdlModel';

function compareBound(
  comparison: WsdlComparison,
  operation: string,
  before: BoundOperation,
  after: BoundOperation,
) {
  const say = (rule: string, words: string, was: string, is: string) => {
    if (was === is) return;
    const message = `${operation} ${words}.`;
    comparison.add(operation, rule, message, { before: was, after: is });
  };
  say(
    'soap-action-changed',
    `is called by the action '${after.soapAction}' now, where it was '${before.soapAction}'`,
    before.soapAction,
    after.soapAction,
  );
  const style = ({ style: own, use }: BoundOperation) => `${own} ${use}`;
  say(
    'style-changed',
    `has messages of the style ${style(after)} now, where it was ${style(before)}`,
    style(before),
    style(after),
  );
  for (const header of before.headers) {
    if (after.headers.includes(header)) continue;
    const message = `${operation} no longer has the header ${header}.`;
    comparison.add(operation, 'header-removed', message, { before: header });
  }
  for (const header of after.headers) {
    if (before.headers.includes(header)) continue;
    const message = `${operation} asks for the header ${header}.`;
    comparison.add(operation, 'header-added', message, { after: header });
  }
}

function compareBinding(
  comparison: WsdlComparison,
  before: WsdlBinding,
  after: WsdlBinding,
) {
  if (before.protocol !== after.protocol) {
    comparison.add(
      before.portType,
      'protocol-changed',
      `${before.name} uses ${after.protocol || 'no protocol'} now, where it used ${before.protocol || 'none'}.`,
      { before: before.protocol, after: after.protocol },
    );
  }
  for (const [name, operation] of before.operations) {
    const same = after.operations.get(name);
    // One that is gone is told with the operations themselves.
    if (!same) continue;
    compareBound(comparison, `${before.portType}.${name}`, operation, same);
  }
}

function comparePorts(comparison: WsdlComparison) {
  const { before, after } = comparison;
  for (const [name, port] of before.ports) {
    const same = after.ports.get(name);
    if (!same) {
      const message = `The port ${name} at ${port.address} was removed.`;
      comparison.add(name, 'port-removed', message, { before: port.address });
    } else if (port.address !== same.address) {
      const message = `The port ${name} is at ${same.address} now, where it was at ${port.address}.`;
      const texts = { before: port.address, after: same.address };
      comparison.add(name, 'address-changed', message, texts);
    }
  }
  for (const [name, port] of after.ports) {
    if (before.ports.has(name)) continue;
    const message = `The port ${name} at ${port.address} was added.`;
    comparison.add(name, 'port-added', message, { after: port.address });
  }
}

/** Compares how and where the operations are called. */
export function compareBindings(comparison: WsdlComparison): void {
  const { before, after } = comparison;
  for (const [name, binding] of before.bindings) {
    const same = after.bindings.get(name);
    if (same) {
      compareBinding(comparison, binding, same);
      continue;
    }
    // Under another name it is the same when it is the only one of its kind.
    const alike = [...after.bindings.values()].filter(
      each =>
        !before.bindings.has(each.name) && each.protocol === binding.protocol,
    );
    if (alike.length === 1) {
      compareBinding(comparison, binding, alike[0]);
      continue;
    }
    const message = `The binding ${name} for ${binding.protocol} was removed.`;
    const texts = { before: binding.protocol };
    comparison.add(binding.portType, 'binding-removed', message, texts);
  }
  for (const [name, binding] of after.bindings) {
    const known = [...before.bindings.values()].some(
      each => each.name === name || each.protocol === binding.protocol,
    );
    if (known) continue;
    const message = `The binding ${name} for ${binding.protocol} was added.`;
    const texts = { after: binding.protocol };
    comparison.add(binding.portType, 'binding-added', message, texts);
  }
  comparePorts(comparison);
}
