import { execFileSync, spawnSync } from 'node:child_process';
import {
  constants,
  createDecipheriv,
  privateDecrypt,
  X509Certificate,
} from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { createCertificate } from '../__testUtils__/certificate';
import { labelOf, type SealedName, sealValue } from './sealValue';

jest.setTimeout(180_000);

const { certificate, privateKey } = createCertificate();
const { publicKey } = new X509Certificate(certificate);
const NAMES: SealedName[] = (
  ['strict', 'namespace-wide', 'cluster-wide'] as const
).map(scope => ({ scope, name: 'orders-db', namespace: 'dev-orders' }));

/** Written from the description of the format, by nothing of ours. */
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

const GO = `package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"os"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	block, _ := pem.Decode(must(os.ReadFile(os.Args[1])))
	key := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*rsa.PrivateKey)
	sealed := must(base64.StdEncoding.DecodeString(os.Args[2]))
	n := 2 + int(binary.BigEndian.Uint16(sealed))
	session := must(rsa.DecryptOAEP(sha256.New(), nil, key, sealed[2:n], []byte(os.Args[3])))
	gcm := must(cipher.NewGCM(must(aes.NewCipher(session))))
	fmt.Print(string(must(gcm.Open(nil, make([]byte, gcm.NonceSize()), sealed[n:], nil))))
}
`;
const goProblem = () =>
  spawnSync('go', ['version']).status === 0
    ? undefined
    : 'there is no go: install golang-go';

describeWithEngine('sealValue, opened by Go', goProblem, () => {
  it("is read by the library that the controller's own code uses", () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-open-'));
    writeFileSync(join(folder, 'main.go'), GO);
    writeFileSync(join(folder, 'key.pem'), privateKey);
    const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '' };
    const program = join(folder, 'open');
    execFileSync('go', ['build', '-o', program, join(folder, 'main.go')], {
      ...{ env, cwd: folder, stdio: 'pipe' },
    });
    for (const name of NAMES) {
      const sealed = sealValue(publicKey, 'a: word', name);
      const args = [join(folder, 'key.pem'), sealed, labelOf(name)];
      expect(execFileSync(program, args, { encoding: 'utf8' })).toBe('a: word');
    }
  });
});

describe('sealValue', () => {
  it.each(NAMES)('is opened under its label, $scope', name => {
    for (const value of ['word', '', 'ключ\n', 'a: b\n- {{ x }}', '\u0000']) {
      expect(open(sealValue(publicKey, value, name), labelOf(name))).toBe(
        value,
      );
    }
  });

  it('has the labels of the three scopes', () => {
    expect(NAMES.map(labelOf)).toEqual([
      ...['dev-orders/orders-db', 'dev-orders', ''],
    ]);
  });

  it('is not opened under another name', () => {
    const sealed = sealValue(publicKey, 'word', NAMES[0]);
    expect(() => open(sealed, 'dev-orders/other')).toThrow();
    expect(() => open(sealed, '')).toThrow();
  });

  it('is another text each time, and as long as the format says', () => {
    const [one, other] = [1, 2].map(() =>
      sealValue(publicKey, 'word', NAMES[0]),
    );
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64')).toHaveLength(2 + 256 + 4 + 16);
  });
});
