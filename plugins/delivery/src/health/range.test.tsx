import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { RANGES, useHealthView } from './range';

function open(path: string) {
  const wrapper = (props: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[path]}>{props.children}</MemoryRouter>
  );
  return renderHook(
    () => ({ view: useHealthView(), search: useLocation().search }),
    { wrapper },
  ).result;
}

const PART =
  'from=2026-11-19T12%3A00%3A00.000Z&to=2026-11-19T12%3A30%3A00.000Z';
const at = (iso: string) => Date.parse(iso) / 1000;

describe('useHealthView', () => {
  it('is two hours in charts where the address says nothing', () => {
    const { view } = open('/').current;

    expect(view.range).toBe('2h');
    expect(view.asked).toEqual({ lengthMs: RANGES['2h'] });
    expect(view.table).toBe(false);
    expect(view.zoom).toBeUndefined();
  });

  it.each(Object.entries(RANGES))(
    'reads %s from the address',
    (name, length) => {
      expect(open(`/?range=${name}`).current.view.asked).toEqual({
        lengthMs: length,
      });
    },
  );

  it.each(['9y', '', 'toString', '__proto__'])(
    'takes %j for no range',
    name => {
      expect(open(`/?range=${name}`).current.view.range).toBe('2h');
    },
  );

  it('reads a marked part, which goes before the range', () => {
    const { view } = open(`/?range=7d&${PART}`).current;

    expect(view.asked).toEqual({
      from: '2026-11-19T12:00:00.000Z',
      to: '2026-11-19T12:30:00.000Z',
    });
    expect(view.range).toBe('7d');
  });

  it('remembers that keys marked the part, until a pointer does', () => {
    const result = open('/');
    const part = {
      ...{ from: at('2026-11-19T12:00:00Z'), to: at('2026-11-19T12:30:00Z') },
    };
    act(() => result.current.view.setZoom(part, true));
    expect(result.current.view.byKeys).toBe(true);
    act(() => result.current.view.setZoom());
    expect(result.current.view.byKeys).toBe(false);
  });

  it.each([
    'from=2026-11-19T12:00:00Z',
    'from=2026-11-19T12:00:00Z&to=2026-11-19T12:00:30Z',
    'from=2026-11-19T12:00:00Z&to=2026-11-19T11:00:00Z',
    'from=x&to=y',
  ])('takes %s for no part', part => {
    expect(open(`/?${part}`).current.view.zoom).toBeUndefined();
  });

  it('writes a marked part and takes it away again', () => {
    const result = open('/?deployment=prod-acme');

    act(() =>
      result.current.view.setZoom({
        from: at('2026-11-19T12:00:00Z'),
        to: at('2026-11-19T12:30:00Z'),
      }),
    );
    expect(result.current.search).toBe(`?deployment=prod-acme&${PART}`);
    act(() => result.current.view.setZoom());
    expect(result.current.search).toBe('?deployment=prod-acme');
  });

  it('widens a part that is too short to be asked for', () => {
    const result = open('/');

    act(() =>
      result.current.view.setZoom({
        from: at('2026-11-19T12:00:50Z'),
        to: at('2026-11-19T12:01:00Z'),
      }),
    );

    expect(result.current.view.zoom).toEqual({
      from: '2026-11-19T12:00:00.000Z',
      to: '2026-11-19T12:01:00.000Z',
    });
  });

  it('leaves the part when another range is chosen', () => {
    const result = open(`/?${PART}`);

    act(() => result.current.view.setRange('24h'));

    expect(result.current.search).toBe('?range=24h');
  });

  it('writes the view, and nothing for charts', () => {
    const result = open('/');

    act(() => result.current.view.setTable(true));
    expect(result.current.search).toBe('?view=table');
    act(() => result.current.view.setTable(false));
    expect(result.current.search).toBe('');
  });
});
