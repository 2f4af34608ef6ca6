import { readFile } from 'node:fs/promises';
import { type KeyObject, X509Certificate } from 'node:crypto';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ActionsConfig } from '../config/readActionsConfig';
import { readWorkspaceFile } from '../files/readSources';

/** Where a certificate is found; exactly one of them. */
export interface CertificateSource {
  file?: string;
  url?: string;
  cluster?: string;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;

function isAllowed(href: string, allowed: readonly string[]): boolean {
  return allowed.some(entry => {
    const known = new URL(entry).href;
    return known.endsWith('/') ? href.startsWith(known) : href === known;
  });
}

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, {
    // Elsewhere might be anywhere inside of the network.
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch(error => {
    throw new ServiceUnavailableError(
      `The certificate at ${url} could not be fetched`,
      error,
    );
  });
  if (!response.ok) {
    throw new ServiceUnavailableError(
      `${url} answered ${response.status} when asked for the certificate.`,
    );
  }
  const text = await response.text();
  if (text.length > MAX_BYTES) throw new InputError(`${url} is too large.`);
  return text;
}

function assertHttps(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:') {
    throw new InputError(
      'A certificate is fetched by https only; anybody could put theirs in its place.',
    );
  }
  return parsed.href;
}

/** The text of a certificate. @throws InputError, NotAllowedError */
export async function loadCertificate(
  { file, url, cluster }: CertificateSource,
  sealing: ActionsConfig['sealing'],
  { workspacePath, signal }: { workspacePath: string; signal?: AbortSignal },
): Promise<string> {
  if ([file, url, cluster].filter(Boolean).length !== 1) {
    throw new InputError(
      'Name one certificate: a file of the workspace, a url or a cluster.',
    );
  }
  if (file) return readWorkspaceFile(workspacePath, file);
  if (url) {
    const href = assertHttps(url);
    if (!isAllowed(href, sealing.certificateUrls)) {
      throw new NotAllowedError(
        `${url} is not among scaffolder.delivery.sealedSecrets.certificateUrls.`,
      );
    }
    return fetchText(href, signal);
  }
  const known = sealing.clusters.find(({ name }) => name === cluster);
  if (!known) {
    throw new InputError(
      `The cluster '${cluster}' is not among scaffolder.delivery.sealedSecrets.clusters.`,
    );
  }
  const { certificateFile, certificateUrl } = known;
  return certificateFile
    ? readFile(certificateFile, 'utf8')
    : fetchText(assertHttps(certificateUrl!), signal);
}

/**
 * A certificate that is valid now, with its RSA key.
 *
 * @throws InputError for one that is none, has expired or is of another kind
 */
export function readCertificate(pem: string, now = new Date()) {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    throw new InputError('The certificate is none in PEM form.');
  }
  const { validFrom, validTo, publicKey } = certificate;
  if (new Date(validTo) < now) {
    throw new InputError(
      `The certificate expired on ${new Date(validTo).toISOString()}; fetch the newest one of the controller.`,
    );
  }
  if (new Date(validFrom) > now) {
    throw new InputError(
      `The certificate is valid only from ${new Date(validFrom).toISOString()}.`,
    );
  }
  if (publicKey.asymmetricKeyType !== 'rsa') {
    throw new InputError(
      'The certificate holds no RSA key; Sealed Secrets uses no other.',
    );
  }
  return { publicKey, validTo };
}

/** The key of a certificate that is valid now. @throws InputError */
export function publicKeyOf(pem: string, now = new Date()): KeyObject {
  return readCertificate(pem, now).publicKey;
}
