import {
  constants,
  createCipheriv,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

/** Where a sealed value may be opened. */
export const SEALING_SCOPES = [
  'strict',
  'namespace-wide',
  'cluster-wide',
] as const;

/** Where a sealed value may be opened. */
export type SealingScope = (typeof SEALING_SCOPES)[number];

/** What a sealed value is bound to. */
export interface SealedName {
  name: string;
  namespace: string;
  scope: SealingScope;
}

const SESSION_KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** The text that the controller must present as well to open a value. */
export function labelOf({ name, namespace, scope }: SealedName): string {
  if (scope === 'cluster-wide') return '';
  return scope === 'namespace-wide' ? namespace : `${namespace}/${name}`;
}

/**
 * Seals a value so that only the controller of Sealed Secrets can open it: a
 * new AES key for each value, itself encrypted by the certificate's RSA key.
 * The nonce is all zero, which is safe because no key is used twice.
 */
export function sealValue(
  key: KeyObject,
  value: string,
  name: SealedName,
): string {
  const session = randomBytes(SESSION_KEY_BYTES);
  const label = Buffer.from(labelOf(name), 'utf8');
  const sealedKey = publicEncrypt(
    {
      ...{ key, padding: constants.RSA_PKCS1_OAEP_PADDING },
      oaepHash: 'sha256',
      ...(label.length && { oaepLabel: label }),
    },
    session,
  );
  const nonce = Buffer.alloc(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', session, nonce);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(sealedKey.length);
  return Buffer.concat([
    ...[length, sealedKey, cipher.update(value, 'utf8'), cipher.final()],
    cipher.getAuthTag(),
  ]).toString('base64');
}
