import { findAlike } from './namesInUse';

const used = [
  { name: 'acme', where: 'prod/acme/payments' },
  { name: 'Globex', where: 'the catalog' },
];

describe('findAlike', () => {
  it.each([
    ['acme', { ...used[0], isSame: true }],
    ['globex', { ...used[1], isSame: true }],
    ['acrne', { ...used[0], isSame: false }],
    ['g1obex', { ...used[1], isSame: false }],
    ['initech', undefined],
  ])('of %s is %j', (name, found) => {
    expect(findAlike(name, used)).toEqual(found);
  });
});
