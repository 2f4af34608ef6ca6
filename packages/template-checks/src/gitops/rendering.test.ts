import type { RenderedRepository } from '..';
import {
  type GitopsAnswers,
  ADDONS,
  GitopsTemplate,
  answers,
  combinations,
  describeAnswers,
} from './gitopsRepository';

const HELM_TEMPLATE = /\/templates\//;

/** YAML files that are no templates of something else. */
function yamlFiles(repository: RenderedRepository): string[] {
  return repository.paths(/\.ya?ml$/).filter(path => !HELM_TEMPLATE.test(path));
}

function wantedFiles(given: GitopsAnswers): string[] {
  const [first] = given.environments;
  const folders = {
    kubernetes: `deployments/${first.name}/podinfo/values.yaml`,
    swarm: `swarm/${first.name}/${given.tenants[0] ?? 'shared'}/podinfo/compose.yaml`,
    nomad: `nomad/${first.name}/podinfo/variables.hcl`,
  };
  const ci = {
    github: '.github/workflows/check.yaml',
    gitlab: '.gitlab-ci.yml',
  };
  const chosen = <T extends object>(of: T, names: string[]) =>
    Object.entries(of).filter(([name]) => names.includes(name));
  return [
    ...chosen(folders, given.runtimes).map(([, path]) => path as string),
    ...chosen(ci, given.ci).map(([, path]) => path as string),
  ];
}

jest.setTimeout(60_000);

describe('the template gitops-repository', () => {
  let template: GitopsTemplate;

  beforeAll(async () => {
    template = await GitopsTemplate.start();
  }, 60_000);

  afterAll(async () => {
    await template?.stop();
  });

  describe.each(combinations().map(given => [describeAnswers(given), given]))(
    '%s',
    (_, combination) => {
      const given = combination as GitopsAnswers;
      let repository: RenderedRepository;

      beforeAll(async () => {
        repository = await template.repository(given);
      });

      it('makes YAML that can be read, without keys that stand there twice', () => {
        const files = yamlFiles(repository);

        // js-yaml throws at a key that is there twice.
        const documents = files.map(path => repository.yaml(path).length);

        expect(Math.min(...documents)).toBeGreaterThan(0);
      });

      it('leaves nothing of its own language behind', () => {
        for (const path of repository.paths()) {
          expect(`${path}\n${repository.text(path)}`).not.toMatch(
            /\$\{\{ ?(values|each|parameters)|\{%-? ?(if|for|set|end)|\bundefined\b|\[object /,
          );
        }
      });

      it('has what was chosen and nothing else', () => {
        for (const path of wantedFiles(given)) {
          expect(repository.has(path)).toBe(true);
        }
        const isKubernetes = given.runtimes.includes('kubernetes');
        expect(repository.paths(/^(argocd|charts|platform)\//).length > 0).toBe(
          isKubernetes,
        );
        expect(repository.paths(/^swarm\//).length > 0).toBe(
          given.runtimes.includes('swarm'),
        );
        expect(repository.paths(/^nomad\//).length > 0).toBe(
          given.runtimes.includes('nomad'),
        );
        for (const name of ADDONS) {
          expect(repository.has(`platform/${name}/Chart.yaml`)).toBe(
            isKubernetes && given.addons.includes(name),
          );
        }
      });
    },
  );

  it.each(
    combinations()
      .filter(({ runtimes }) => runtimes.includes('kubernetes'))
      .map(given => [describeAnswers(given), given] as const),
  )(
    'gives the portal the same configuration that it shows: %s',
    async (_, given) => {
      const repository = await template.repository(given);

      const [values] = repository.yaml<{
        service: { files: Record<string, string> };
      }>('platform/portal/values.yaml');

      expect(values.service.files['slipway.app-config.yaml'].trim()).toBe(
        repository.text('slipway.app-config.yaml').trim(),
      );
    },
  );

  it.each([
    [ADDONS, { issuer: 'letsencrypt' }],
    [['traefik'], { tls: false }],
  ])(
    'asks for a certificate only where one is made: %j',
    async (addons, says) => {
      const repository = await template.repository(answers({ addons }));

      for (const path of [
        'deployments/dev/podinfo/values.yaml',
        'tenants/acme/dev/podinfo/values.yaml',
      ]) {
        const [values] = repository.yaml<{ service: { ingress: object } }>(
          path,
        );
        const { issuer, tls } = values.service.ingress as Record<
          string,
          unknown
        >;
        expect({ issuer, tls }).toEqual({
          ...{ issuer: undefined, tls: undefined, ...says },
        });
      }
    },
  );

  it('publishes to the address that was named, and shows it at the end', async () => {
    template.published.splice(0);

    const { output } = await template.render(answers({ branch: 'trunk' }));

    expect(template.published).toEqual([
      {
        remoteUrl: 'https://git.example.org/retail/gitops.git',
        branch: 'trunk',
        message: 'Begin the GitOps repository gitops-retail',
      },
    ]);
    expect(output.links).toEqual([
      expect.objectContaining({
        url: 'https://git.example.org/retail/gitops.git',
      }),
    ]);
  });

  it('gives the same files for the same answers', async () => {
    const [one, other] = [
      await template.repository(answers()),
      await template.repository(answers()),
    ];

    expect(one.toRecord()).toEqual(other.toRecord());
  });

  it('pins the version of each add-on', async () => {
    const repository = await template.repository(answers());

    for (const name of ADDONS) {
      const [chart] = repository.yaml<{
        dependencies: { version: string; repository: string }[];
      }>(`platform/${name}/Chart.yaml`);
      for (const { version, repository: address } of chart.dependencies) {
        expect(version).toMatch(/^v?\d+\.\d+\.\d+$/);
        expect(address).toMatch(/^https:\/\//);
      }
    }
  });
});
