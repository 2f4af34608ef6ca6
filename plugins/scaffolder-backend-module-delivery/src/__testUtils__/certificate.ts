import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key pair with a self-signed certificate, as the controller makes one. */
export interface TestCertificate {
  certificate: string;
  privateKey: string;
}

/** Valid for ten days; made by openssl. */
export function createCertificate(key = 'rsa:2048'): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-certificate-'));
  const [keyFile, file] = ['key.pem', 'cert.pem'].map(n => join(folder, n));
  const kind =
    key === 'ec' ? ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] : [key];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-nodes', '-days', '10', '-subj', '/CN=sealed'],
      ...['-newkey', ...kind, '-keyout', keyFile, '-out', file],
    ],
    { stdio: 'pipe' },
  );
  const [privateKey, certificate] = [keyFile, file].map(path =>
    readFileSync(path, 'utf8'),
  );
  rmSync(folder, { recursive: true });
  return { certificate, privateKey };
}
