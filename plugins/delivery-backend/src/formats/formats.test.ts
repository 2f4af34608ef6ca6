import { readdirSync } from 'node:fs';
import { manifestFormatSuite } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { ComposeManifestFormat } from './ComposeManifestFormat';
import { HelmManifestFormat } from './HelmManifestFormat';
import { KustomizeManifestFormat } from './KustomizeManifestFormat';
import { NomadManifestFormat } from './NomadManifestFormat';
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

const compose = (text: string) => ({ name: 'compose.yaml', text });

manifestFormatSuite({
  name: 'ComposeManifestFormat',
  create: () => ComposeManifestFormat.create(),
  cases: [
    {
      name: 'a stack of two services, and one whose tag is a variable',
      files: [
        compose(
          "version: '3.8'\nservices:\n  web:\n    image: registry:5000/web:2.3.1 # set by CI\n    labels: ['a.b=${STACK}']\n  cart: {image: 'r/cart:1.4.0'}\n  other:\n    image: r/other:${TAG:-1.0.0}\n",
        ),
      ],
      versions: ['2.3.1', '1.4.0'],
      rewrite: 1,
    },
    {
      name: 'a file that is called like others call it',
      files: [
        {
          name: 'docker-compose.prod.yml',
          text: 'services:\r\n  web:\r\n    image: "r/web:2.3.1"\r\n',
        },
      ],
      versions: ['2.3.1'],
    },
  ],
  foreign: [values('image: {tag: 1.0.0}\n')],
  broken: compose('services: [\n'),
  shared: compose('x: &i r/web:1.0.0\nservices:\n  web:\n    image: *i\n'),
});

const variables = (text: string) => ({ name: 'variables.hcl', text });

manifestFormatSuite({
  name: 'NomadManifestFormat',
  create: () => NomadManifestFormat.create(),
  cases: [
    {
      name: 'variables of a job',
      files: [
        variables(
          '# set by CI\nname    = "web"\nimage   = "r/web"\nversion = "2.3.1" # here\nenv = { version = "9", A = "b" }\nreplicas = 2\n',
        ),
      ],
      versions: ['2.3.1'],
    },
    {
      name: 'versions of several images',
      files: [
        variables(
          'web_image = "r/web"\nweb_version = "2.3.1"\nproxy_image = "r/envoy"\nproxy_tag = "1.30.0"\ntls_min_version = "1.2"\nport = 80\n',
        ),
      ],
      versions: ['2.3.1', '1.30.0'],
      rewrite: 1,
    },
    {
      name: 'a job with an image and a variable',
      files: [
        {
          name: 'web.nomad.hcl',
          text: 'variable "version" {\n  type = string\n  default = "2.3.1"\n}\njob "web" {\n  group "web" {\n    task "proxy" {\n      config {\n        image = "r:5000/envoy:1.30.0"\n        args = ["--x=${var.version}"]\n      }\n    }\n    task "web" {\n      config { image = "r/web:${var.version}" }\n    }\n  }\n}\n',
        },
      ],
      versions: ['2.3.1', '1.30.0'],
      rewrite: 1,
    },
    {
      name: 'a default that the folder sets to something else',
      files: [
        {
          name: 'web.nomad.hcl',
          text: 'variable "version" {\n  default = "1.0.0"\n}\n',
        },
        variables('version = "2.3.1"\nimage = "r/web"\n'),
      ],
      versions: ['2.3.1'],
    },
    {
      name: 'the number of a build, and windows line breaks',
      files: [variables('version = "1183"\r\nimage = "r/web"\r\n')],
      versions: ['1183'],
    },
  ],
  foreign: [values('version: 1.0.0\n')],
  broken: variables('version = "1.0.0\n'),
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

  it('let what a cluster runs speak before a compose file beside it', () => {
    const files = [
      compose('services: { db: { image: postgres:15 } }\n'),
      {
        name: 'deployment.yaml',
        text: 'kind: Deployment\nspec: {template: {spec: {containers: [{image: "r/web:2.3.1"}]}}}\n',
      },
    ];
    const [first] = builtinFormats()
      .map(format =>
        format.find(files.filter(({ name }) => format.reads(name))),
      )
      .filter(sites => sites.length);

    expect(first.map(({ version }) => version)).toEqual(['2.3.1']);
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
