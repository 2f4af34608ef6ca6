import {
  checkLabelName,
  checkMetricName,
  quote,
  quoteExpression,
  renderBy,
  renderDuration,
  renderMatcher,
  renderSelector,
  renderUnion,
} from './promql';

describe('promql', () => {
  it.each([
    ['checkout', '"checkout"'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
    ['a\nb', '"a\\nb"'],
    ['a\\"} or up{x="', '"a\\\\\\"} or up{x=\\""'],
    ['', '""'],
    ['grün', '"grün"'],
  ])('keeps %j a value', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });

  it.each(['a.b', 'a+b*c?', '(a|b)', '[x]{2}', '^a$', 'a\\d', 'a-b/c'])(
    'makes %j match itself and nothing else',
    text => {
      const expression = new RegExp(`^(?:${quoteExpression(text)})$`);

      expect(expression.test(text)).toBe(true);
      expect(expression.test(`${text}x`)).toBe(false);
      expect(expression.test(text.replace(/[.+?*|]/g, 'Z'))).toBe(
        !/[.+?*|]/.test(text),
      );
    },
  );

  it('quotes an alternative first as an expression, then as a text', () => {
    expect(renderMatcher({ label: 'job', in: ['a.b', 'c|d', 'e"f'] })).toBe(
      'job=~"a\\\\.b|c\\\\|d|e\\"f"',
    );
  });

  it('asks for one value by equality', () => {
    expect(renderMatcher({ label: 'job', in: ['a.b'] })).toBe('job="a.b"');
  });

  it('writes each kind of matcher', () => {
    expect(
      renderSelector('up', [
        { label: 'a', equals: '1' },
        { label: 'b', notEquals: '' },
        { label: 'c', matches: '5..' },
      ]),
    ).toBe('up{a="1",b!="",c=~"5.."}');
  });

  it.each(['a b', '1a', 'a-b', 'a"', '', 'a}', 'é'])(
    'refuses %j as the name of a label',
    name => {
      expect(() => checkLabelName(name)).toThrow(
        /cannot be the name of a label/,
      );
    },
  );

  it.each(['a b', '1a', 'a-b', 'up{', ''])(
    'refuses %j as the name of a metric',
    name => {
      expect(() => checkMetricName(name)).toThrow(
        /cannot be the name of a metric/,
      );
    },
  );

  it('lets a recording rule have colons, and a label not', () => {
    expect(checkMetricName('a:b:c')).toBe('a:b:c');
    expect(() => checkLabelName('a:b')).toThrow();
  });

  it.each([
    [60, '60s'],
    [102.857142, '102857ms'],
    [0.5, '500ms'],
    [0, '1ms'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(renderDuration(seconds)).toBe(text);
  });

  it('aggregates by labels, or over everything', () => {
    expect(renderBy('sum', ['a', 'b'])).toBe('sum by (a, b) ');
    expect(renderBy('count', [])).toBe('count');
  });

  it('marks each part of a union', () => {
    expect(
      renderUnion([
        { id: 't0', expression: 'up' },
        { id: 'e0', expression: 'down' },
      ]),
    ).toBe(
      'label_replace(up, "slipway_part", "t0", "", "") or label_replace(down, "slipway_part", "e0", "", "")',
    );
  });
});
