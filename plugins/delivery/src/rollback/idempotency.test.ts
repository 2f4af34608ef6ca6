import { createIdempotencyKeys, randomId } from './idempotency';

const UUID_4 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('idempotency keys', () => {
  it('are the same for the same request and differ for another', () => {
    const keyFor = createIdempotencyKeys();

    expect(keyFor({ version: '1' })).toBe(keyFor({ version: '1' }));
    expect(keyFor({ version: '1' })).not.toBe(keyFor({ version: '2' }));
  });

  it('differ between two opened dialogs', () => {
    const request = { version: '1' };

    expect(createIdempotencyKeys()(request)).not.toBe(
      createIdempotencyKeys()(request),
    );
  });

  it('are random ids of version 4 also on pages without a secure origin', () => {
    const original = crypto.randomUUID;
    Object.defineProperty(crypto, 'randomUUID', {
      value: undefined,
      configurable: true,
    });
    try {
      const ids = Array.from({ length: 200 }, randomId);
      expect(ids.every(id => UUID_4.test(id))).toBe(true);
      expect(new Set(ids).size).toBe(200);
    } finally {
      Object.defineProperty(crypto, 'randomUUID', {
        value: original,
        configurable: true,
      });
    }
  });
});
