import type { ReactNode } from 'react';
import { useTableStyles } from './tableStyles';

/**
 * Roles that a browser gives tables by itself, and takes away again where a
 * narrow page turns rows into blocks.
 */
const TABLE = { role: 'table' };
const ROWS = { role: 'rowgroup' };
const ROW = { role: 'row' };
const CELL = { role: 'cell' };

/** A table of the plugin, with or without a head. @public */
export function Table(props: { head?: ReactNode[]; children: ReactNode }) {
  const { head, children } = props;
  const classes = useTableStyles();
  return (
    <table {...TABLE} className={classes.table}>
      {head ? (
        <thead>
          <tr>
            {head.map((title, index) => (
              <th key={index} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
      ) : undefined}
      <tbody {...ROWS}>{children}</tbody>
    </table>
  );
}

/** One row. @public */
export function Row(props: { className?: string; children: ReactNode }) {
  return (
    <tr {...ROW} className={props.className}>
      {props.children}
    </tr>
  );
}

/**
 * One cell; on a narrow page a wide one takes a whole line, and an end one its
 * right edge. A line does the same as a wide one, and never tears its words.
 *
 * @public
 */
export function Cell(props: {
  look?: 'wide' | 'line' | 'end' | 'nowrap' | 'right' | 'second' | 'spark';
  /** What its column says, shown where a narrow page has no head. */
  label?: string;
  children?: ReactNode;
}) {
  const { look, label, children } = props;
  const classes = useTableStyles();
  const looks = [look && classes[look], label && classes.labelled];
  return (
    <td
      {...CELL}
      className={looks.filter(Boolean).join(' ') || undefined}
      data-label={label}
    >
      {children}
    </td>
  );
}
