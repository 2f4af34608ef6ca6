import * as story from '../__fixtures__/story';
import { isProduction } from './production';

const all = story.environments();

describe('whether an environment is production', () => {
  it.each([
    ['prod', true],
    ['acc', false],
    ['dev', false],
  ])('is said of %s: %s', (name, expected) => {
    expect(isProduction(name, all)).toBe(expected);
  });

  it('is so of the stage nearest to customers, whatever its name', () => {
    const stages = all.filter(({ name }) => name !== 'prod');
    expect(isProduction('acc', stages)).toBe(true);
  });

  it('is so of each that bears the name', () => {
    const europe = { ...all[3], name: 'prod-eu', order: 2 };
    expect(isProduction('prod-eu', [...all, europe])).toBe(true);
  });

  it('is never so of one that exists only in Git, and always of one that nobody knows', () => {
    const own = { ...story.ownEnvironment(), order: 9 };
    expect(isProduction(own.name, [...all, own])).toBe(false);
    expect(isProduction('prod', [...all, own])).toBe(true);
    expect(isProduction('nowhere', all)).toBe(true);
    expect(isProduction('dev', undefined)).toBe(true);
  });
});
