import { parseAllDocuments } from 'yaml';
import { setQuota } from './setQuota';

const QUOTA = `apiVersion: v1
kind: ResourceQuota
metadata: { name: quota }
spec:
  hard:
    requests.cpu: '24' # cores
    limits.cpu: 48
    requests.memory: 64Gi
    limits.memory: 64Gi
    requests.storage: 500Gi
    pods: 100
`;
const hardOf = (text: string) =>
  parseAllDocuments(text)
    .map(document => document.toJS() as { spec?: { hard?: object } })
    .find(each => each.spec?.hard)?.spec?.hard;

describe('the quota of a new tenant', () => {
  it('allows what its plan says; limits keep their distance, and all else stays', () => {
    const { text, changes } = setQuota(QUOTA, {
      ...{ cpu: '4', memory: '8Gi', storage: '50Gi' },
    });

    expect(hardOf(text)).toEqual({
      ...{ 'requests.cpu': '4', 'limits.cpu': '8', pods: 100 },
      ...{ 'requests.memory': '8Gi', 'limits.memory': '8Gi' },
      'requests.storage': '50Gi',
    });
    expect(text).toContain('requests.cpu: "4" # cores\n');
    expect(changes).toContain('requests.cpu 24 becomes 4');
    expect(changes).toHaveLength(5);
  });

  it('keeps the distance in thousandths and MiB', () => {
    const text = QUOTA.replace('48', '"36"').replace(
      'limits.memory: 64Gi',
      'limits.memory: 96Gi',
    );
    expect(
      hardOf(setQuota(text, { cpu: '500m', memory: '1Gi' }).text),
    ).toMatchObject({ 'limits.cpu': '750m', 'limits.memory': '1536Mi' });
  });

  it('is found among other objects, and set only there', () => {
    const others = `kind: LimitRange\nspec: { hard: { requests.cpu: 1 } }\n---\n${QUOTA}---\nkind: NetworkPolicy\n`;
    const { text } = setQuota(others, { cpu: '4' });

    expect(text).toContain('spec: { hard: { requests.cpu: 1 } }');
    expect(text).toContain('requests.cpu: "4"');
    expect(text).toContain('requests.memory: 64Gi');
  });

  it.each([
    ['kind: NetworkPolicy\n', { cpu: '4' }],
    ['kind: ResourceQuota\nspec:\n  hard: {{ .Values.quota }}\n', { cpu: '4' }],
    ['kind: ResourceQuota\nspec: { hard: [1] }\n', { cpu: '4' }],
    [QUOTA, {}],
    [QUOTA, { cpu: '24', memory: '64Gi', storage: '500Gi' }],
  ])('leaves %j as it is with %j', (text, amounts) => {
    expect(setQuota(text, amounts)).toEqual({ text, changes: [] });
  });
});
