/** A column of a table or view, or an attribute of a type. */
export interface SqlColumn {
  name: string;
  /** Absent when it is made by a query that was not followed. */
  type?: string;
  notNull: boolean;
  /** The expression as a tree. */
  default?: string;
  generated?: 'always' | 'identity always' | 'identity';
}

/** A rule that rows have to keep. */
export interface SqlConstraint {
  kind: 'check' | 'unique' | 'foreign key' | 'exclusion';
  /** What it says, so that a new name alone is no change. */
  text: string;
  name: string;
  words: string;
}

/** A table, a view, or a type of several values. */
export interface SqlRelation {
  name: string;
  kind: 'table' | 'view' | 'materialized view' | 'type';
  columns: SqlColumn[];
  constraints: SqlConstraint[];
  triggers: Map<string, string>;
  policies: Set<string>;
  rowSecurity: boolean;
  query?: string;
  /** Whether some columns come from what was not followed. */
  open: boolean;
}

/** A parameter of a routine. */
export interface SqlParameter {
  name: string;
  mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  type: string;
  default?: string;
}

/** A function or procedure. */
export interface SqlRoutine {
  name: string;
  kind: 'function' | 'procedure';
  parameters: readonly SqlParameter[];
  returns: string;
  /** What else callers may notice, for example whether it is strict. */
  behaviour: string;
  body: string;
}

/** A domain. */
export interface SqlDomain {
  type: string;
  notNull: boolean;
  checks: readonly string[];
}

/** What a script leaves behind. */
export interface SqlModel {
  relations: Map<string, SqlRelation>;
  /** By their name and the types of their parameters. */
  routines: Map<string, SqlRoutine>;
  enums: Map<string, string[]>;
  domains: Map<string, SqlDomain>;
  sequences: Map<string, string>;
  /** `object|privilege|who`. */
  grants: Set<string>;
  comments: Map<string, string>;
  /** Statements that were not understood. */
  unknown: string[];
}

/** The parameters that a caller gives. */
export function inputsOf({ parameters }: SqlRoutine): SqlParameter[] {
  return parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
}

/** The name of a routine with the types that a caller gives. */
export function signatureOf(routine: SqlRoutine): string {
  const types = inputsOf(routine).map(({ type }) => type);
  return `${routine.name}(${types.join(', ')})`;
}

/** A model of nothing. */
export function emptyModel(): SqlModel {
  return {
    ...{ relations: new Map(), routines: new Map(), enums: new Map() },
    ...{ domains: new Map(), sequences: new Map(), grants: new Set() },
    ...{ comments: new Map(), unknown: [] },
  };
}
