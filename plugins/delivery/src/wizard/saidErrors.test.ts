import { keys } from '../__testUtils__/words';
import { type FormError, saidErrors } from './saidErrors';

const say = (...errors: object[]) =>
  saidErrors(errors as FormError[], keys).map(({ message }) => message);

describe('what is wrong with an answer', () => {
  it.each([
    ['required', {}, 'wizard.required'],
    ['pattern', { pattern: '^[a-z]+$' }, 'wizard.form'],
    ['format', { format: 'uri' }, 'wizard.form'],
    ['const', { allowedValue: true }, 'wizard.tick'],
    ['const', { allowedValue: 'none' }, 'wizard.oneOf'],
    ['enum', {}, 'wizard.oneOf'],
    ['type', { type: 'integer' }, 'wizard.whole'],
    ['type', { type: 'number' }, 'wizard.number'],
    ['type', { type: 'string' }, 'wizard.form'],
    ['uniqueItems', {}, 'wizard.twice'],
    ['minLength', { limit: 1 }, 'wizard.required'],
    ['minLength', { limit: 3 }, 'wizard.longer|3'],
    ['maxLength', { limit: 20 }, 'wizard.shorter|20'],
    ['minItems', { limit: 1 }, 'wizard.more|1'],
    ['maxItems', { limit: 5 }, 'wizard.fewer|5'],
    ['minimum', { limit: 1 }, 'wizard.least|1'],
    ['maximum', { limit: 730 }, 'wizard.most|730'],
  ])('is said of %s %j in a sentence', (name, params, sentence) => {
    const [message] = say({ name, params, message: 'must match schema' });
    expect(message).toBe(sentence);
  });

  it('is what the form itself says, where it says something', () => {
    expect(
      say({ name: 'errorMessage', message: 'Small letters only.' }),
    ).toEqual(['Small letters only.']);
  });

  it('is not said again by the branch that it stands in', () => {
    expect(
      say(
        { name: 'required', params: {}, message: 'must have' },
        { name: 'oneOf', params: {}, message: 'must match exactly one' },
        { name: 'if', params: {}, message: 'must match "then" schema' },
      ),
    ).toEqual(['wizard.required']);
    expect(say({ name: 'oneOf', message: 'must match exactly one' })).toEqual([
      'must match exactly one',
    ]);
  });
});
