import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SEALING_CERTIFICATE,
  writeSealingCertificate,
} from './writeSealingCertificate';

describe('writeSealingCertificate', () => {
  it('writes a certificate that forms can seal with for years', async () => {
    const root = await mkdtemp(join(tmpdir(), 'slipway-sealing-'));
    const path = await writeSealingCertificate(join(root, 'new'));
    const written = new X509Certificate(await readFile(path, 'utf8'));
    await rm(root, { recursive: true });

    expect(path).toBe(join(root, 'new/sealing.pem'));
    expect(written.publicKey.asymmetricKeyType).toBe('rsa');
    expect(new Date(written.validTo).getFullYear()).toBeGreaterThan(2100);
  });

  it('holds no key that could open anything', () => {
    expect(SEALING_CERTIFICATE).not.toContain('PRIVATE');
  });
});
