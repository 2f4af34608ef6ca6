import { answerOfField, reviewAnswers } from './answers';

const words = { yes: 'Yes', no: 'No' };
const page = (properties: object, more: object = {}) => ({
  mergedSchema: { title: 'Page', properties, ...more } as never,
});
const linesOf = (step: ReturnType<typeof page>, answers: object) =>
  reviewAnswers([step], answers as never, words)[0].answers.map(
    ({ name, lines, isSecret }) => [name, isSecret ? 'secret' : lines],
  );

describe('the answers in words', () => {
  it('are called as the form calls them, and nothing is said of what is empty', () => {
    const step = page({
      a: { title: 'Letter' },
      b: {},
      c: { title: 'Empty' },
      d: { title: 'None' },
    });
    expect(linesOf(step, { a: 'x', b: 7, c: '', e: 'elsewhere' })).toEqual([
      ['Letter', ['x']],
      ['b', ['7']],
    ]);
  });

  it('say choices, ticks and lists as people do', () => {
    const step = page({
      kind: { enum: ['a', 'b'], enumNames: ['Apple', 'Pear'] },
      tick: { title: 'Tick' },
      list: { items: { enum: ['x'], enumNames: ['An x'] } },
      services: {
        items: { properties: { component: {}, version: {} } },
      },
    });
    expect(
      linesOf(step, {
        ...{ kind: 'b', tick: false, list: ['x'] },
        services: [{ component: 'cart', version: '2.9.0' }, { component: 'a' }],
      }),
    ).toEqual([
      ['kind', ['Pear']],
      ['Tick', ['No']],
      ['list', ['An x']],
      ['services', ['cart 2.9.0', 'a']],
    ]);
  });

  it('never show a secret', () => {
    const step = page({
      one: { 'ui:field': 'DeliverySecret' },
      two: { 'ui:field': 'Secret' },
      three: { 'ui:widget': 'password' },
      four: { 'ui:backstage': { review: { mask: '<masked>' } } },
      five: { 'ui:backstage': { review: { show: false } } },
    });
    const answers = Object.fromEntries(
      ['one', 'two', 'three', 'four', 'five'].map(key => [key, 'a word']),
    );

    expect(linesOf(step, answers)).toEqual([
      ['one', 'secret'],
      ['two', 'secret'],
      ['three', 'secret'],
      ['four', ['<masked>']],
    ]);
    expect(JSON.stringify(reviewAnswers([step], answers, words))).not.toContain(
      'a word',
    );
  });

  it('leave out what is not asked any more', () => {
    const step = page(
      { ingress: { enum: ['none', 'http'] }, what: {} },
      {
        allOf: [
          {
            if: {
              required: ['ingress'],
              properties: { ingress: { enum: ['http'] } },
            },
            then: { properties: { host: { title: 'Host' } } },
          },
        ],
        dependencies: {
          what: {
            oneOf: [
              { properties: { what: { enum: ['add'] }, about: {} } },
              { properties: { what: { const: 'evolve' }, strict: {} } },
            ],
          },
        },
      },
    );
    const stale = { host: 'a.example', about: 'x', strict: 'y' };

    expect(linesOf(step, { ...stale, ingress: 'http', what: 'add' })).toEqual([
      ['ingress', ['http']],
      ['what', ['add']],
      ['Host', ['a.example']],
      ['about', ['x']],
    ]);
    expect(
      linesOf(step, { ...stale, ingress: 'none', what: 'evolve' }),
    ).toEqual([
      ['ingress', ['none']],
      ['what', ['evolve']],
      ['strict', ['y']],
    ]);
  });

  it('come in the order of the form', () => {
    const step = page({ a: {}, b: {}, c: {} }, { 'ui:order': ['c', '*', 'a'] });
    expect(linesOf(step, { a: 1, b: 2, c: 3 })).toEqual([
      ['c', ['3']],
      ['b', ['2']],
      ['a', ['1']],
    ]);
  });

  it('are found by the field that asked', () => {
    const steps = [
      page({ a: {} }),
      page({ p: { 'ui:field': 'DeliveryPlan' } }),
    ];

    expect(answerOfField(steps, { p: 'small' }, 'DeliveryPlan')).toBe('small');
    expect(answerOfField(steps, {}, 'DeliveryPlan')).toBeUndefined();
  });
});
