import { describeSolver, solveSchema } from './__testUtils__/solving';

const text = (own: object) => ({ type: 'string', ...own });

describeSolver('solveString', {
  solved: [
    ['any text', text({})],
    ['a shortest length', text({ minLength: 3 })],
    ['a longest length of nothing', text({ maxLength: 0 })],
    ['one length', text({ minLength: 4, maxLength: 4 })],
    ['a pattern', text({ pattern: '^[a-c]+$' })],
    ['a pattern without anchors', text({ pattern: 'x' })],
    ['a pattern of digits', text({ pattern: '^\\d{4}-\\d{2}$' })],
    ['alternatives of a pattern', text({ pattern: '^(cat|dog)s?$' })],
    ['a pattern and a length', text({ pattern: '^a*$', minLength: 5 })],
    ['a pattern that repeats', text({ pattern: '^(ab){2,3}$' })],
    ['two patterns', text({ allOf: [{ pattern: '^a' }, { pattern: 'z$' }] })],
    [
      'three patterns',
      text({
        allOf: [{ pattern: '^[a-z]+$' }, { pattern: 'b' }, { pattern: 'c' }],
      }),
    ],
    ['no pattern', text({ not: { pattern: '^a' }, minLength: 1 })],
    [
      'one pattern and not another',
      text({ pattern: '^[a-z]$', not: { pattern: '[a-y]' } }),
    ],
    ['a pattern with letters of other languages', text({ pattern: '^[à-ü]$' })],
    ['a pattern of any character', text({ pattern: '^.{3}$' })],
    ['a pattern of spaces', text({ pattern: '^\\s\\S$' })],
    ['a pattern of a word', text({ pattern: '^\\w+$', minLength: 2 })],
    ['a class that is left out', text({ pattern: '^[^a-z]$' })],
    ['escapes', text({ pattern: '^\\.\\*\\\\$' })],
    ['an empty alternative', text({ pattern: '^(a|)$', maxLength: 0 })],
    ['all but some values', text({ pattern: '^[ab]$', not: { enum: ['a'] } })],
    [
      'a text that is not empty and not listed',
      text({ minLength: 1, maxLength: 1, not: { enum: ['a', 'b'] } }),
    ],
    [
      'characters outside of 16 bits',
      text({ minLength: 1, maxLength: 1, pattern: '^😀$' }),
    ],
    ['a value of a list', { enum: ['short', 'a longer one'], minLength: 6 }],
    ['a date', text({ format: 'date' })],
    ['an address of mail', text({ format: 'email' })],
    ['a UUID', text({ format: 'uuid' })],
    ['no date', text({ not: { format: 'date' } })],
  ],
  unsolvable: [
    ['lengths that are turned around', text({ minLength: 3, maxLength: 2 })],
    ['a pattern that is too long', text({ pattern: '^a{5}$', maxLength: 4 })],
    [
      'a pattern that is too short',
      text({ pattern: '^a{1,3}$', minLength: 4 }),
    ],
    [
      'two patterns without a common text',
      text({ allOf: [{ pattern: '^a' }, { pattern: '^b' }] }),
    ],
    [
      'a pattern that another one refuses',
      text({ pattern: '^[ab]$', not: { pattern: '^[a-c]$' } }),
    ],
    ['a class that is empty', text({ pattern: '^[^\\s\\S]$' })],
    [
      'all texts of a pattern but those',
      text({ pattern: '^(a|b)$', not: { enum: ['a', 'b'] } }),
    ],
    ['a list without a text that fits', { enum: ['a', 'b'], minLength: 2 }],
    ['a text that is no text', text({ not: { type: 'string' } })],
    ['a number of a list', text({ enum: [1, 2] })],
    ['a text shorter than nothing', text({ not: { minLength: 0 } })],
    ['the empty text, and not', text({ maxLength: 0, not: { enum: [''] } })],
  ],
});

describe('a text that is found', () => {
  it('is as short as it can be', () => {
    expect(solveSchema(text({}))).toEqual({ status: 'value', value: '' });
    expect(solveSchema(text({ pattern: '^a+b$' }))).toEqual({
      status: 'value',
      value: 'ab',
    });
  });

  it.each([
    ['looks ahead', '^(?=a)b'],
    ['looks back', '(?<=a)b'],
    ['refers to a group', '^(a)\\1$'],
  ])('is not claimed where a pattern %s', (_title, pattern) => {
    const solution = solveSchema(text({ pattern, minLength: 2 }));

    expect(solution).toMatchObject({
      status: 'unknown',
      why: 'a pattern uses what cannot be decided',
    });
  });

  it('is not claimed where a format may have others', () => {
    expect(solveSchema(text({ format: 'date', maxLength: 3 }))).toMatchObject({
      status: 'unknown',
      why: 'which texts have a format cannot be told in full',
    });
  });

  it('is not looked for where it would be very long', () => {
    expect(solveSchema(text({ minLength: 1e9 }))).toMatchObject({
      status: 'unknown',
      why: 'only very long texts could differ',
    });
  });
});
