import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createCertificate } from '../__testUtils__/certificate';
import { GitRemote } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';
import { publicKeyOf } from '../sealing/readCertificate';
import { sealValue } from '../sealing/sealValue';

jest.setTimeout(60_000);

const { certificate, privateKey } = createCertificate();
const WORD = 'password: "a: {{ .b }}"\n- not-to-be-seen';

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

describe('delivery:secret:seal', () => {
  let gitops: GitRemote;
  let started: StartedScaffolder;
  const seal = (input: object = {}): Step => ({
    ...{ id: 'seal', action: 'delivery:secret:seal' },
    input: {
      ...{ name: 'orders-db', namespace: 'dev-orders' },
      data: { password: '${{ secrets.word }}' },
      certificate: { cluster: 'eu-1' },
      ...input,
    },
  });

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-cluster-'));
    writeFileSync(join(folder, 'cert.pem'), certificate);
    gitops = new GitRemote({ 'README.md': 'x\n' });
    started = await startScaffolder({
      url: gitops.url,
      scaffolder: {
        delivery: {
          sealedSecrets: {
            certificateUrls: ['https://certs.example.org/team/'],
            clusters: [
              { name: 'eu-1', certificateFile: join(folder, 'cert.pem') },
            ],
          },
        },
      },
    });
  });

  afterAll(async () => {
    await started.backend.stop();
    gitops.dispose();
  });

  it.each([
    ['strict', undefined, 'dev-orders/orders-db'],
    ['namespace-wide', { namespace: true }, 'dev-orders'],
    ['cluster-wide', { cluster: true }, ''],
  ])('seals what looks like YAML, %s', async (scope, _, label) => {
    const { output } = await started.run([seal({ scope })], {}, { word: WORD });
    const { manifest } = output.seal as { manifest: string };
    const secret = parse(manifest);
    const annotations =
      scope === 'strict'
        ? undefined
        : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };

    expect(secret).toMatchObject({
      ...{ apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' },
      metadata: { name: 'orders-db', namespace: 'dev-orders' },
      spec: { template: { type: 'Opaque', metadata: secret.metadata } },
    });
    expect(secret.metadata.annotations).toEqual(annotations);
    expect(open(secret.spec.encryptedData.password, label)).toBe(WORD);
  });

  it('lets nobody see the value: not in the log, the task or the workspace', async () => {
    const { id, log, output } = await started.run(
      [seal({ path: 'out/secret.yaml' })],
      {},
      { word: 'not-to-be-seen' },
    );
    const { body } = await started.api.get(`/api/scaffolder/v2/tasks/${id}`);
    const dry = await started.api.post('/api/scaffolder/v2/dry-run').send({
      template: {
        apiVersion: 'scaffolder.backstage.io/v1beta3',
        ...{ kind: 'Template', metadata: { name: 'dry' } },
        spec: { type: 'x', steps: [seal({ path: 'out/secret.yaml' })] },
      },
      ...{ values: {}, secrets: { word: 'not-to-be-seen' } },
      directoryContents: [],
    });
    const written = dry.body.directoryContents.map(
      (file: { base64Content: string }) =>
        Buffer.from(file.base64Content, 'base64').toString(),
    );

    expect(written.join('')).toContain('kind: SealedSecret');
    for (const text of [
      ...[log, JSON.stringify(output), JSON.stringify(body)],
      ...[JSON.stringify(dry.body), ...written],
    ]) {
      expect(text).not.toContain('not-to-be-seen');
    }
  });

  it('takes what a form sealed already, beside what it seals itself', async () => {
    const place = { name: 'orders-db', namespace: 'dev-orders' };
    const sealed = sealValue(publicKeyOf(certificate), WORD, {
      ...{ ...place, scope: 'strict' },
    });
    const { output } = await started.run(
      [
        seal({
          sealed: { user: sealed, at: `eu-1:dev-orders/orders-db:${sealed}` },
        }),
      ],
      {},
      { word: 'word' },
    );
    const { manifest } = output.seal as { manifest: string };
    const { encryptedData } = parse(manifest).spec;

    expect(encryptedData.user).toBe(sealed);
    expect(encryptedData.at).toBe(sealed);
    expect(open(encryptedData.user, 'dev-orders/orders-db')).toBe(WORD);
    expect(open(encryptedData.password, 'dev-orders/orders-db')).toBe('word');
  });

  it('needs no certificate when all is sealed already', async () => {
    const sealed = sealValue(publicKeyOf(certificate), WORD, {
      ...{ name: 'orders-db', namespace: 'dev-orders', scope: 'strict' },
    });
    const { status, log } = await started.run([
      {
        ...{ id: 'seal', action: 'delivery:secret:seal' },
        input: {
          ...{ name: 'orders-db', namespace: 'dev-orders' },
          sealed: { user: sealed },
        },
      },
    ]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(log).toContain('1 value is sealed as dev-orders/orders-db, strict.');
  });

  it('takes a certificate of the workspace', async () => {
    const files = { 'cert.pem': certificate };
    const { status } = await started.run(
      [
        { id: 'files', action: 'test:files', input: { files } },
        seal({ certificate: { file: 'cert.pem' } }),
      ],
      {},
      { word: 'word' },
    );
    expect(status).toBe('completed');
  });

  it.each([
    [
      { data: { password: 'plain-text' } },
      /password is empty or does not come/,
    ],
    [{ data: { 'a b': '${{ secrets.word }}' } }, /cannot be a key/],
    [{ data: {} }, /The secret is empty/],
    [{ sealed: { user: 'not-to-be-seen' } }, /The value of user is not sealed/],
    [{ sealed: { user: btoa('not-to-be-seen') } }, /user is not sealed/],
    [
      { sealed: { user: `eu-1:dev-orders/other:AQA${'A'.repeat(400)}` } },
      /was sealed for another name; nobody could open it/,
    ],
    [
      { sealed: { password: `AQA${'A'.repeat(4 * 100)}` } },
      /stands under data and under sealed/,
    ],
    [{ name: '../x' }, /cannot be the name of a secret/],
    [{ namespace: 'A' }, /cannot be a namespace/],
    [{ scope: 'all' }, /not one of enum values/],
    [{ certificate: {} }, /Name one certificate/],
    [{ certificate: { file: 'a', cluster: 'eu-1' } }, /Name one certificate/],
    [{ certificate: { file: 'none.pem' } }, /no file 'none\.pem'/],
    [
      { certificate: { file: '../../etc/passwd' } },
      /not allowed|Relative path/,
    ],
    [{ certificate: { cluster: 'us-1' } }, /'us-1' is not among/],
    [{ certificate: { url: 'http://certs.example.org/team/a' } }, /https only/],
    [
      { certificate: { url: 'https://certs.example.org/team/../a' } },
      /is not among scaffolder\.delivery\.sealedSecrets\.certificateUrls/,
    ],
    [{ path: '../../out.yaml' }, /not allowed|Relative path/],
  ])('refuses %j, and tells no value', async (input, sentence) => {
    const { status, log } = await started.run(
      [seal(input)],
      {},
      { word: 'not-to-be-seen' },
    );

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(log).not.toContain('not-to-be-seen');
  });
});

describe('the certificate', () => {
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);

  it('is refused when it has expired, or is not valid yet', () => {
    expect(publicKeyOf(certificate).asymmetricKeyType).toBe('rsa');
    expect(() => publicKeyOf(certificate, days(11))).toThrow(
      /expired on \d{4}-\d\d-\d\dT/,
    );
    expect(() => publicKeyOf(certificate, days(-1))).toThrow(/valid only from/);
  });

  it('is refused when it is none, or has no RSA key', () => {
    expect(() => publicKeyOf('-----BEGIN')).toThrow(/none in PEM form/);
    expect(() => publicKeyOf(createCertificate('ec').certificate)).toThrow(
      /holds no RSA key/,
    );
  });
});
