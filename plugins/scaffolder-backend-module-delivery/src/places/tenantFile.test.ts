import { parse } from 'yaml';
import { tenantFile } from './tenantFile';

const SERVICES = [{ component: 'orders', environments: ['prod'], files: [] }];

describe('the file of a tenant', () => {
  it('says who it is and what it gets, and none of the files', () => {
    const [{ path, text }] = tenantFile(
      ...(['tenants', 'acme', { plan: 'large' }, SERVICES] as const),
    );
    expect(path).toBe('tenants/acme.yaml');
    expect(parse(text)).toEqual({
      ...{ plan: 'large', name: 'acme' },
      services: [{ component: 'orders', environments: ['prod'] }],
    });
  });

  it('keeps text that looks like YAML as text, and the name as it is', () => {
    const details = { note: '{a: 1}\n- x: |', name: 'other', yes: 'no' };
    const [{ text }] = tenantFile('tenants', 'acme', details, []);
    expect(parse(text)).toEqual({
      ...{ note: '{a: 1}\n- x: |', name: 'acme', yes: 'no', services: [] },
    });
  });

  it('is none where there is no folder for it', () => {
    expect(tenantFile(undefined, 'acme', {}, SERVICES)).toEqual([]);
  });

  it('says nothing of what was not answered', () => {
    const details = {
      ...{ plan: 'small', owner: '', quota: { cpu: '' }, like: undefined },
      contacts: [],
    };
    const [{ text }] = tenantFile('tenants', 'acme', details, []);

    expect(parse(text)).toEqual({ plan: 'small', name: 'acme', services: [] });
  });
});
