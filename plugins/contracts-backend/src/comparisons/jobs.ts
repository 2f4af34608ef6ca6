import type {
  ContractChange,
  ContractDirection,
  ContractDocument,
  ContractOutline,
  ContractRole,
  ContractType,
  ContractUse,
} from '@slipway/backstage-plugin-contracts-common';

/** How two documents are to be read. */
export interface Reading {
  direction?: ContractDirection;
  role?: ContractRole;
}

/** Work that a document of somebody else's making asks for. */
export type Job =
  | {
      kind: 'compare';
      type: ContractType;
      before: ContractDocument;
      after: ContractDocument;
      reading: Reading;
    }
  | { kind: 'outline'; type: ContractType; document: ContractDocument }
  | { kind: 'uses'; type: ContractType; statement: string };

/** What a job comes to. */
export interface JobResults {
  compare: ContractChange[];
  outline: ContractOutline;
  uses: ContractUse[];
}

/** What the worker says; `side` is the document that cannot be read. */
export type JobAnswer =
  | { id: number; result: JobResults[keyof JobResults] }
  | { id: number; unreadable: string; side?: 'before' | 'after' }
  | { id: number; failed: string };
