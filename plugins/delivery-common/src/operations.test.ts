import { OPERATION_END_STATES, isOperationEnded } from './operations';
import { deliveryPermissions } from './permissions';

describe('isOperationEnded', () => {
  it.each(OPERATION_END_STATES)('%s is an end', state => {
    expect(isOperationEnded(state)).toBe(true);
  });

  it.each([
    'requested',
    'authorised',
    'committing',
    'committed',
    'syncing',
    'converged',
    'verifying',
  ] as const)('%s goes on', state => {
    expect(isOperationEnded(state)).toBe(false);
  });
});

describe('deliveryPermissions', () => {
  it('are on catalog entities, so that the rules of the catalog apply', () => {
    expect(
      deliveryPermissions.map(({ name, resourceType }) => [name, resourceType]),
    ).toEqual([
      ['delivery.deployment.read', 'catalog-entity'],
      ['delivery.deployment.rollback', 'catalog-entity'],
    ]);
  });
});
