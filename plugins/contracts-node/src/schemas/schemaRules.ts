import type {
  ContractDirection,
  ContractRule,
  ContractType,
} from '@slipway/backstage-plugin-contracts-common';
import {
  SCHEMA_CHANGE_KINDS,
  type SchemaChangeKind,
} from './schemaChangeKinds';

/** How a format names what a consumer sends and receives. @public */
export interface SchemaRuleNames {
  format: ContractType;
  /** For example `request` for the ids, and `in what is sent` for the titles. */
  send: { id: string; title: string };
  receive: { id: string; title: string };
}

/** The rules for changes of schemas, in the names of one format. @public */
export class SchemaRules {
  readonly all: readonly ContractRule[];
  readonly #byKind: ReadonlyMap<string, ContractRule>;

  private constructor(byKind: ReadonlyMap<string, ContractRule>) {
    this.#byKind = byKind;
    this.all = [...byKind.values()];
  }

  static create({ format, ...names }: SchemaRuleNames): SchemaRules {
    const found = new Map<string, ContractRule>();
    for (const direction of ['send', 'receive'] as const) {
      const { id, title } = names[direction];
      for (const [name, kind] of Object.entries(SCHEMA_CHANGE_KINDS)) {
        found.set(`${direction} ${name}`, {
          id: `${format}-${id}-${name}`,
          title: `${kind.title}, ${title}`,
          why: direction === 'send' ? kind.whySend : kind.whyReceive,
          formats: [format],
          verdicts: { [direction]: kind[direction] },
          bumpWhenSafe: kind.bump,
        });
      }
    }
    return new SchemaRules(found);
  }

  rule(kind: SchemaChangeKind, direction: ContractDirection): ContractRule {
    const rule = this.#byKind.get(`${direction} ${kind}`);
    if (!rule) {
      throw new Error(`There is no rule for '${kind}'`);
    }
    return rule;
  }
}
