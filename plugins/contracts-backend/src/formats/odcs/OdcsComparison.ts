import type { ContractSubject } from '@slipway/backstage-plugin-contracts-common';
import { type Findings, short } from '../../formatSupport';
import type { OdcsDocument } from './odcsModel';

/** What is said of a change. */
export interface OdcsTexts {
  before?: string;
  after?: string;
  hits?: ContractSubject['hits'];
  values?: unknown[];
  example?: { value: unknown };
}

/** Where something stands: an object of the contract, and the way to a field of it. */
export interface OdcsPlace {
  operation: string;
  field: string;
}

/** A place as a person reads it. */
export function pathOf({ operation, field }: OdcsPlace): string {
  return field ? `${operation}.${field}` : operation;
}

/** Collects what changed between two data contracts. */
export class OdcsComparison {
  constructor(
    readonly findings: Findings,
    readonly before: OdcsDocument,
    readonly after: OdcsDocument,
  ) {}

  add(
    at: OdcsPlace,
    rule: string,
    message: string,
    { before, after, hits, values, example }: OdcsTexts,
  ): void {
    const place = (text?: string) =>
      text === undefined ? undefined : { path: pathOf(at), text: short(text) };
    this.findings.add({
      ...{ rule: `odcs-${rule}`, message },
      ...{ before: place(before), after: place(after) },
      subject: {
        operation: at.operation,
        ...(at.field && { field: at.field }),
        ...(hits && { hits }),
        ...(values && { values }),
      },
      ...(example && { counterExample: example }),
    });
  }
}
