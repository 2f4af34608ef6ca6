import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { isOverdue } from '@slipway/backstage-plugin-contracts-node';
import type { Action, ChannelParameter, Operation } from './AsyncApi';
import type { AsyncComparison } from './AsyncComparison';
import { compareBindings } from './compareBindings';
import { compareMessages } from './compareMessages';
import { compareNotes } from './compareNotes';
import { compareSecurity } from './compareSecurity';

/** The consumer is the other side: what the application sends, it receives. */
const DIRECTIONS: Readonly<Record<Action, readonly ContractDirection[]>> = {
  send: ['receive'],
  receive: ['send'],
  unknown: ['send', 'receive'],
};

function opposite(
  directions: readonly ContractDirection[],
): readonly ContractDirection[] {
  return directions.map(each => (each === 'send' ? 'receive' : 'send'));
}

class OperationComparison {
  readonly #subject;
  readonly #directions;

  constructor(
    private readonly comparison: AsyncComparison,
    private readonly before: Operation,
    private readonly after: Operation,
  ) {
    this.#subject = { operation: before.name, hits: 'who-uses' as const };
    this.#directions = DIRECTIONS[before.action];
  }

  compare() {
    const { comparison, before, after } = this;
    // Of what is described elsewhere, nothing else can be said.
    if (this.#lost() && (!before.messages.length || !after.messages.length)) {
      return;
    }
    this.#id();
    compareNotes(comparison, before, after, {
      what: `The operation ${before.name}`,
      subject: this.#subject,
    });
    compareMessages(comparison, before.messages, after.messages, {
      operation: before.name,
      directions: this.#directions,
    });
    this.#parameters();
    compareBindings(comparison, before.bindings, after.bindings, {
      what: `The operation ${before.name}`,
      operation: before.name,
    });
    compareSecurity(comparison, {
      ...{ before: before.security, after: after.security },
      where: before.name,
      nodes: this.#nodes,
      operation: before.name,
    });
    this.#reply();
  }

  get #nodes() {
    return { before: this.before.node, after: this.after.node };
  }

  #lost(): boolean {
    const [old, young] = [this.before, this.after].map(({ lost }) =>
      [...new Set(lost)].sort().join(', '),
    );
    if (old === young) return false;
    this.comparison.add({
      rule: 'reference-unknown',
      message: `The operation ${this.before.name} refers to ${young || 'the document'} in place of ${old || 'the document'}, which is not fetched; what that means could not be told.`,
      ...this.#nodes,
      text: { before: old, after: young },
      subject: this.#subject,
    });
    return true;
  }

  #id() {
    const [old, young] = [this.before.id, this.after.id];
    if (old === undefined || young === undefined || old === young) return;
    this.comparison.add({
      rule: 'operation-id-changed',
      message: `The id of the operation ${this.before.name} is ${young} now, and was ${old}.`,
      ...this.#nodes,
      text: { before: old, after: young },
      subject: this.#subject,
    });
  }

  /** Parameters stand in the order of the address, whatever their names. */
  #parameters() {
    const ordered = ({ address, parameters }: Operation) =>
      [...address.matchAll(/\{([^{}]+)\}/g)].map(([, name]) =>
        parameters.find(each => each.name === name),
      );
    const young = ordered(this.after);
    for (const [index, before] of ordered(this.before).entries()) {
      const after = young[index];
      if (before && after) this.#parameter(before, after);
      else if (after) this.#described(after);
    }
  }

  #described({ name, node }: ChannelParameter) {
    this.comparison.add({
      rule: 'parameter-added',
      message: `The parameter ${name} of the operation ${this.before.name} is described now.`,
      after: node,
      subject: { ...this.#subject, field: name },
    });
  }

  /** Whoever fills in the address chooses among the values. */
  #parameter(before: ChannelParameter, after: ChannelParameter) {
    const dialects = { before: 'draft-07', after: 'draft-07' } as const;
    this.comparison.addSchemas(
      { before: before.schema, after: after.schema, dialects },
      ['send'],
      {
        operation: this.before.name,
        field: before.name,
        where: `the address of ${this.before.name}`,
      },
    );
    compareNotes(this.comparison, before, after, {
      what: `The parameter ${before.name} of the operation ${this.before.name}`,
      subject: { ...this.#subject, field: before.name },
    });
  }

  #reply() {
    const { comparison, before, after } = this;
    const [old, young] = [before.reply, after.reply];
    const directions = opposite(this.#directions);
    const about = { subject: this.#subject, directions };
    if (!old || !young) {
      if (!old === !young) return;
      comparison.add({
        rule: young ? 'reply-added' : 'reply-removed',
        message: `The operation ${before.name} is ${young ? 'answered now' : 'not answered any more'}.`,
        ...{ before: old?.node ?? before.node, after: young?.node },
        ...about,
      });
      return;
    }
    if (old.address !== young.address) {
      comparison.add({
        rule: 'reply-address-changed',
        message: `Answers to the operation ${before.name} go to ${young.address ?? 'no given address'} now, and went to ${old.address ?? 'no given address'}.`,
        ...{ before: old.node, after: young.node, ...about },
        text: { before: old.address, after: young.address },
      });
    }
    compareMessages(comparison, old.messages, young.messages, {
      operation: before.name,
      directions,
    });
  }
}

function removed(comparison: AsyncComparison, operation: Operation) {
  const { name, node, notes, action } = operation;
  comparison.add({
    rule: 'operation-removed',
    message: `The operation ${name} was removed.`,
    ...{ before: node, text: { before: name } },
    subject: { operation: name, hits: 'who-uses' },
    directions: DIRECTIONS[action],
    ...(isOverdue(notes, comparison.today) && { verdict: 'risky' }),
  });
}

function added(comparison: AsyncComparison, { name, node }: Operation) {
  comparison.add({
    rule: 'operation-added',
    message: `The operation ${name} is new.`,
    ...{ after: node, text: { after: name } },
    subject: { operation: name },
  });
}

function withoutAction({ key }: Operation): string {
  return key.slice(key.indexOf(' '));
}

/** What changed in the operations: by what is done at which address. */
export function compareOperations(comparison: AsyncComparison): void {
  const old = new Set(comparison.before.operations);
  const young = new Set(comparison.after.operations);
  const by = (keyOf: (operation: Operation) => string | undefined) => {
    const byKey = new Map([...young].map(each => [keyOf(each), each]));
    for (const before of [...old]) {
      if (comparison.ended) return;
      const key = keyOf(before);
      const after = key === undefined ? undefined : byKey.get(key);
      if (!after || !young.has(after)) continue;
      old.delete(before);
      young.delete(after);
      new OperationComparison(comparison, before, after).compare();
    }
  };
  by(({ key }) => key);
  // Where only one side says who uses an address, that is no other address.
  const told = ({ action }: Operation) => action !== 'unknown';
  if (![...old].every(told) || ![...young].every(told)) by(withoutAction);
  // The address of a channel that is described elsewhere is not known.
  const known = ({ lost }: Operation) => !lost.length;
  if (![...old].every(known) || ![...young].every(known)) by(({ id }) => id);
  for (const operation of old) removed(comparison, operation);
  for (const operation of young) added(comparison, operation);
}
