import { Budget } from './Budget';
import { Evaluator } from './Evaluator';
import { FormatChecks } from './formats';
import { type Formula, Formulas } from './Formulas';
import { NameSource } from './NameSource';
import { Patterns } from './Patterns';
import { type Demand, Placer } from './placing';
import { Solver } from './Solver';
import type { ObjectQuestion } from './solveObject';

function setUp() {
  const formulas = new Formulas();
  const solver = new Solver(
    formulas,
    new Evaluator(new Patterns(), new FormatChecks()),
    new Budget(),
  );
  const question = (own: Partial<ObjectQuestion> = {}): ObjectQuestion => ({
    ...{ properties: [], refused: [], required: [], absent: new Set() },
    ...{ names: [], refusedNames: [], least: 0, most: Infinity },
    ...own,
  });
  const properties = (named: string[], patterns: [string, Formula][] = []) => ({
    name: 'properties' as const,
    named: named.map((name): [string, Formula] => [name, formulas.always]),
    patterns,
    rest: formulas.always,
  });
  return { formulas, solver, question, properties };
}

describe('NameSource', () => {
  it('knows the names that a schema mentions', () => {
    const { solver, question, properties } = setUp();
    const names = new NameSource(
      solver,
      question({ properties: [properties(['a', 'b'])], required: ['c', 'a'] }),
    );

    expect([...names.known].sort()).toEqual(['a', 'b', 'c']);
    expect(names.exact).toBe(true);
  });

  it('leaves out what may not be there', () => {
    const { solver, question, properties } = setUp();
    const names = new NameSource(
      solver,
      question({
        properties: [properties(['a', 'b'])],
        absent: new Set(['a']),
      }),
    );

    expect(names.known).toEqual(['b']);
  });

  it('leaves out names that are not allowed', () => {
    const { solver, question, properties, formulas } = setUp();
    const names = new NameSource(
      solver,
      question({
        properties: [properties(['a', 'long'])],
        names: [formulas.atom('string', { name: 'maxLength', value: 1 })],
      }),
    );

    expect(names.known).toEqual(['a']);
  });

  it('says when it cannot tell whether a name is allowed', () => {
    const { solver, question, properties, formulas } = setUp();
    const names = new NameSource(
      solver,
      question({
        properties: [properties(['a'])],
        names: [formulas.atom('string', { name: 'pattern', pattern: '(?=a)' })],
      }),
    );

    expect(names.known).toEqual([]);
    expect(names.exact).toBe(false);
  });

  it('finds others beside those that are mentioned', () => {
    const { solver, question, properties } = setUp();
    const names = new NameSource(
      solver,
      question({ properties: [properties(['', 'a'])] }),
    );
    const all = names.all(3);

    expect(all).toHaveLength(5);
    expect(new Set(all).size).toBe(5);
  });

  it('finds some for each way in which patterns tell names apart', () => {
    const { solver, question, properties, formulas } = setUp();
    const names = new NameSource(
      solver,
      question({
        properties: [
          properties(
            [],
            [
              ['^x', formulas.always],
              ['y$', formulas.always],
            ],
          ),
        ],
      }),
    );
    const ways = names
      .all(1)
      .map(name => [name.startsWith('x'), name.endsWith('y')].join());

    expect(ways.sort()).toEqual([
      'false,false',
      'false,true',
      'true,false',
      'true,true',
    ]);
  });

  it('says when there are too many patterns to try all ways', () => {
    const { solver, question, properties, formulas } = setUp();
    const patterns = Array.from(
      { length: 8 },
      (_none, at): [string, Formula] => [`^${'abcdefgh'[at]}`, formulas.always],
    );
    const names = new NameSource(
      solver,
      question({ properties: [properties([], patterns)] }),
    );

    expect(names.all(1).length).toBeGreaterThanOrEqual(9);
    expect(names.exact).toBe(false);
  });
});

describe('Placer', () => {
  it('puts demands on places where they are possible', () => {
    const { formulas, solver } = setUp();
    const text = formulas.types(['string']);
    const whole = formulas.types(['number']);
    const placer = new Placer(solver, ['a', 'b'], key => [
      key === 'a' ? text : whole,
    ]);
    const demand: Demand<string> = { at: () => [text] };

    expect(
      [...placer.placings([demand])].map(each => [...each.keys()]),
    ).toEqual([['a']]);
    expect(placer.exact).toBe(true);
  });

  it('puts several demands on one place where they go together', () => {
    const { formulas, solver } = setUp();
    const placer = new Placer(solver, [0], () => []);
    const demands: Demand<number>[] = [
      { at: () => [formulas.types(['string', 'number'])] },
      { at: () => [formulas.types(['number', 'object'])] },
    ];

    expect([...placer.placings(demands)]).toHaveLength(1);
  });

  it('puts demands of one group on different places', () => {
    const { formulas, solver } = setUp();
    const group = {};
    const placer = new Placer(solver, [0, 1], () => []);
    const demand: Demand<number> = { at: () => [formulas.always], group };

    expect(
      [...placer.placings([demand, demand])].map(each => [...each.keys()]),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect([...placer.placings([demand, demand, demand])]).toEqual([]);
  });

  it('leaves out places where a demand may not stand', () => {
    const { solver } = setUp();
    const placer = new Placer(solver, ['a', 'b'], () => []);
    const demand: Demand<string> = {
      at: key => (key === 'b' ? [] : undefined),
    };

    expect(
      [...placer.placings([demand])].map(each => [...each.keys()]),
    ).toEqual([['b']]);
  });

  it('says when it cannot tell what a place asks for', () => {
    const { solver } = setUp();
    const placer = new Placer(solver, ['a'], () => undefined);

    expect([...placer.placings([{ at: () => [] }])]).toEqual([]);
    expect(placer.exact).toBe(false);
  });

  it('has one way without demands', () => {
    const { solver } = setUp();
    const placer = new Placer(solver, ['a'], () => []);

    expect([...placer.placings([])].map(each => each.size)).toEqual([0]);
  });
});
