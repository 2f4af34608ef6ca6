import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useGridFocus } from './useGridFocus';

function Grid(props: { rows: number; columns: number }) {
  const { rows, columns } = props;
  const { onKeyDown, cellProps } = useGridFocus(rows, columns);
  return (
    <table role="grid" onKeyDown={onKeyDown}>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            {Array.from({ length: columns }, (__, column) => (
              <td key={column} role="gridcell" {...cellProps(row, column)}>
                {`${row}${column}`}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const focused = () => document.activeElement?.textContent;

describe('useGridFocus', () => {
  it('is one stop of the Tab key, at the cell that was last in focus', async () => {
    render(
      <>
        <Grid rows={2} columns={2} />
        <button>after</button>
      </>,
    );

    await userEvent.tab();
    expect(focused()).toBe('00');
    await userEvent.keyboard('{ArrowRight}');
    await userEvent.tab();
    expect(focused()).toBe('after');
    await userEvent.tab({ shift: true });

    expect(focused()).toBe('01');
  });

  it.each([
    ['{ArrowDown}{ArrowDown}', '21'],
    ['{ArrowUp}', '01'],
    ['{ArrowLeft}{ArrowLeft}{ArrowLeft}', '10'],
    ['{End}', '12'],
    ['{Home}', '10'],
    ['{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}', '21'],
    ['x', '11'],
  ])('goes by %s from the middle to %s', async (keys, expected) => {
    render(<Grid rows={3} columns={3} />);
    await userEvent.click(screen.getByText('11'));
    screen.getByText('11').focus();

    await userEvent.keyboard(keys);

    expect(focused()).toBe(expected);
  });

  it.each([
    ['altKey', 'ArrowLeft'],
    ['metaKey', 'ArrowLeft'],
    ['ctrlKey', 'ArrowRight'],
    ['ctrlKey', 'Home'],
    ['ctrlKey', 'End'],
  ])('leaves a key with %s and %s to the browser', (modifier, key) => {
    render(<Grid rows={3} columns={3} />);
    const cell = screen.getByText('11');
    cell.focus();

    const wasLeft = fireEvent.keyDown(cell, { key, [modifier]: true });

    expect(wasLeft).toBe(true);
    expect(focused()).toBe('11');
  });

  it('stays reachable when the grid becomes smaller', () => {
    const { rerender } = render(<Grid rows={3} columns={3} />);
    screen.getByText('22').focus();

    rerender(<Grid rows={1} columns={2} />);

    expect(screen.getByText('01')).toHaveAttribute('tabindex', '0');
  });
});
