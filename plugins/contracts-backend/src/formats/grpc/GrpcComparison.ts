import type {
  ContractDirection,
  ContractSubject,
} from '@slipway/backstage-plugin-contracts-common';
import type { Findings } from '../../formatSupport';
import type { LinkedProto } from './link';
import type { ProtoOptions } from './protoModel';

/** What is said of a change. */
export interface GrpcTexts {
  before?: string;
  after?: string;
  subject: ContractSubject;
  only?: readonly ContractDirection[];
}

/** Collects what changed between two sets of files. */
export class GrpcComparison {
  constructor(
    readonly findings: Findings,
    readonly before: LinkedProto,
    readonly after: LinkedProto,
    /** The whole name that an old name has in the new files. */
    readonly renamed: (name: string) => string,
  ) {}

  add(path: string, rule: string, message: string, texts: GrpcTexts): void {
    const place = (text?: string) =>
      text === undefined ? undefined : { path, text };
    this.findings.add({
      ...{ rule: `grpc-${rule}`, message, subject: texts.subject },
      ...{ before: place(texts.before), after: place(texts.after) },
      ...(texts.only && { only: texts.only }),
    });
  }

  /** Which way a type flows in the old or the new files; both when nothing tells. */
  flow(name: string): ContractDirection[] | undefined {
    const flows = [
      ...(this.before.flows.get(name) ?? []),
      ...(this.after.flows.get(this.renamed(name)) ?? []),
    ];
    return flows.length ? [...new Set(flows)] : undefined;
  }

  /** What is deprecated now, and what no longer is. */
  deprecation(
    path: string,
    subject: ContractSubject,
    before: ProtoOptions,
    after: ProtoOptions,
  ): void {
    const [was, is] = [before, after].map(
      each => each.get('deprecated') === 'true',
    );
    if (was === is) return;
    this.add(
      path,
      'deprecation-changed',
      `${path} is ${is ? 'deprecated' : 'no longer deprecated'}.`,
      { before: String(was), after: String(is), subject },
    );
  }
}
