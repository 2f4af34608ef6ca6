import type { KeyObject } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { stringify } from 'yaml';
import { type SealedName, type SealingScope, sealValue } from './sealValue';

/** What is sealed. */
export interface SecretToSeal extends SealedName {
  data: Record<string, string>;
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

/** @throws InputError that names a key, and never a value */
export function assertSealable({ name, namespace, data }: SecretToSeal) {
  if (name.length > 253 || !SUBDOMAIN.test(name)) {
    throw new InputError(
      `'${name.slice(0, 80)}' cannot be the name of a secret.`,
    );
  }
  if (!LABEL.test(namespace)) {
    throw new InputError(`'${namespace.slice(0, 80)}' cannot be a namespace.`);
  }
  const odd = Object.keys(data).find(key => !KEY.test(key));
  if (odd !== undefined) {
    throw new InputError(
      `'${odd.slice(0, 80)}' cannot be a key of a secret; use letters, digits, '-', '_' and '.'.`,
    );
  }
  if (!Object.keys(data).length) throw new InputError('The secret is empty.');
}

/** The manifest of a sealed secret. */
export function sealedSecret(key: KeyObject, secret: SecretToSeal): string {
  assertSealable(secret);
  const { name, namespace, scope, data, type = 'Opaque' } = secret;
  const metadata = { name, namespace, ...annotationsOf(scope) };
  const encryptedData = Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      sealValue(key, value, secret),
    ]),
  );
  return stringify(
    {
      ...{ apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata },
      spec: { encryptedData, template: { metadata, type } },
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}
