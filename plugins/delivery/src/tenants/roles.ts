/**
 * Roles that a browser gives tables by itself, and takes away again where a
 * narrow page turns rows into blocks.
 */
export const TABLE = { role: 'table' };
export const ROWS = { role: 'rowgroup' };
export const ROW = { role: 'row' };
export const COLUMN = { role: 'columnheader', scope: 'col' };
export const ROW_HEAD = { role: 'rowheader', scope: 'row' };
export const CELL = { role: 'cell' };
