import type { CheckResult } from '@slipway/backstage-plugin-delivery-common';
import { visibleChecks } from './visibleChecks';

const check: CheckResult = {
  ...{ id: 'contracts:shop', title: 'Contracts', status: 'warn', tookMs: 3 },
  message: 'shop 1.0.0 may be surprised.',
  ...{ evidence: ['shop 1.0.0'], about: ['component:default/shop'] },
};

describe('the checks of an operation', () => {
  it('are shown with their words to who may see what they name', () => {
    const [shown] = visibleChecks([check], new Set(check.about));
    expect(shown.message).toBe(check.message);
    expect(shown).not.toHaveProperty('about');
  });

  it('keep their status, and no name, for others', () => {
    const [shown] = visibleChecks([check], new Set());
    expect(shown).toMatchObject({ id: 'contracts', status: 'warn' });
    expect(JSON.stringify(shown)).not.toContain('shop');
  });

  it('are shown to all when they name nobody', () => {
    const plain = { ...check, about: undefined };
    expect(visibleChecks([plain], new Set())[0].message).toBe(check.message);
  });
});
