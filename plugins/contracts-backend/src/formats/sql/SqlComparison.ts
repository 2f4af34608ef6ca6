import type {
  ContractRole,
  ContractSubject,
} from '@slipway/backstage-plugin-contracts-common';
import { type Findings, short } from '../../formatSupport';
import type { SqlModel } from './sqlModel';

/** What is said of a change. */
export interface SqlTexts {
  before?: string;
  after?: string;
  field?: string;
  only?: readonly ContractRole[];
  subject?: Partial<ContractSubject>;
  value?: unknown;
}

/** Collects what changed between two models. */
export class SqlComparison {
  constructor(
    readonly findings: Findings,
    readonly before: SqlModel,
    readonly after: SqlModel,
  ) {}

  add(operation: string, rule: string, message: string, texts: SqlTexts): void {
    const { before, after, field, only, subject, value } = texts;
    const path = field ? `${operation}.${field}` : operation;
    const place = (text?: string) =>
      text === undefined ? undefined : { path, text: short(text) };
    this.findings.add({
      ...{ rule: `sql-${rule}`, message },
      ...{ before: place(before), after: place(after) },
      subject: { operation, ...(field && { field }), ...subject },
      ...(only && { only }),
      ...(value !== undefined && { counterExample: { value } }),
    });
  }

  /** What is gone, new, or on both sides, by its name. */
  both<T>(
    [before, after]: readonly [ReadonlyMap<string, T>, ReadonlyMap<string, T>],
    noun: string,
    kindOf: (each: T) => string,
    compare: (name: string, before: T, after: T) => void,
  ): void {
    for (const [name, old] of before) {
      if (this.findings.ended) return;
      const young = after.get(name);
      if (young !== undefined) compare(name, old, young);
      else {
        const message = `The ${kindOf(old)} ${name} was removed.`;
        this.add(name, `${noun}-removed`, message, { before: name });
      }
    }
    for (const [name, young] of after) {
      if (before.has(name)) continue;
      const message = `The ${kindOf(young)} ${name} was added.`;
      this.add(name, `${noun}-added`, message, { after: name });
    }
  }
}
