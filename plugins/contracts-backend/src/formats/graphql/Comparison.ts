import type {
  ContractDirection,
  ContractPlace,
} from '@slipway/backstage-plugin-contracts-common';
import { type Finding, Findings, short } from '../../formatSupport';

/** A thing of a schema that has words and directives beside its meaning. */
export interface Described {
  description?: string | null;
  deprecationReason?: string | null;
}

/** What is being compared, and where in the schema it stands. */
export interface Position {
  /** For example `Query.payments`. */
  path: string;
  /** The field of a type, when one is meant. */
  operation: string;
  /** An argument or a field of an input. */
  field?: string;
  /** Which way values of it flow, when that is known. */
  only?: readonly ContractDirection[];
}

/** Collects what changed in a schema. */
export class Comparison {
  constructor(readonly findings: Findings) {}

  /** Says what changed at a place. */
  add(
    { path, operation, field, only }: Position,
    rule: string,
    message: string,
    texts: { before?: string; after?: string } & Pick<Finding, 'subject'>,
  ): void {
    const place = (text: string | undefined): ContractPlace | undefined =>
      text === undefined ? undefined : { path, text: short(text) };
    const { before, after } = texts;
    this.findings.add({
      rule: `graphql-${rule}`,
      message,
      before: place(before),
      after: place(after),
      subject: texts.subject ?? { operation, ...(field && { field }) },
      ...(only && { only }),
    });
  }

  /** What changed in the words beside a thing. */
  words(position: Position, before: Described, after: Described): void {
    const { path } = position;
    const [old, young] = [before.description ?? '', after.description ?? ''];
    if (old !== young) {
      this.add(position, 'description-changed', `${path} is described anew.`, {
        before: old,
        after: young,
      });
    }
    const [was, is] = [before.deprecationReason, after.deprecationReason];
    if ((was ?? undefined) !== (is ?? undefined)) {
      const message =
        typeof is === 'string'
          ? `${path} is deprecated: ${is.replace(/\.$/, '')}.`
          : `${path} is no longer deprecated.`;
      this.add(position, 'deprecation-changed', message, {
        before: was ?? '',
        after: is ?? '',
      });
    }
  }
}
