import {
  OPERATION_END_STATES,
  OPERATION_STEPS,
  isOperationEnded,
} from './operations';
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

describe('OPERATION_STEPS', () => {
  it('happen once each, the commit before anything is seen of it', () => {
    expect(new Set(OPERATION_STEPS).size).toBe(OPERATION_STEPS.length);
    expect(OPERATION_STEPS[0]).toBe('asked');
    expect(OPERATION_STEPS.indexOf('committed')).toBeLessThan(
      OPERATION_STEPS.indexOf('seen'),
    );
  });

  it('are no ends', () => {
    for (const step of OPERATION_STEPS) {
      expect(OPERATION_END_STATES).not.toContain(step);
    }
    expect(new Set(OPERATION_END_STATES).size).toBe(
      OPERATION_END_STATES.length,
    );
  });
});

describe('deliveryPermissions', () => {
  it('are on catalog entities where there is one, so that the rules of the catalog apply', () => {
    expect(
      deliveryPermissions.map(permission => [
        permission.name,
        'resourceType' in permission ? permission.resourceType : 'none yet',
      ]),
    ).toEqual([
      ['delivery.deployment.read', 'catalog-entity'],
      ['delivery.deployment.rollback', 'catalog-entity'],
      ['delivery.deployment.update', 'catalog-entity'],
      ['delivery.deployment.create', 'none yet'],
      ['delivery.repository.update', 'none yet'],
    ]);
  });
});
