import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import {
  type DocumentNode,
  isOverdue,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import { canonical } from '../openapi/compareNotes';
import type { Message } from './AsyncApi';
import type { AsyncComparison } from './AsyncComparison';
import { compareBindings } from './compareBindings';
import { compareNotes } from './compareNotes';
import { matchMessages } from './matchMessages';
import { payloadDialect } from './payloadDialect';

/** Who meets messages, and where. */
export interface MessageUse {
  operation: string;
  directions: readonly ContractDirection[];
}

function titleOf({ names }: Message, { operation }: MessageUse): string {
  return names.length
    ? `the message ${names[0]} of ${operation}`
    : `the message of ${operation}`;
}

function upper(title: string): string {
  return `T${title.slice(1)}`;
}

function essence(contentType: string): string {
  return contentType.toLowerCase().split(';')[0].trim();
}

class MessageComparison {
  constructor(
    private readonly comparison: AsyncComparison,
    private readonly use: MessageUse,
  ) {}

  removed(message: Message) {
    const overdue = isOverdue(message.notes, this.comparison.today);
    this.comparison.add({
      rule: 'message-removed',
      message: `${upper(titleOf(message, this.use))} was removed.`,
      ...{ before: message.node, text: { before: message.names[0] } },
      ...this.#about(),
      ...(overdue && { verdict: 'risky' }),
    });
  }

  added(message: Message) {
    this.comparison.add({
      rule: 'message-added',
      message: `${upper(titleOf(message, this.use))} is new.`,
      ...{ after: message.node, text: { after: message.names[0] } },
      ...this.#about(),
    });
  }

  compare(before: Message, after: Message) {
    this.#contentType(before, after);
    this.#correlation(before, after);
    this.#payload(before, after);
    this.#schemas(before, after, {
      nodes: [before.headers, after.headers],
      field: 'headers',
      what: 'headers',
    });
    this.#key(before, after);
    const title = upper(titleOf(before, this.use));
    compareBindings(this.comparison, [before.bindings], [after.bindings], {
      what: title,
      operation: this.use.operation,
      quiet: ['key'],
    });
    compareNotes(this.comparison, before, after, {
      what: title,
      subject: { operation: this.use.operation },
    });
  }

  /** Whether nothing that a message holds is worse than risky. */
  isAlike(before: Message, after: Message): boolean {
    const dialects = this.#dialects(before, after);
    return (
      dialects !== undefined &&
      before.payload.value !== undefined &&
      this.use.directions.every(direction =>
        this.comparison.isCompatible(
          { before: before.payload, after: after.payload, dialects },
          direction,
        ),
      )
    );
  }

  #about() {
    const { operation, directions } = this.use;
    return {
      directions,
      subject: { operation, hits: 'who-uses' as const },
    };
  }

  #contentType(before: Message, after: Message) {
    const [old, young] = [before.contentType, after.contentType];
    if (old === young) return;
    const told = old !== undefined && young !== undefined;
    if (told && essence(old) === essence(young)) return;
    // Most take it for JSON where nothing is said.
    const same = essence(old ?? young ?? '') === 'application/json';
    if (!told && same) return;
    this.comparison.add({
      rule: told ? 'content-type-changed' : 'content-type-told',
      message: `${upper(titleOf(before, this.use))} is ${young ?? 'of no given form'} now, and was ${old ?? 'of no given form'}.`,
      ...{ before: before.node, after: after.node },
      text: { before: old, after: young },
      ...this.#about(),
    });
  }

  #correlation(before: Message, after: Message) {
    const [old, young] = [before.correlation, after.correlation];
    if (old === young) return;
    const title = upper(titleOf(before, this.use));
    this.comparison.add({
      rule: old === undefined ? 'correlation-added' : 'correlation-changed',
      message:
        young === undefined
          ? `${title} has no id any more that joins it with others.`
          : `${title} has its id at ${young} now.`,
      ...{ before: before.node, after: after.node },
      text: { before: old, after: young },
      ...this.#about(),
    });
  }

  #dialects(before: Message, after: Message) {
    const old = payloadDialect(before.schemaFormat);
    const young = payloadDialect(after.schemaFormat);
    return old && young ? { before: old, after: young } : undefined;
  }

  #payload(before: Message, after: Message) {
    if (this.#dialects(before, after)) {
      this.#schemas(before, after, { nodes: [before.payload, after.payload] });
      return;
    }
    const [old, young] = [before, after].map(({ payload, schemaFormat }) => ({
      payload: this.#written(payload),
      schemaFormat,
    }));
    if (canonical(old) === canonical(young)) return;
    this.comparison.add({
      rule: 'payload-unknown',
      message: `The payload of ${titleOf(before, this.use)} changed, and is described as ${young.schemaFormat ?? 'JSON Schema'}; what that means could not be told.`,
      ...{ before: before.payload, after: after.payload },
      text: { before: before.payload.value, after: after.payload.value },
      ...this.#about(),
    });
  }

  /** What stands behind a reference; the reference where that is not here. */
  #written(payload: DocumentNode): unknown {
    for (const { files } of [this.comparison.before, this.comparison.after]) {
      const found = files.follow(payload);
      if (!('lost' in found)) return found.node.value;
    }
    return payload.value;
  }

  #schemas(
    before: Message,
    after: Message,
    {
      nodes: [old, young],
      field,
      what = 'the payload',
    }: {
      nodes: [DocumentNode, DocumentNode];
      field?: string;
      what?: string;
    },
  ) {
    const dialects = this.#dialects(before, after) ?? {
      before: 'draft-07' as const,
      after: 'draft-07' as const,
    };
    this.comparison.addSchemas(
      { before: old, after: young, dialects },
      this.use.directions,
      {
        operation: this.use.operation,
        where: titleOf(before, this.use),
        ...{ field, what },
      },
    );
  }

  /** The key by which a message is put into order is a schema of its own. */
  #key(before: Message, after: Message) {
    const nodes = [before, after].map(({ bindings }) =>
      nodeBelow(bindings, 'kafka', 'key'),
    );
    const [old, young] = nodes;
    if (old.value === undefined && young.value === undefined) return;
    this.#schemas(before, after, {
      nodes: [old, young],
      field: 'key',
      what: 'the key',
    });
  }
}

/** What changed in the messages of an operation. */
export function compareMessages(
  comparison: AsyncComparison,
  before: readonly Message[],
  after: readonly Message[],
  use: MessageUse,
): void {
  const messages = new MessageComparison(comparison, use);
  const matched = matchMessages(before, after, (a, b) =>
    messages.isAlike(a, b),
  );
  for (const message of matched.removed) messages.removed(message);
  for (const message of matched.added) messages.added(message);
  for (const [old, young] of matched.pairs) messages.compare(old, young);
}
