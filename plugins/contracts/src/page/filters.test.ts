import { FILTERS, readFilter, withFilter } from './filters';

describe('filters', () => {
  it('are what stands in the address, and nothing else', () => {
    const query = new URLSearchParams('gap=any&q=pay&section=points&owner=');

    expect(readFilter(query)).toEqual({ gap: 'any', q: 'pay' });
  });

  it.each(FILTERS)('set %s and keep the others', name => {
    const query = new URLSearchParams('section=points');

    const next = withFilter(query, name, 'x');

    expect(next.get(name)).toBe('x');
    expect(next.get('section')).toBe('points');
    expect(query.has(name)).toBe(false);
  });

  it('leave the address when they are cleared', () => {
    const query = new URLSearchParams('gap=any&q=pay');

    expect(withFilter(query, 'gap', undefined).toString()).toBe('q=pay');
    expect(withFilter(query, 'q', '').toString()).toBe('gap=any');
  });
});
