import fc from 'fast-check';
import { readTenantFile } from './readTenantFile';

const PATH = 'tenants/acme.yaml';
const read = (text?: string) => readTenantFile(PATH, 'acme', text);
const sentences = (text?: string) => read(text).problems.map(p => p.message);

describe('the file of a tenant', () => {
  it('says plan, owner, contacts, hosts and quota', () => {
    const { described, problems } = read(`name: acme
plan: large
owner: team-care-1
contacts: [it@acme.example.org]
hosts: [Shop.Acme.example]
dataResidency: eu
retentionDays: 30
like: globex
quota: { cpu: 24, memory: 64Gi, storage: 500Gi }
backup: { schedule: acme-hourly }
`);
    expect(problems).toEqual([]);
    expect(described).toEqual({
      ...{ plan: 'large', owner: 'team-care-1', dataResidency: 'eu' },
      ...{ contacts: ['it@acme.example.org'], hosts: ['shop.acme.example'] },
      ...{ retentionDays: 30, like: 'globex', scaled: [] },
      quota: { cpu: 24, memory: 64 * 2 ** 30, storage: 500 * 2 ** 30 },
      backupSchedules: ['acme-hourly'],
    });
  });

  it('says how often it is backed up and how long that is kept', () => {
    const readBackup = (backup: string) =>
      readTenantFile('tenants/a.yaml', 'a', `backup: ${backup}\n`);

    expect(readBackup('{ every: PT1H, keptDays: 30 }').described).toMatchObject(
      {
        ...{ backupPlan: { every: 'PT1H', keptDays: 30 }, backupSchedules: [] },
      },
    );
    expect(readBackup('{ schedule: a }').described).not.toHaveProperty(
      'backupPlan',
    );
    const { described, problems } = readBackup(
      '{ every: hourly, keptDays: long }',
    );
    expect(described).not.toHaveProperty('backupPlan');
    expect(problems.map(({ message }) => message)).toEqual([
      'tenants/a.yaml: backup.every must be a time such as PT1H; it is not known until it is corrected.',
      'tenants/a.yaml: keptDays must be a number of days; it is not known until it is corrected.',
    ]);
  });

  it('says who suspended it, why, and what stood there before', () => {
    const { described } = read(`suspended:
  since: 2026-11-02T09:00:00Z
  by: user:default/lead
  reason: contract ended
  dataKeptUntil: 2026-12-02
  scaled:
    - { file: prod/acme/cart/values.yaml, at: replicas, was: 3 }
    - { file: a.yaml, document: 1, at: spec/replicas, was: 2 }
    - { file: a.yaml, at: spec/replicas, was: many }
`);
    expect(described.suspended).toEqual({
      since: '2026-11-02T09:00:00.000Z',
      ...{ by: 'user:default/lead', reason: 'contract ended' },
      dataKeptUntil: '2026-12-02',
    });
    expect(described.scaled).toEqual([
      ...[
        {
          file: 'prod/acme/cart/values.yaml',
          at: 'replicas',
          was: 3,
          document: 0,
        },
      ],
      ...[{ file: 'a.yaml', at: 'spec/replicas', was: 2, document: 1 }],
    ]);
  });

  it('is suspended also where nobody said by whom', () => {
    const { described, problems } = read('suspended: true\n');
    expect(described.suspended).toEqual({ by: 'not said', reason: 'not said' });
    expect(problems).toHaveLength(1);
  });

  it.each(['suspended: false', 'suspended: null', 'suspended:', 'plan: small'])(
    'is not suspended by %s',
    text => {
      expect(read(text).described.suspended).toBeUndefined();
    },
  );

  it.each([
    ['plan: [a, b]', 'plan must be a text of at most 200 characters'],
    ['retentionDays: soon', 'retentionDays must be a number of days'],
    ['hosts: ["a b"]', "hosts holds 'a b', which is no host name"],
    ['quota: big', 'quota must name cpu, memory, storage'],
    ['quota: { cpu: much }', 'quota.cpu must be an amount'],
    ['name: globex', "name says 'globex' and the file is called acme"],
    [`contacts: [${'x, '.repeat(101)}x]`, 'contacts must be a list of at most'],
    [`owner: "${'x'.repeat(201)}"`, 'owner must be a text'],
  ])('names what is wrong in %s, and reads the rest', (text, words) => {
    const { described, problems } = read(`${text}\nlike: globex\n`);
    expect(problems.map(p => p.message).join(' ')).toContain(words);
    expect(described.like).toBe('globex');
  });

  it.each([
    ['no YAML', 'a: [', 'tenants/acme.yaml cannot be read'],
    ['a list', '- a', 'must be a mapping'],
    ['nothing', '', 'must be a mapping'],
    ['no text', undefined, 'is no text or larger than 1 MB'],
  ])('that is %s says so in a sentence', (_, text, words) => {
    expect(sentences(text)).toHaveLength(1);
    expect(sentences(text)[0]).toContain(words);
    expect(read(text).described.contacts).toEqual([]);
  });

  it('takes no key from where nobody put one', () => {
    const { described } = read('__proto__: { plan: large }\nconstructor: x\n');
    expect(described.plan).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('plan');
  });

  it('makes one line of text that would draw on several', () => {
    const { described } = read('plan: "a\\nb\\u202e\\u0007c"\n');
    expect(described.plan).toBe('a b c');
  });

  it('ends soon for aliases that multiply', () => {
    const lines = ['a0: &a0 [x]'];
    for (let n = 1; n < 30; n++) {
      lines.push(`a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}*a${n - 1}]`);
    }
    const { problems } = read(`${lines.join('\n')}\ncontacts: *a29\n`);
    expect(problems).toHaveLength(1);
  });

  it('never fails, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(Array.isArray(read(text).problems)).toBe(true);
        expect(Array.isArray(read(`suspended: ${text}`).problems)).toBe(true);
      }),
    );
  });
});
