import fc from 'fast-check';
import {
  CONTRACT_BUMPS,
  CONTRACT_VERDICTS,
  type ContractBump,
  type ContractVerdict,
} from './types';
import {
  bumpCovers,
  bumpOfVerdict,
  largestBump,
  worstVerdict,
} from './verdicts';

describe('worstVerdict', () => {
  it('calls nothing changed safe', () => {
    expect(worstVerdict([])).toBe('safe');
  });

  it.each<[ContractVerdict[], ContractVerdict]>([
    [['safe', 'risky'], 'risky'],
    [['unknown', 'risky', 'safe'], 'unknown'],
    [['unknown', 'breaking'], 'breaking'],
    [['safe', 'safe'], 'safe'],
  ])('of %j is %s', (verdicts, worst) => {
    expect(worstVerdict(verdicts)).toBe(worst);
  });

  it('does not depend on the order, and never gets better by more', () => {
    const verdicts = fc.array(fc.constantFrom(...CONTRACT_VERDICTS));
    fc.assert(
      fc.property(verdicts, verdicts, (some, more) => {
        const worst = worstVerdict([...some, ...more]);
        expect(worstVerdict([...more, ...some])).toBe(worst);
        expect(CONTRACT_VERDICTS.indexOf(worst)).toBeGreaterThanOrEqual(
          CONTRACT_VERDICTS.indexOf(worstVerdict(some)),
        );
      }),
    );
  });
});

describe('largestBump', () => {
  it.each<[ContractBump[], ContractBump]>([
    [[], 'none'],
    [['patch', 'none'], 'patch'],
    [['minor', 'major', 'patch'], 'major'],
  ])('of %j is %s', (bumps, largest) => {
    expect(largestBump(bumps)).toBe(largest);
  });
});

describe('bumpOfVerdict', () => {
  it('asks for a major when something breaks or could not be told', () => {
    expect(bumpOfVerdict('breaking', 'patch')).toBe('major');
    expect(bumpOfVerdict('unknown', 'patch')).toBe('major');
  });

  it('asks for a minor when something is risky', () => {
    expect(bumpOfVerdict('risky', 'patch')).toBe('minor');
  });

  it('leaves it to the rule when something is safe', () => {
    expect(bumpOfVerdict('safe', 'patch')).toBe('patch');
    expect(bumpOfVerdict('safe', 'minor')).toBe('minor');
  });
});

describe('bumpCovers', () => {
  it('accepts the same bump or a larger one, and nothing smaller', () => {
    for (const [index, needed] of CONTRACT_BUMPS.entries()) {
      for (const [other, declared] of CONTRACT_BUMPS.entries()) {
        expect(bumpCovers(declared, needed)).toBe(other >= index);
      }
    }
  });
});
