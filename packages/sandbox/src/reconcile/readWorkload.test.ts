import { folderFiles } from '../story/folderFiles';
import type { FolderFormat } from '../story/services';
import { readWorkload } from './readWorkload';

const files = (content: Record<string, string>) =>
  new Map(Object.entries(content));
const read = (content: Record<string, string>) =>
  readWorkload('payments', files(content));

const CHART = 'name: x\ndependencies:\n  - name: payments\n';
const manifest = (image: string, more = '') =>
  `kind: Deployment\nspec:\n${more}  template:\n    spec:\n      containers:\n        - name: a\n          image: ${image}\n`;

describe('readWorkload', () => {
  it.each<FolderFormat>(['library', 'umbrella', 'kustomize', 'plain'])(
    'reads what the story writes as %s',
    format => {
      const workload = read(
        folderFiles({
          component: 'payments',
          format,
          version: '2.3.1',
          replicas: 3,
          memoryMi: 512,
          bans: [],
        }),
      );

      expect(workload).toEqual({
        component: 'payments',
        image: 'registry.example.org/retail/payments:2.3.1',
        replicas: 3,
        memory: '512Mi',
        requests: { cpu: 0.1, memory: 256 * 2 ** 20 },
        hash: expect.stringMatching(/^[0-9a-f]{10}$/),
      });
    },
  );

  it('runs one replica where nobody says how many', () => {
    expect(read({ 'deployment.yaml': manifest('r/a:1') }).replicas).toBe(1);
  });

  it('has another template for another image or memory, not for more pods', () => {
    const hash = (image: string, more = '') =>
      read({ 'deployment.yaml': manifest(image, more) }).hash;

    expect(hash('r/a:1', '  replicas: 5\n')).toBe(hash('r/a:1'));
    expect(hash('r/a:2')).not.toBe(hash('r/a:1'));
  });

  it.each([
    ['a tag for the bare name', 'r/a', '{ name: r/a, newTag: "2" }', 'r/a:2'],
    ['a tag for another tag', 'r/a:1', '{ name: r/a, newTag: "2" }', 'r/a:2'],
    [
      'a name, with the tag kept',
      'r/a:1',
      '{ name: r/a, newName: s/b }',
      's/b:1',
    ],
    [
      'a port that is no tag',
      'r:5000/a',
      '{ name: r:5000/a, newTag: "2" }',
      'r:5000/a:2',
    ],
    [
      'nothing of another image',
      'r/a:1',
      '{ name: r/ab, newTag: "2" }',
      'r/a:1',
    ],
  ])('lets Kustomize give %s', (_, image, override, expected) => {
    const workload = read({
      'deployment.yaml': manifest(image),
      'kustomization.yaml': `images:\n  - ${override}\n`,
    });

    expect(workload.image).toBe(expected);
  });

  it.each([
    ['values.yaml names no image', { 'Chart.yaml': CHART }],
    [
      'values.yaml names no image',
      { 'Chart.yaml': CHART, 'values.yaml': 'other:\n  image: {}\n' },
    ],
    [
      'values.yaml names no image',
      { 'Chart.yaml': CHART, 'values.yaml': 'image:\n  repository: r/a\n' },
    ],
    [
      'values.yaml holds no object',
      { 'Chart.yaml': CHART, 'values.yaml': '7' },
    ],
    ['deployment.yaml names no image', {}],
    [
      'deployment.yaml names no image',
      { 'deployment.yaml': 'kind: Deployment' },
    ],
    ['deployment.yaml holds no object', { 'deployment.yaml': '' }],
  ])('says %j of what it cannot run', (message, content) => {
    expect(() => read(content as Record<string, string>)).toThrow(message);
  });

  it('names the file that is no YAML', () => {
    const content = { 'Chart.yaml': CHART, 'values.yaml': 'image: [' };
    expect(() => read(content)).toThrow(/values\.yaml/);
  });

  it.each(['-1', '1.5', '"3"', '100000000', '[]', '.nan'])(
    'does not try to run %s replicas',
    replicas => {
      const content = {
        'deployment.yaml': manifest('r/a:1', `  replicas: ${replicas}\n`),
      };
      expect(() => read(content)).toThrow(/must be a number from 0 to 50/);
    },
  );

  it('can be switched off', () => {
    const content = {
      'deployment.yaml': manifest('r/a:1', '  replicas: 0\n'),
    };
    expect(read(content).replicas).toBe(0);
  });
});
