import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type {
  NameAnswer,
  TemplatePreview,
} from '@slipway/backstage-plugin-delivery-common';
import { createCertificate } from '../__testUtils__/certificate';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const API = '/api/scaffolder/delivery/v1';
const { certificate } = createCertificate();

const STEPS = [
  {
    ...{ id: 'reserve', name: 'Reserve', action: 'delivery:name:reserve' },
    input: { kind: 'component', name: '${{ parameters.name }}' },
  },
  {
    ...{ id: 'files', action: 'fetch:template' },
    input: {
      ...{ url: './skeleton', targetPath: './deployment' },
      values: { name: '${{ parameters.name }}' },
    },
  },
  {
    ...{ id: 'seal', action: 'delivery:secret:seal' },
    if: '${{ parameters.sealed }}',
    input: {
      ...{ name: 'db', namespace: 'dev-orders' },
      data: { password: '${{ secrets.word }}' },
      certificate: { cluster: 'eu-1' },
      path: 'deployment/secret.yaml',
    },
  },
  {
    ...{ id: 'publish', name: 'Publish', action: 'git:publish' },
    input: { remoteUrl: '${{ parameters.repo }}', directory: './deployment' },
  },
  {
    ...{ id: 'deploy', name: 'Deploy', action: 'delivery:deployment:create' },
    input: {
      ...{ environment: 'dev', component: '${{ parameters.name }}' },
      sourcePath: './deployment',
    },
  },
  {
    ...{ id: 'undo', action: 'delivery:change:revert' },
    if: '${{ failure() }}',
    input: { change: '${{ steps.deploy.output.change }}' },
  },
];

function templateIn(folder: string): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      ...{ name: 'service', namespace: 'default' },
      annotations: {
        'backstage.io/managed-by-location': `file:${folder}/template.yaml`,
      },
    },
    spec: {
      ...{ type: 'service', steps: STEPS },
      parameters: [
        {
          required: ['name'],
          properties: { name: { type: 'string', pattern: '^[a-z]+$' } },
        },
      ],
    },
  };
}

describe('what forms ask', () => {
  let gitops: GitRemote;
  let empty: GitRemote;
  let started: StartedScaffolder;
  const name = async (asked: string, kind = 'component') => {
    const query = new URLSearchParams({ name: asked, kind });
    const { body } = await started.api.get(`${API}/names?${query}`).expect(200);
    return body as NameAnswer;
  };
  const preview = async (values: object, secrets?: object) => {
    const { body } = await started.api
      .post(`${API}/previews`)
      .send({ templateRef: 'template:default/service', values, secrets })
      .expect(200);
    return body as TemplatePreview;
  };

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-template-'));
    mkdirSync(join(folder, 'skeleton'));
    writeFileSync(
      join(folder, 'skeleton/values.yaml'),
      'image: { repository: r, tag: "1.0.0" } # ${{ values.name }}\n',
    );
    writeFileSync(join(folder, 'template.yaml'), 'kind: Template\n');
    writeFileSync(join(folder, 'cert.pem'), certificate);
    empty = new GitRemote({});
    gitops = new GitRemote({
      'dev/payments/values.yaml': helmValues('2.4.0'),
      'names/component/parcels/reserved.yaml': 'name: parcels\n',
    });
    started = await startScaffolder({
      url: gitops.url,
      scaffolder: {
        delivery: {
          ...{ namesFolder: 'names', reservedNames: ['admin'] },
          hostSuffixes: ['shop.example.org'],
          sealedSecrets: {
            clusters: [
              { name: 'eu-1', certificateFile: join(folder, 'cert.pem') },
            ],
          },
        },
        git: {
          allowFileRemotes: true,
          remotes: [{ urlPrefix: 'file:///' }],
        },
      },
      entities: [
        {
          ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
          metadata: { name: 'payments', namespace: 'default' },
          spec: { type: 'service', owner: 'team-payments' },
        },
        templateIn(folder),
      ],
    });
    await started.until<{ totalItems: number }>(
      '/deployments',
      page => page.totalItems === 1,
    );
  });

  afterAll(async () => {
    await started.backend.stop();
    gitops.dispose();
    empty.dispose();
  });

  it('is answered from the configuration', async () => {
    const { body } = await started.api.get(`${API}/settings`).expect(200);

    expect(body).toEqual({
      repositories: [{ urlPrefix: 'file:///' }],
      ...{ hostSuffixes: ['shop.example.org'], sealingClusters: ['eu-1'] },
      plans: [],
    });
  });

  it.each([
    ['orders', 'free', /^The component orders is free, valid and not res/],
    ['payments', 'taken', /there already, in dev\/payments, owned by team-pay/],
    ['payrnents', 'alike', /would be confused with payments in dev\/payments/],
    ['parcels', 'taken', /^The component parcels is reserved by another task/],
    ['admin', 'reserved', /^The component "admin" is reserved/],
    ['Orders', 'invalid', /is no DNS label/],
    ['раyments', 'invalid', /U\+0440, which may look like another one/],
  ])('tells of the name %s that it is %s', async (asked, status, sentence) => {
    const answer = await name(asked);

    expect(answer).toMatchObject({ name: asked, kind: 'component', status });
    expect(answer.message).toMatch(sentence);
  });

  it('tells who has a name', async () => {
    expect((await name('payments')).holder).toEqual({
      ...{ name: 'payments', where: 'dev/payments', owner: 'team-payments' },
    });
  });

  it('agrees with the action about a name', async () => {
    const answer = await name('payrnents');
    const { log } = await started.run([
      {
        ...{ id: 'name', action: 'delivery:name:reserve' },
        input: { kind: 'component', name: 'payrnents' },
      },
    ]);
    expect(log).toContain(answer.message);
  });

  it('refuses to tell of a kind that there is not', async () => {
    const { status, body } = await started.api.get(
      `${API}/names?kind=user&name=a`,
    );

    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^kind: /);
  });

  it('gives the key of a cluster, and none of a cluster that is not known', async () => {
    const { body } = await started.api
      .get(`${API}/sealing-keys/eu-1`)
      .expect(200);
    const unknown = await started.api.get(`${API}/sealing-keys/us-1`);

    expect(createPublicKey(body.publicKey)).toEqual(
      new X509Certificate(certificate).publicKey,
    );
    expect(Date.parse(body.validUntil)).toBeGreaterThan(Date.now());
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.message).toContain("'us-1' is not among");
  });

  it('tries a template, and writes nothing', async () => {
    const before = gitops.count();
    const tried = await preview(
      { name: 'orders', repo: empty.url, sealed: true },
      { word: 'not-to-be-seen' },
    );

    expect(tried.problem).toBeUndefined();
    expect(
      tried.changes.map(({ kind, title, files }) => [
        ...[kind, title],
        ...files.map(({ path }) => path),
      ]),
    ).toEqual([
      ['commit', 'Reserve', 'names/component/orders/reserved.yaml'],
      ['new-repository', 'Publish', 'secret.yaml', 'values.yaml'],
      ['commit', 'Deploy', 'dev/orders/secret.yaml', 'dev/orders/values.yaml'],
    ]);
    const [, , deploy] = tried.changes;
    expect(deploy).toMatchObject({ repository: 'gitops', step: 'deploy' });
    expect(deploy.files[1]).toEqual({
      ...{ path: 'dev/orders/values.yaml', status: 'added' },
      after: 'image: { repository: r, tag: "1.0.0" } # orders\n',
    });
    expect(deploy.files[0].after).toContain('password: (sealed)');
    expect(JSON.stringify(tried)).not.toContain('not-to-be-seen');
    expect(gitops.count()).toBe(before);
  });

  it('says what was looked at', async () => {
    const { checks, checkedAt } = await preview({
      ...{ name: 'orders', repo: empty.url },
    });

    expect(checks.map(({ message }) => message)).toEqual([
      'The component orders is free, valid and not reserved.',
      'You may change gitops, and nothing there is in the way.',
      expect.stringMatching(/^The remote /),
      'If a later step fails, what was committed is taken back.',
    ]);
    expect(Date.now() - Date.parse(checkedAt)).toBeLessThan(30_000);
  });

  it('says why it would fail', async () => {
    const taken = await preview({ name: 'payments', repo: empty.url });
    const invalid = await preview({ name: 'A b', repo: empty.url });

    expect(taken).toMatchObject({ changes: [], checks: [] });
    expect(taken.problem).toContain(
      'The component payments is there already, in dev/payments',
    );
    expect(taken.problem).not.toContain('caused by');
    expect(invalid.problem).toMatch(
      /^The answers do not fit the template: name does not match pattern/,
    );
  });

  it('tries no template that is not there', async () => {
    const { status, body } = await started.api
      .post(`${API}/previews`)
      .send({ templateRef: 'template:default/none', values: {} });

    expect(status).toBe(404);
    expect(body.error.message).toBe(
      'There is no template template:default/none.',
    );
  });

  it('knows how long it took before', async () => {
    await started.run([
      { id: 'files', action: 'test:files', input: { files: {} } },
    ]);
    const { body } = await started.api
      .get('/api/scaffolder/v2/tasks?status=completed&limit=1')
      .expect(200);
    const [{ spec }] = body.tasks;
    const ref = spec.templateInfo.entityRef;
    const { body: tried } = await started.api
      .post(`${API}/previews`)
      .send({ templateRef: ref, values: {} })
      .expect(200);

    expect(tried.usualTime).toEqual({ seconds: expect.any(Number), runs: 1 });
  });
});
