import { renderHook } from '@testing-library/react';
import { useLast } from './useLast';

describe('useLast', () => {
  it('keeps the value before while there is none, and then the new one', () => {
    const { result, rerender } = renderHook(
      ({ value }: { value?: string }) => useLast(value),
      { initialProps: {} },
    );
    expect(result.current).toBeUndefined();

    rerender({ value: 'first' });
    expect(result.current).toBe('first');
    rerender({});
    expect(result.current).toBe('first');
    rerender({ value: 'second' });
    expect(result.current).toBe('second');
  });
});
