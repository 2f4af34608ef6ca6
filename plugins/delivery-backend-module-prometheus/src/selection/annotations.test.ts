import { parseLabels, parseRules, parseSelector } from './annotations';

describe('parseSelector', () => {
  it.each([
    ['app="checkout"', { app: 'checkout' }],
    ['app="checkout",zone="a b"', { app: 'checkout', zone: 'a b' }],
    [' app = "x" , zone = "y" ', { app: 'x', zone: 'y' }],
    ['app="a\\"b\\\\c\\nd"', { app: 'a"b\\c\nd' }],
    ['app="a,b=c"', { app: 'a,b=c' }],
    ['app="{component}"', { app: '{component}' }],
  ])('reads %s', (text, labels) => {
    expect(parseSelector(text)).toEqual(labels);
  });

  it.each([
    ['app=checkout', 1],
    ['app=~".*"', 1],
    ['app!="x"', 1],
    ['app="x"} or up{a="b"', 1],
    ['app="x",', 9],
    ['app="x" zone="y"', 1],
    ['app="x\\q"', 1],
    ['app="x', 1],
    ['', 1],
    ['{app="x"}', 1],
  ])('refuses %j, and says where', (text, _) => {
    expect(() => parseSelector(text)).toThrow(
      /is not understood from its character \d+ on|cannot be the name of a label/,
    );
  });

  it('refuses a name that no label can have', () => {
    expect(() => parseSelector('a-b="x"')).toThrow(
      /"a-b" cannot be the name of a label/,
    );
  });
});

describe('parseLabels', () => {
  it('reads pairs, with or without quotes', () => {
    expect(parseLabels('a=b, c="d e",f=g=h')).toEqual({
      a: 'b',
      c: 'd e',
      f: 'g=h',
    });
  });

  it('passes over what is no pair', () => {
    expect(parseLabels('a,=b,')).toEqual({});
  });
});

describe('parseRules', () => {
  it('reads what the existing plugin reads', () => {
    expect(
      parseRules(
        'memUsage|component,node_memory_active_bytes|instance,sum by (instance) (node_cpu_seconds_total)',
      ),
    ).toEqual([
      { query: 'memUsage', dimension: 'component' },
      { query: 'node_memory_active_bytes', dimension: 'instance' },
      { query: 'sum by (instance) (node_cpu_seconds_total)' },
    ]);
  });

  it('lets a query in quotes have commas, bars and quotes', () => {
    expect(
      parseRules(
        '"histogram_quantile(0.95, sum by (le) (rate(x_bucket{code=~""2..|3..""}[5m])))"|le, up{job="a"}',
      ),
    ).toEqual([
      {
        query:
          'histogram_quantile(0.95, sum by (le) (rate(x_bucket{code=~"2..|3.."}[5m])))',
        dimension: 'le',
      },
      { query: 'up{job="a"}' },
    ]);
  });

  it('passes over what is empty', () => {
    expect(parseRules(' , up ,')).toEqual([{ query: 'up' }]);
  });

  it('refuses quotes that are not closed', () => {
    expect(() => parseRules('"up')).toThrow(/a quote that is not closed/);
  });

  it('refuses a query without bounds', () => {
    expect(() => parseRules('a'.repeat(2_001))).toThrow(
      /longer than 2000 characters/,
    );
  });
});
