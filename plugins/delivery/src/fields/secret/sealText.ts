/** What a value is sealed for. */
export interface SealingPlace {
  name: string;
  namespace: string;
  scope: 'strict' | 'namespace-wide' | 'cluster-wide';
}

type Cryptography = Pick<Crypto, 'subtle'>;

const RSA = 'RSA-OAEP';
const AES = 'AES-GCM';
const NONCE_BYTES = 12;

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const text = atob(pem.replace(/-----[^-]+-----|\s+/g, ''));
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    bytes[index] = text.charCodeAt(index);
  }
  return bytes;
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function base64(parts: readonly Uint8Array[]): string {
  let text = '';
  for (const part of parts) {
    for (const byte of part) text += String.fromCharCode(byte);
  }
  return btoa(text);
}

/** The text that the controller must present as well to open a value. */
export function labelOf({ name, namespace, scope }: SealingPlace): string {
  if (scope === 'cluster-wide') return '';
  return scope === 'namespace-wide' ? namespace : `${namespace}/${name}`;
}

/** Whether this page may seal: browsers do it on https pages and on localhost only. */
export function canSeal(crypto: Partial<Cryptography> | undefined): boolean {
  return crypto?.subtle !== undefined;
}

/**
 * Seals a text in the format of Sealed Secrets, in the browser: a new AES key,
 * itself encrypted by the cluster's RSA key. The nonce is all zero, which is
 * safe because no key is used twice.
 *
 * @param publicKey - SubjectPublicKeyInfo in PEM form
 */
export async function sealText(
  publicKey: string,
  text: string,
  label: string,
  { subtle }: Cryptography = globalThis.crypto,
): Promise<string> {
  const [key, session] = await Promise.all([
    subtle.importKey(
      ...(['spki', derOf(publicKey), { name: RSA, hash: 'SHA-256' }] as const),
      ...([false, ['encrypt']] as const),
    ),
    subtle.generateKey({ name: AES, length: 256 }, true, ['encrypt']),
  ]);
  const sealedKey = new Uint8Array(
    await subtle.encrypt(
      { name: RSA, ...(label && { label: utf8(label) }) },
      key,
      await subtle.exportKey('raw', session),
    ),
  );
  const sealedText = new Uint8Array(
    await subtle.encrypt(
      { name: AES, iv: new Uint8Array(NONCE_BYTES) },
      session,
      utf8(text),
    ),
  );
  const length = new Uint8Array([
    ...[sealedKey.length >> 8, sealedKey.length & 255],
  ]);
  return base64([length, sealedKey, sealedText]);
}
