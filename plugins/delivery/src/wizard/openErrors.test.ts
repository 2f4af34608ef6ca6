import { answerAt, firstInput, openErrors } from './openErrors';
import type { FormError } from './saidErrors';

const error = (property: string | undefined, message = 'Wrong.') =>
  ({ property, message, stack: message }) as FormError;

describe('what is still to be corrected', () => {
  const refused = { name: 'A', contacts: ['a', 'b'] };

  it.each([
    ['.name', { ...refused, name: 'a' }, 0],
    ['.name', { ...refused, other: 1 }, 1],
    ['.contacts.1', { ...refused, contacts: ['a', 'b@c.d'] }, 0],
    ['.contacts.1', { ...refused, contacts: ['a@b.c', 'b'] }, 1],
    ['.owner', { ...refused, owner: 'group:a' }, 0],
    ['.owner', refused, 1],
    ['.', { ...refused, name: 'a' }, 1],
    [undefined, { ...refused, name: 'a' }, 1],
  ])('of %s with %j is %d', (property, answers, count) => {
    expect(openErrors([error(property)], refused, answers)).toHaveLength(count);
  });

  it('is nothing that nobody said', () => {
    expect(openErrors([error('.name', '')], refused, refused)).toEqual([]);
  });

  it.each([
    ['.contacts.1', 'b'],
    ['.name.first', undefined],
    ['.none.at.all', undefined],
  ])('finds the answer of %s', (property, answer) => {
    expect(answerAt(refused, property)).toBe(answer);
  });
});

describe('the first wrong field', () => {
  const form = document.createElement('form');
  form.innerHTML = `
    <input id="root_name" />
    <fieldset aria-describedby="root_hosts-note">
      <input id="fine" /><input id="wrong" aria-invalid="true" />
    </fieldset>
    <div id="root_quota"><p></p><input id="amount" /></div>
    <input id="root_contacts_1" />`;
  const firstOf = (...properties: string[]) =>
    firstInput(
      form,
      properties.map(property => error(property)),
    )?.id;

  it.each([
    [['.name'], 'root_name'],
    [['.contacts.1', '.name'], 'root_name'],
    [['.hosts.0.to'], 'wrong'],
    [['.contacts.1', '.hosts'], 'wrong'],
    [['.quota.cpu'], 'amount'],
    [['.nowhere', '.contacts.1'], 'root_contacts_1'],
    [['.nowhere'], undefined],
    [['.'], undefined],
  ])('of %j is %s', (properties, id) => {
    expect(firstOf(...properties)).toBe(id);
  });
});
