import { target } from '../__testUtils__/createSource';
import { fillPattern, fillTemplate, problemOfTemplate } from './template';

describe('template', () => {
  const cart = target('cart', {
    cluster: 'eu-1',
    annotations: { 'example.org/queue': 'orders.new' },
  });

  it.each([
    ['{namespace}-{component}', 'retail-prod-cart'],
    ['{environment}/{cluster}', 'prod/eu-1'],
    ['{annotation:example.org/queue}', 'orders.new'],
    ['fixed', 'fixed'],
    ['{cluster?}', 'eu-1'],
  ])('fills %s', (template, text) => {
    expect(fillTemplate(template, cart)).toEqual({ kind: 'text', text });
  });

  it('says what is missing', () => {
    expect(fillTemplate('{tenant}', cart)).toEqual({
      ...{ kind: 'missing', placeholder: 'tenant' },
    });
    expect(fillTemplate('{annotation:a}', cart)).toEqual({
      ...{ kind: 'missing', placeholder: 'a' },
    });
  });

  it('takes an empty value for one that is missing', () => {
    expect(fillTemplate('{component}', target('')).kind).toBe('missing');
  });

  it('may be left out when a question mark says so, unless something else is missing', () => {
    expect(fillTemplate('{tenant?}-x', cart)).toEqual({ kind: 'left-out' });
    expect(fillTemplate('{tenant?}{annotation:a}', cart).kind).toBe('missing');
  });

  it('puts values into an expression as themselves', () => {
    const dotted = target('a.b', { namespace: 'x+y' });

    expect(fillPattern('{namespace}-{component}(?:-[0-9]+)?', dotted)).toEqual({
      ...{ kind: 'text', text: 'x\\+y-a\\.b(?:-[0-9]+)?' },
    });
  });

  it.each(['{pod}', '{component:a}', '{annotation}'])(
    'does not know %s',
    template => {
      expect(problemOfTemplate(template)).toContain('is not known');
    },
  );

  it('passes over braces that are no placeholder', () => {
    expect(problemOfTemplate('a{2} {component?}')).toBeUndefined();
  });
});
