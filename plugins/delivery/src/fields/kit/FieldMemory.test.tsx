import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { FieldMemory, useRemembered } from './FieldMemory';

function Pages(props: { children: ReactNode; open?: boolean }) {
  return <FieldMemory>{props.children}</FieldMemory>;
}

describe('what a field remembers', () => {
  it('is told apart by the field', () => {
    const { result } = renderHook(
      () => [useRemembered<string>('a'), useRemembered<string>('b')] as const,
      { wrapper: Pages },
    );
    const [one, other] = result.current;

    one.current = 'acme';

    expect(one.current).toBe('acme');
    expect(other.current).toBeUndefined();
  });

  it('ends with the field where no wizard keeps it', () => {
    const first = renderHook(() => useRemembered<string>('a'));
    first.result.current.current = 'acme';
    first.rerender();
    expect(first.result.current.current).toBe('acme');
    first.unmount();

    const second = renderHook(() => useRemembered<string>('a'));
    expect(second.result.current.current).toBeUndefined();
  });
});
