import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import type { CompareOptions } from '@slipway/backstage-plugin-contracts-node';
import { directionsOf, Findings, short } from '../../formatSupport';
import type { WsdlDocument } from './wsdlModel';
import { wsdlRules } from './wsdlRules';

/** What is said of a change. */
export interface WsdlTexts {
  before?: string;
  after?: string;
  field?: string;
  only?: readonly ContractDirection[];
}

/** Collects what changed between two services. */
export class WsdlComparison {
  readonly findings: Findings;

  constructor(
    readonly before: WsdlDocument,
    readonly after: WsdlDocument,
    readonly options: CompareOptions,
  ) {
    this.findings = new Findings(
      wsdlRules,
      directionsOf(options),
      options.signal,
    );
  }

  add(
    operation: string,
    rule: string,
    message: string,
    { before, after, field, only }: WsdlTexts,
  ): void {
    const path = field ? `${operation}/${field}` : operation;
    const place = (text?: string) =>
      text === undefined ? undefined : { path, text: short(text) };
    this.findings.add({
      ...{ rule: `wsdl-${rule}`, message },
      ...{ before: place(before), after: place(after) },
      subject: { operation, ...(field && { field }) },
      ...(only && { only }),
    });
  }

  /** Findings for what flows in one direction only. */
  findingsFor(direction: ContractDirection): Findings {
    const audience = directionsOf(this.options).filter(
      each => each === direction,
    );
    return new Findings(wsdlRules, audience, this.options.signal);
  }

  take(findings: Findings): void {
    this.findings.changes.push(...findings.changes);
  }
}
