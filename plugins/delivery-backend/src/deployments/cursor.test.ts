import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

const SHAPE = { value: 'string', id: 'string' } as const;

describe('a cursor', () => {
  it('gives back what it was made from, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (value, id) => {
        const text = encodeCursor({ value, id });
        expect(decodeCursor(text, SHAPE)).toEqual({ value, id });
        // It goes into a URL as it is.
        expect(encodeURIComponent(text)).toBe(text);
      }),
    );
  });

  it('is absent at the beginning', () => {
    expect(decodeCursor(undefined, SHAPE)).toBeUndefined();
  });

  it.each([
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no object', encodeCursor([1])],
    ['null', Buffer.from('null').toString('base64url')],
    ['a field less', encodeCursor({ value: 'a' })],
    ['another type', encodeCursor({ value: 'a', id: 7 })],
    ['nothing', ''],
  ])('of %s is refused with a sentence', (_, text) => {
    expect(() => decodeCursor(text, SHAPE)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining('begin again without it'),
      }),
    );
  });

  it('never fails in another way', () => {
    const kindOfFailure = (text: string) => {
      try {
        decodeCursor(text, SHAPE);
        return 'none';
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(fc.string(), text => {
        expect(['none', 'InputError']).toContain(kindOfFailure(text));
      }),
    );
  });
});
