import { jsonPatch } from './jsonPatch';

/** Of RFC 6902, appendix A, by its number there. */
const APPENDIX: [string, unknown, unknown[], unknown][] = [
  [
    'A.1 adds a member',
    { foo: 'bar' },
    [{ op: 'add', path: '/baz', value: 'qux' }],
    { baz: 'qux', foo: 'bar' },
  ],
  [
    'A.2 adds an element',
    { foo: ['bar', 'baz'] },
    [{ op: 'add', path: '/foo/1', value: 'qux' }],
    { foo: ['bar', 'qux', 'baz'] },
  ],
  [
    'A.3 removes a member',
    { baz: 'qux', foo: 'bar' },
    [{ op: 'remove', path: '/baz' }],
    { foo: 'bar' },
  ],
  [
    'A.4 removes an element',
    { foo: ['bar', 'qux', 'baz'] },
    [{ op: 'remove', path: '/foo/1' }],
    { foo: ['bar', 'baz'] },
  ],
  [
    'A.5 replaces a value',
    { baz: 'qux', foo: 'bar' },
    [{ op: 'replace', path: '/baz', value: 'boo' }],
    { baz: 'boo', foo: 'bar' },
  ],
  [
    'A.6 moves a value',
    { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
    [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
    { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
  ],
  [
    'A.7 moves an element',
    { foo: ['all', 'grass', 'cows', 'eat'] },
    [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
    { foo: ['all', 'cows', 'eat', 'grass'] },
  ],
  [
    'A.8 tests values, and goes on',
    { baz: 'qux', foo: ['a', 2, 'c'] },
    [
      { op: 'test', path: '/baz', value: 'qux' },
      { op: 'test', path: '/foo/1', value: 2 },
    ],
    { baz: 'qux', foo: ['a', 2, 'c'] },
  ],
  [
    'A.10 adds a nested member',
    { foo: 'bar' },
    [{ op: 'add', path: '/child', value: { grandchild: {} } }],
    { foo: 'bar', child: { grandchild: {} } },
  ],
  [
    'A.11 ignores what it does not know',
    { foo: 'bar' },
    [{ op: 'add', path: '/baz', value: 'qux', xyz: 123 }],
    { foo: 'bar', baz: 'qux' },
  ],
  [
    'A.14 reads ~01 as ~1',
    { '/': 9, '~1': 10 },
    [{ op: 'test', path: '/~01', value: 10 }],
    { '/': 9, '~1': 10 },
  ],
  [
    'A.16 appends to an array',
    { foo: ['bar'] },
    [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }],
    { foo: ['bar', ['abc', 'def']] },
  ],
  [
    'copies a value',
    { a: { b: 1 } },
    [{ op: 'copy', from: '/a', path: '/c' }],
    { a: { b: 1 }, c: { b: 1 } },
  ],
  [
    'reads the label of a Kubernetes object',
    { metadata: { labels: {} } },
    [
      {
        op: 'add',
        path: '/metadata/labels/app.kubernetes.io~1name',
        value: 'payments',
      },
    ],
    { metadata: { labels: { 'app.kubernetes.io/name': 'payments' } } },
  ],
  ['does nothing for an empty list', { a: 1 }, [], { a: 1 }],
];

describe('jsonPatch', () => {
  it.each(APPENDIX)('%s', (_, target, patch, expected) => {
    expect(jsonPatch(target, patch)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['A.9 a test that fails', [{ op: 'test', path: '/baz', value: 'bar' }]],
    [
      'A.12 a parent that is not there',
      [{ op: 'add', path: '/no/bat', value: 'qux' }],
    ],
    ['A.15 a text for a number', [{ op: 'test', path: '/count', value: '10' }]],
    ['a removal of nothing', [{ op: 'remove', path: '/none' }]],
    ['a replacement of nothing', [{ op: 'replace', path: '/none', value: 1 }]],
    ['a place outside an array', [{ op: 'add', path: '/list/5', value: 1 }]],
    ['an add without a value', [{ op: 'add', path: '/a' }]],
    ['a move without its origin', [{ op: 'move', path: '/a' }]],
    ['an operation that nobody knows', [{ op: 'spam', path: '/a' }]],
    ['a path that does not begin', [{ op: 'add', path: 'a', value: 1 }]],
    ['a way to the prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
  ])('refuses %s as what cannot be applied', (_, patch) => {
    const target = { baz: 'qux', count: 10, list: [1] };

    expect(() => jsonPatch(target, patch)).toThrow(
      expect.objectContaining({
        code: 422,
        reason: 'Invalid',
        message: expect.stringMatching(/^the server rejected our request/),
      }),
    );
    expect(target).toEqual({ baz: 'qux', count: 10, list: [1] });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each([
    [{}],
    [null],
    ['add'],
    [[null]],
    [[{ op: 'add' }]],
    [[{ path: '/a' }]],
    [[{ op: 1, path: '/a' }]],
  ])('calls %j no patch', patch => {
    expect(() => jsonPatch({}, patch)).toThrow(
      expect.objectContaining({ code: 400 }),
    );
  });

  it('does all or nothing', () => {
    const target = { a: 1, list: [1, 2] };

    expect(() =>
      jsonPatch(target, [
        { op: 'replace', path: '/a', value: 2 },
        { op: 'remove', path: '/list/0' },
        { op: 'test', path: '/a', value: 1 },
      ]),
    ).toThrow();

    expect(target).toEqual({ a: 1, list: [1, 2] });
  });

  it('shares nothing with what it was given', () => {
    const target = { a: { b: [1] } };

    const patched = jsonPatch(target, [
      { op: 'add', path: '/a/b/-', value: 2 },
    ]) as typeof target;

    expect(target).toEqual({ a: { b: [1] } });
    expect(patched.a.b).toEqual([1, 2]);
  });

  it('takes no more operations than Kubernetes does', () => {
    const patch = Array(10_001).fill({ op: 'test', path: '/a', value: 1 });

    expect(() => jsonPatch({ a: 1 }, patch)).toThrow(
      expect.objectContaining({ code: 413 }),
    );
    expect(jsonPatch({ a: 1 }, patch.slice(1))).toEqual({ a: 1 });
  });
});
