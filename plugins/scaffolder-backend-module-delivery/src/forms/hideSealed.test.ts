import { stringify } from 'yaml';
import { hideSealed } from './hideSealed';

const VALUE = Buffer.alloc(300, 7).toString('base64');

describe('sealed values', () => {
  it('are not in what a person is shown, and all else is', () => {
    const text = stringify(
      {
        ...{ apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' },
        spec: { encryptedData: { 'a.b': VALUE, password: VALUE } },
      },
      { lineWidth: 0 },
    );
    const file = hideSealed({
      ...{ path: 'dev/a/secret.yaml', status: 'changed' },
      ...{ before: text, after: text },
    });

    expect(file.after).not.toContain(VALUE.slice(0, 40));
    expect(file.before).toBe(file.after);
    expect(file.after).toContain('    password: (sealed)\n');
    expect(file.after).toContain('    a.b: (sealed)\n');
    expect(file.after).toContain('kind: SealedSecret');
  });

  it('are nothing that stands in another kind of file', () => {
    const after = `kind: ConfigMap\ndata:\n  key: ${VALUE}\n`;

    expect(hideSealed({ path: 'a.yaml', status: 'added', after }).after).toBe(
      after,
    );
  });

  it('leave a file without a text as it is', () => {
    const file = { path: 'logo.png', status: 'added' as const };
    expect(hideSealed(file)).toEqual(file);
  });
});
