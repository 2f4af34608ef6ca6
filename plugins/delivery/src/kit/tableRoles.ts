/**
 * Roles that a browser gives tables by itself, and takes away again where a
 * narrow page turns them into blocks.
 */
export const TABLE = { role: 'table' };

/** Role of a table's body. */
export const ROWS = { role: 'rowgroup' };

/** Role of a row. */
export const ROW = { role: 'row' };

/** Role of a cell. */
export const CELL = { role: 'cell' };
