import { tenantFiles } from '../story/tenants';
import { readQuota } from './readQuota';

const GIB = 2 ** 30;

describe('readQuota', () => {
  it('reads what the story writes beside a tenant', () => {
    const files = new Map(tenantFiles());

    expect(readQuota([files.get('prod/acme/isolation.yaml')!])).toEqual({
      ...{ cpu: 24, memory: 64 * GIB, storage: 500 * GIB },
    });
  });

  it('knows only the amounts that stand there', () => {
    const quota =
      'kind: ResourceQuota\nspec:\n  hard:\n    requests.cpu: 500m\n';

    expect(readQuota([quota])).toEqual({ cpu: 0.5 });
  });

  it.each([
    ['nothing', []],
    ['no quota', ['kind: LimitRange\n']],
    ['an empty document', ['---\n']],
    ['what is no YAML', ['a: [']],
    ['a quota of nothing', ['kind: ResourceQuota\n']],
  ])('finds none in %s', (_, texts) => {
    expect(readQuota(texts)).toBeUndefined();
  });
});
