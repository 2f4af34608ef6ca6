import type { ReactNode } from 'react';
import { useTableStyles } from './tableStyles';

/*
 * Roles that a browser gives tables by itself are named all the same: it takes
 * them away where a narrow page turns rows into blocks.
 */

/** A table of the plugin, with or without a head. */
export function Table(props: { head?: ReactNode[]; children: ReactNode }) {
  const { head, children } = props;
  const classes = useTableStyles();
  return (
    <table role="table" className={classes.table}>
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
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** One row. */
export function Row(props: { className?: string; children: ReactNode }) {
  return (
    <tr role="row" className={props.className}>
      {props.children}
    </tr>
  );
}

/** One cell; a wide one takes a whole line of a narrow page. */
export function Cell(props: {
  look?: 'wide' | 'nowrap' | 'right' | 'second';
  children?: ReactNode;
}) {
  const classes = useTableStyles();
  return (
    <td role="cell" className={props.look ? classes[props.look] : undefined}>
      {props.children}
    </td>
  );
}
