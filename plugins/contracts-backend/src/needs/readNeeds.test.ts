import { apiRef, readNeedsFile, toNeed } from './readNeeds';

const file = (lines: string) => `needs:\n${lines}`;

describe('the file of needs', () => {
  it('says what is used of each contract', () => {
    const [need] = readNeedsFile(
      file(`  - contract: payments-api
    role: caller
    builtAgainst: 2.3.0
    versions: '>=2.3.0 <3'
    toleratesNewValues: true
    uses:
      - operation: POST /payments
        sends: [capture]
        values: { capture: [now, later] }
        receives: [id]
`),
    );
    expect(toNeed(need, [{ operation: 'POST /payments' }])).toEqual({
      ...{ contract: 'api:default/payments-api', role: 'caller' },
      ...{ builtAgainst: '2.3.0', versions: '>=2.3.0 <3' },
      ...{ toleratesNewValues: true, evidence: 'declared' },
      uses: [{ operation: 'POST /payments' }],
    });
  });

  it('may leave out what is used, which means all', () => {
    const [need] = readNeedsFile(file('  - contract: api:shop/carts'));
    expect(toNeed(need, undefined)).toEqual({
      ...{ contract: 'api:shop/carts', evidence: 'declared' },
    });
  });

  it.each([
    ['needs: []', 'at needs'],
    ['wants: []', 'not as it must be'],
    [file('  - contract: a\n    role: owner'), 'at needs.0.role'],
    [file('  - contract: a\n    wish: 1'), 'at needs.0'],
    [file("  - contract: a\n    versions: 'soon'"), 'is no range of versions'],
    [
      file('  - contract: a\n    uses: [{ sends: [x] }]'),
      'either an operation or a statement',
    ],
    [
      file('  - contract: a\n    uses: [{ operation: x, statement: y }]'),
      'either an operation or a statement',
    ],
    ['needs: [', 'is no YAML'],
    ['a: &a [1]\nb: *a', 'is no YAML'],
  ])('is refused with a sentence: %j', (text, message) => {
    expect(() => readNeedsFile(text)).toThrow(message);
  });

  it.each(['', 'api:', 'a b c:d:e'])('refuses %j for an API', text => {
    expect(() => apiRef(text)).toThrow('is no reference of an API');
  });
});
