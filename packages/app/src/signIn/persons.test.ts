import { mockApis } from '@backstage/frontend-test-utils';
import { chosenPerson, readSandboxPersons } from './persons';

const PERSONS = [
  { entityRef: 'user:default/oncall-1', title: 'On call' },
  { entityRef: 'user:default/dev-2', title: 'Developer' },
];

describe('readSandboxPersons', () => {
  it('reads the persons that the configuration offers', () => {
    const persons = [{ ...PERSONS[0], description: 'For the platform' }];
    const config = mockApis.config({
      data: { slipway: { sandbox: { persons } } },
    });

    expect(readSandboxPersons(config)).toEqual(persons);
  });

  it('finds nobody where there is no sandbox', () => {
    expect(readSandboxPersons(mockApis.config({ data: {} }))).toEqual([]);
  });

  it('refuses a person without a name', () => {
    const config = mockApis.config({
      data: { slipway: { sandbox: { persons: [{ entityRef: 'user:x' }] } } },
    });

    expect(() => readSandboxPersons(config)).toThrow(/title/);
  });
});

describe('chosenPerson', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('is the first one while nobody was chosen', () => {
    expect(chosenPerson.among(PERSONS)).toBe(PERSONS[0]);
  });

  it('stays the one that was chosen', () => {
    chosenPerson.set('user:default/dev-2');

    expect(chosenPerson.among(PERSONS)).toBe(PERSONS[1]);
  });

  it('is asked for after signing out', () => {
    chosenPerson.set('user:default/dev-2');
    chosenPerson.askNext();

    expect(chosenPerson.among(PERSONS)).toBeUndefined();
  });

  it('is asked for when the one that was chosen is gone', () => {
    chosenPerson.set('user:default/left-the-company');

    expect(chosenPerson.among(PERSONS)).toBeUndefined();
  });

  it('is nobody where there are none', () => {
    expect(chosenPerson.among([])).toBeUndefined();
  });
});
