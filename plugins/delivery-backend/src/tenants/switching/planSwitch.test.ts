import fc from 'fast-check';
import { helmValues } from '../../__testUtils__/GitFixture';
import { readTenantFile } from '../readTenantFile';
import { type TenantAtCommit, planResume, planSuspend } from './planSwitch';
import { readPlace, writePlace } from './scaledValues';
import { withSuspended, withoutSuspended } from './suspendedText';

const PATH = 'tenants/acme.yaml';
const SUSPENSION = {
  ...{ since: '2026-11-22T10:00:00.000Z', by: 'user:default/lead' },
  reason: 'contract ended',
};
const FILE = '# who they are\nname: acme\nplan: large # for now\n';
const CART =
  'kind: Deployment # cart\nmetadata: { name: cart }\nspec:\n  replicas: 2 # two\n';

function tenant(
  text: string | undefined = FILE,
  folders: Record<string, Record<string, string>> = {
    'prod/acme/payments': { 'values.yaml': helmValues('2.4.0') },
    'prod/acme/cart': { 'deployment.yaml': CART },
  },
): TenantAtCommit {
  return {
    name: 'acme',
    file: { path: PATH, text },
    described: readTenantFile(PATH, 'acme', text ?? 'name:\n').described,
    deployments: Object.entries(folders).map(([path, files]) => ({
      row: { path, environment: 'prod', component: path.split('/')[2] },
      files: Object.entries(files).map(([name, own]) => ({ name, text: own })),
    })),
  };
}

/** The tenant after a plan was written. */
function after(
  before: TenantAtCommit,
  files: { path: string; text?: string }[],
) {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folders = Object.fromEntries(
    before.deployments.map(({ row, files: own }) => [
      row.path,
      Object.fromEntries(
        own.map(({ name, text }) => [
          name,
          texts.get(`${row.path}/${name}`) ?? text ?? '',
        ]),
      ),
    ]),
  );
  return tenant(texts.get(PATH), folders);
}

describe('suspending', () => {
  it('scales what is understood to none and notes what stood there; other bytes stay', () => {
    const { files, scaled, left } = planSuspend(tenant(), SUSPENSION);
    const [payments, cart, file] = files;

    expect(payments.text).toBe(
      helmValues('2.4.0').replace('replicas: 3', 'replicas: 0'),
    );
    expect(cart.text).toBe(CART.replace('replicas: 2 #', 'replicas: 0 #'));
    expect(file.text?.startsWith(`${FILE}suspended:\n`)).toBe(true);
    expect(left).toEqual([]);
    expect(scaled.map(each => [each.component, each.from, each.to])).toEqual([
      ...[
        ['payments', 3, 0],
        ['cart', 2, 0],
      ],
    ]);
  });

  it('begins a file for a tenant that has none', () => {
    const before = { ...tenant(), file: { path: PATH } };
    const text = planSuspend(before, SUSPENSION).files.at(-1)!.text!;
    expect(text.startsWith('name: "acme"\nsuspended:\n')).toBe(true);
  });

  it('names what it leaves as it is', () => {
    const { left } = planSuspend(
      tenant(FILE, {
        'prod/acme/cart': { 'deployment.yaml': CART },
        'prod/acme/web': {
          'values.yaml': 'image: { repository: a, tag: b }\n',
        },
      }),
      SUSPENSION,
    );
    expect(left).toEqual([
      'prod/acme/web: values.yaml names no replicas for the service; it stays as it is.',
    ]);
  });

  it('is refused twice, and where nothing can be scaled', () => {
    const suspended = `${FILE}suspended: { by: a, reason: b }\n`;
    expect(() => planSuspend(tenant(suspended), SUSPENSION)).toThrow(
      'acme is suspended already.',
    );
    expect(() =>
      planSuspend(tenant(FILE, { 'prod/acme/x': { 'a.txt': '' } }), SUSPENSION),
    ).toThrow('Nothing of acme can be scaled to none.');
  });

  it('says nothing in a file but what it was told, whatever the reason', () => {
    const reason = '"\n- x: {{ evil }} # ---\nscaled: []';
    const { files } = planSuspend(tenant(), { ...SUSPENSION, reason });
    const { described } = readTenantFile(PATH, 'acme', files.at(-1)!.text);
    expect(described.scaled).toHaveLength(2);
    expect(described.plan).toBe('large');
  });
});

describe('resuming', () => {
  const suspended = () => {
    const before = tenant();
    return after(before, planSuspend(before, SUSPENSION).files);
  };

  it('gives back every byte that stood there before', () => {
    const back = after(suspended(), planResume(suspended()).files);
    const before = tenant();
    expect(back.file.text).toBe(before.file.text);
    expect(back.deployments).toEqual(before.deployments);
  });

  it('leaves what somebody has changed since, and what is gone, and says so', () => {
    const now = suspended();
    const folders = {
      'prod/acme/payments': {
        'values.yaml': helmValues('2.4.0').replace(
          'replicas: 3',
          'replicas: 1',
        ),
      },
    };
    const { scaled, left, files } = planResume(tenant(now.file.text, folders));
    expect(scaled).toEqual([]);
    expect(left).toEqual([
      'prod/acme/payments/values.yaml: replicas is 1 by now; it stays as it is.',
      'prod/acme/cart/deployment.yaml: spec/replicas is no longer there; set it by hand.',
    ]);
    expect(files).toEqual([{ path: PATH, text: FILE }]);
  });

  it('does not reach out of the folders of the tenant', () => {
    const text = `${FILE}suspended:\n  by: a\n  reason: b\n  scaled:\n    - { file: prod/globex/cart/deployment.yaml, at: spec/replicas, was: 50 }\n    - { file: ../x, at: a, was: 1 }\n`;
    const { scaled, left } = planResume(tenant(text));
    expect(scaled).toEqual([]);
    expect(left).toHaveLength(2);
  });

  it('is refused for one that is not suspended', () => {
    expect(() => planResume(tenant())).toThrow('acme is not suspended.');
  });

  it('says that a person has to set what nobody noted', () => {
    const text = `${FILE}suspended: true\n`;
    expect(planResume(tenant(text)).left).toEqual([
      'tenants/acme.yaml does not say what stood there before; set replicas by hand.',
    ]);
  });
});

describe('the words in the file of a tenant', () => {
  it('go as they came, wherever they stand', () => {
    const text = 'a: 1\nsuspended:\n  by: x # why\n# about b\nb: 2\n';
    expect(withoutSuspended(PATH, text)).toBe('a: 1\nb: 2\n');
    expect(withoutSuspended(PATH, 'a: 1')).toBe('a: 1');
  });

  it('cannot be put into braces, and nothing is lost', () => {
    expect(() => withSuspended(PATH, '{ a: 1 }\n', { by: 'x' })).toThrow(
      /cannot be changed/,
    );
    expect(() => withSuspended(PATH, '- a\n', {})).toThrow('it is no mapping');
  });

  it('are the same after they were put in and taken out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), reason => {
        const put = withSuspended(PATH, FILE, { by: 'x', reason });
        expect(withoutSuspended(PATH, put)).toBe(FILE);
      }),
    );
  });

  it('names places so that they can be found again', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), keys => {
        expect(readPlace(writePlace(keys))).toEqual(keys);
      }),
    );
  });
});
