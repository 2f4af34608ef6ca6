/** @jest-environment node */
import {
  constants,
  createDecipheriv,
  generateKeyPairSync,
  privateDecrypt,
  webcrypto,
} from 'node:crypto';
import { canSeal, labelOf, sealText, type SealingPlace } from './sealText';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
});
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const crypto = webcrypto as unknown as Crypto;
const PLACES: SealingPlace[] = (
  ['strict', 'namespace-wide', 'cluster-wide'] as const
).map(scope => ({ scope, name: 'orders-db', namespace: 'dev-orders' }));

/** Written from the description of the format, by OpenSSL and not by WebCrypto. */
function open(sealed: string, label: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const end = 2 + bytes.readUInt16BE(0);
  const session = privateDecrypt(
    {
      ...{ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING },
      ...{ oaepHash: 'sha256', oaepLabel: Buffer.from(label) },
    },
    bytes.subarray(2, end),
  );
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = decipher.update(bytes.subarray(end, -16));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}

describe('what the browser seals', () => {
  it.each(PLACES)(
    'is opened by another implementation, $scope',
    async place => {
      const label = labelOf(place);
      for (const text of [
        'word',
        'ключ\n',
        'a: b\n- {{ x }}',
        'x'.repeat(9000),
      ]) {
        const sealed = await sealText(PEM, text, label, crypto);

        expect(open(sealed, label)).toBe(text);
        expect(sealed).not.toContain(Buffer.from(text).toString('base64'));
      }
    },
  );

  it('has the labels of the three scopes', () => {
    expect(PLACES.map(labelOf)).toEqual([
      ...['dev-orders/orders-db', 'dev-orders', ''],
    ]);
  });

  it('is not opened under another name', async () => {
    const sealed = await sealText(PEM, 'word', 'dev-orders/orders-db', crypto);

    expect(() => open(sealed, 'dev-orders/other')).toThrow();
    expect(() => open(sealed, '')).toThrow();
  });

  it('is another text each time', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => sealText(PEM, 'word', 'a/b', crypto)),
    );
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64')).toHaveLength(2 + 256 + 4 + 16);
  });

  it('is refused for a key that is none', async () => {
    await expect(sealText('none', 'word', '', crypto)).rejects.toThrow();
  });

  it('needs a page that may do it', () => {
    expect(canSeal(crypto)).toBe(true);
    expect(canSeal({})).toBe(false);
    expect(canSeal(undefined)).toBe(false);
  });
});
