import type { KeyObject } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { stringify } from 'yaml';
import {
  labelOf,
  type SealedName,
  type SealingScope,
  sealValue,
} from './sealValue';

/** What is sealed. */
export interface SecretToSeal extends SealedName {
  data: Record<string, string>;
  /** Values that were sealed before, by key, for the same name and scope. */
  sealed?: Record<string, string>;
  type?: string;
}

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const ANNOTATION = 'sealedsecrets.bitnami.com';

function annotationsOf(scope: SealingScope) {
  return scope === 'strict'
    ? {}
    : { annotations: { [`${ANNOTATION}/${scope}`]: 'true' } };
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const TAG_BYTES = 16;
/** Lengths of what RSA makes of a session key, for keys of 2048 to 8192 bits. */
const RSA_BYTES = [256, 384, 512, 1024];

/**
 * Whether a text has the form of a sealed value. What is in it nobody here can
 * tell, and the controller opens none that was sealed for something else.
 */
export function isSealed(text: string): boolean {
  if (!BASE64.test(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 2) return false;
  const keyBytes = bytes.readUInt16BE(0);
  return (
    RSA_BYTES.includes(keyBytes) && bytes.length >= 2 + keyBytes + TAG_BYTES
  );
}

/**
 * A value that a form sealed: alone, or behind what it was sealed for, as
 * `<cluster>:<label>:<value>`.
 *
 * @throws InputError that names the key
 */
function readSealed(key: string, text: string, label: string): string {
  const parts = text.split(':');
  const value = parts[parts.length - 1];
  if (!isSealed(value)) {
    throw new InputError(
      `The value of ${key.slice(0, 80)} is not sealed; seal it in the form, or name it under data by \${{ secrets.… }}.`,
    );
  }
  if (parts.length > 1 && parts.slice(1, -1).join(':') !== label) {
    throw new InputError(
      `The value of ${key.slice(0, 80)} was sealed for another name; nobody could open it. Type it once more.`,
    );
  }
  return value;
}

function readAllSealed(secret: SecretToSeal): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secret.sealed ?? {}).map(([key, text]) => [
      key,
      readSealed(key, text, labelOf(secret)),
    ]),
  );
}

/** @throws InputError that names a key, and never a value */
export function assertSealable(secret: SecretToSeal) {
  const { name, namespace, data, sealed = {} } = secret;
  const keys = [...Object.keys(data), ...Object.keys(sealed)];
  if (name.length > 253 || !SUBDOMAIN.test(name)) {
    throw new InputError(
      `'${name.slice(0, 80)}' cannot be the name of a secret.`,
    );
  }
  if (!LABEL.test(namespace)) {
    throw new InputError(`'${namespace.slice(0, 80)}' cannot be a namespace.`);
  }
  const odd = keys.find(key => !KEY.test(key));
  if (odd !== undefined) {
    throw new InputError(
      `'${odd.slice(0, 80)}' cannot be a key of a secret; use letters, digits, '-', '_' and '.'.`,
    );
  }
  if (!keys.length) throw new InputError('The secret is empty.');
  const twice = keys.find(key => key in data && key in sealed);
  if (twice) {
    throw new InputError(`${twice} stands under data and under sealed.`);
  }
  readAllSealed(secret);
}

/**
 * The manifest of a sealed secret.
 *
 * @param key - not needed when all of it is sealed already
 */
export function sealedSecret(
  key: KeyObject | undefined,
  secret: SecretToSeal,
): string {
  assertSealable(secret);
  const { name, namespace, scope, data, type = 'Opaque' } = secret;
  const metadata = { name, namespace, ...annotationsOf(scope) };
  const encryptedData = {
    ...readAllSealed(secret),
    ...(key &&
      Object.fromEntries(
        Object.entries(data).map(([field, value]) => [
          field,
          sealValue(key, value, secret),
        ]),
      )),
  };
  return stringify(
    {
      ...{ apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata },
      spec: { encryptedData, template: { metadata, type } },
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}
