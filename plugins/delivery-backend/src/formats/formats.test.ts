import { readdirSync } from 'node:fs';
import { manifestFormatSuite } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { HelmManifestFormat } from './HelmManifestFormat';
import { KustomizeManifestFormat } from './KustomizeManifestFormat';
import { PlainManifestFormat } from './PlainManifestFormat';
import { builtinFormats } from './builtinFormats';

const values = (text: string) => ({ name: 'values.yaml', text });

const HAND_FORMATTED = `# payments
image:   {repository: "r/payments",   tag: '2.3.1'}   # {"$imagepolicy": "a:b"}


env:
    -   name: A     # spacing
        value: >
          folded
          text
`;

manifestFormatSuite({
  name: 'HelmManifestFormat',
  create: () => HelmManifestFormat.create(),
  cases: [
    {
      name: 'library chart',
      files: [
        values(
          'image:\n  repository: r/payments\n  tag: "2.3.1"  # set by CI\n',
        ),
        { name: 'Chart.yaml', text: 'name: payments\nversion: 0.1.0\n' },
      ],
      versions: ['2.3.1'],
    },
    {
      name: 'umbrella chart',
      files: [
        values('cart:\n  image:\n    tag: 1.4.0\n    repository: r/cart\n'),
        {
          name: 'Chart.yaml',
          text: 'dependencies:\n  - name: service\n    alias: cart\n    version: 3.1.0\n',
        },
      ],
      versions: ['1.4.0', '3.1.0'],
    },
    {
      name: 'chart dependency',
      files: [
        values('replicas: 2\n'),
        {
          name: 'Chart.yaml',
          text: "dependencies:\n  - name: rabbitmq\n    version: '12.0.1'\n    repository: oci://r\n",
        },
      ],
      versions: ['12.0.1'],
    },
    {
      name: 'nested image blocks and a side car',
      files: [
        values(
          'app:\n  web:\n    image: {repository: r/payments, tag: 2.3.1}\nproxy:\n  image: r/envoy:1.30.0\n',
        ),
      ],
      versions: ['2.3.1', '1.30.0'],
    },
    {
      name: 'image as one text with a port in the host',
      files: [values('image: "registry:5000/payments:2.3.1" # pinned\n')],
      versions: ['2.3.1'],
    },
    {
      name: 'hand-formatted file',
      files: [values(HAND_FORMATTED)],
      versions: ['2.3.1'],
    },
    {
      name: 'windows line breaks',
      files: [values('image:\r\n  repository: r/p\r\n  tag: 2.3.1\r\n')],
      versions: ['2.3.1'],
    },
    {
      name: 'tag that is no text by YAML',
      files: [values('image:\n  repository: r/p\n  tag: "1.20"\n')],
      versions: ['1.20'],
    },
  ],
  foreign: [{ name: 'kustomization.yaml', text: 'resources: [a.yaml]\n' }],
  broken: values('image: {tag: "1\n  x: ]\n'),
  shared: values('base: &v 2.3.1\nimage:\n  repository: r/p\n  tag: *v\n'),
});

manifestFormatSuite({
  name: 'KustomizeManifestFormat',
  create: () => KustomizeManifestFormat.create(),
  cases: [
    {
      name: 'two images',
      files: [
        {
          name: 'kustomization.yaml',
          text: 'images:\n- name: shipping\n  newName: r/shipping\n  newTag: 3.0.2 # ci\n- name: envoy\n  newTag: "1.30"\n',
        },
      ],
      versions: ['3.0.2', '1.30'],
      rewrite: 1,
    },
  ],
  foreign: [values('image: {tag: 1.0.0}\n')],
  broken: { name: 'kustomization.yaml', text: 'images: [\n' },
  shared: {
    name: 'kustomization.yaml',
    text: 'images: &all\n- name: a\n  newTag: 1.0.0\n',
  },
});

manifestFormatSuite({
  name: 'PlainManifestFormat',
  create: () => PlainManifestFormat.create(),
  cases: [
    {
      name: 'several documents',
      files: [
        {
          name: 'all.yaml',
          text: 'kind: Service\nmetadata: {name: a}\n---\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: loyalty\n          image: r/loyalty:2.0.3 # ci\n',
        },
      ],
      versions: ['2.0.3'],
    },
    {
      name: 'cron job',
      files: [
        {
          name: 'job.yaml',
          text: 'kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: "r/b:1.0.0"}]}}}}}\n',
        },
      ],
      versions: ['1.0.0'],
    },
  ],
  foreign: [{ name: 'config.yaml', text: 'kind: ConfigMap\n' }],
  broken: { name: 'all.yaml', text: 'a: b: c\n' },
});

describe('builtinFormats', () => {
  it('are exactly the formats of this folder', () => {
    const files = readdirSync(__dirname)
      .filter(name => /ManifestFormat\.ts$/.test(name))
      .map(name => name.replace(/ManifestFormat\.ts$/, '').toLowerCase());
    expect(files.length).toBeGreaterThan(0);
    expect(
      builtinFormats()
        .map(format => format.id)
        .sort(),
    ).toEqual(files.sort());
  });
});

describe('spliceScalar', () => {
  const format = HelmManifestFormat.create();
  const rewrite = (text: string) => {
    const file = values(text);
    return format.rewrite(file, format.find([file])[0], '9.9.9');
  };

  it.each([
    [
      'a key that stands there twice',
      'image:\n  repository: r\n  tag: 1.0.0\n  tag: 2.0.0\n',
    ],
    [
      'an anchor on the block',
      'image: &i\n  repository: r\n  tag: 1.0.0\nother: *i\n',
    ],
    [
      'an anchor on the value',
      'image:\n  repository: r\n  tag: &t 1.0.0\nother: *t\n',
    ],
    [
      'a digest beside the tag',
      'image:\n  repository: r\n  tag: 1.0.0\n  digest: sha256:abc\n',
    ],
    [
      'a block of several lines',
      'image:\n  repository: r\n  tag: |\n    1.0.0\n',
    ],
  ])('refuses %s', (_, text) => {
    expect(() => rewrite(text)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('keeps a billion laughs from multiplying', () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'l0: &l0 {a: 1}'
        : `l${level}: &l${level} {${Array.from({ length: 9 }, (__, i) => `k${i}: *l${level - 1}`).join(', ')}}`,
    );
    expect(format.find([values(`${levels.join('\n')}\n`)])).toEqual([]);
  });
});
