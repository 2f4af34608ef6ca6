import { type RenderedRepository, describeWithTools, runTool } from '..';
import { SERVICE_KINDS } from './serviceKinds';
import { ServiceTemplates, answers, partOf } from './serviceTemplate';

interface GitHubStep {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface GitHubWorkflow {
  permissions: Record<string, string>;
  jobs: Record<
    string,
    { if?: string; permissions?: Record<string, string>; steps: GitHubStep[] }
  >;
}

interface GitLabJob {
  stage: string;
  image: string;
  script: string | string[];
  rules?: { if: string }[];
}

interface TravisFile {
  git: { depth: false };
  jobs: { include: { stage: string; script: string | string[] }[] };
}

describe('the pipelines of a service', () => {
  let templates: ServiceTemplates;

  beforeAll(async () => {
    templates = await ServiceTemplates.start();
  }, 60_000);

  afterAll(async () => {
    await templates?.stop();
  });

  async function repositoryOf(change: object): Promise<RenderedRepository> {
    const { template, fixed } = SERVICE_KINDS[0];
    const rendering = await templates.render(
      template,
      answers({ ...fixed, ...change }),
    );
    return partOf(rendering, 'repository');
  }

  it('may write on GitHub only where a version is released', async () => {
    const repository = await repositoryOf({ ci: 'github', branch: 'trunk' });
    const text = repository.text('.github/workflows/build.yaml');
    const [{ permissions, jobs }] = repository.yaml<GitHubWorkflow>(
      '.github/workflows/build.yaml',
    );

    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.test.permissions).toBeUndefined();
    expect(jobs.release.permissions).toEqual({ contents: 'write' });
    expect(jobs.release.if).toBe("github.event_name == 'push'");
    expect(text).toContain('branches: ["trunk"]');
    expect(text).toContain('${{ secrets.REGISTRY_PASSWORD }}');
    for (const { uses } of Object.values(jobs).flatMap(job => job.steps)) {
      expect(uses ?? 'actions/x@v1').toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
    }
  });

  it('see the whole history, which the version is read from', async () => {
    const [github] = (
      await repositoryOf({ ci: 'github' })
    ).yaml<GitHubWorkflow>('.github/workflows/build.yaml');
    const [gitlab] = (await repositoryOf({ ci: 'gitlab' })).yaml<{
      variables: object;
    }>('.gitlab-ci.yml');
    const [travis] = (await repositoryOf({ ci: 'travis' })).yaml<TravisFile>(
      '.travis.yml',
    );

    for (const { steps } of Object.values(github.jobs)) {
      expect(steps[0]).toMatchObject({
        uses: 'actions/checkout@v4',
        with: { 'fetch-depth': 0 },
      });
    }
    expect(gitlab.variables).toEqual({ GIT_DEPTH: '0' });
    expect(travis.git).toEqual({ depth: false });
  });

  it.each(['github', 'gitlab', 'travis'])(
    'test, judge the contract and release on %s',
    async ci => {
      const repository = await repositoryOf({ ci });
      const [path] = repository.paths(/workflows\/|gitlab-ci|travis/);
      const text = repository.text(path);

      expect(text).toMatch(/sh ci\/test\.sh/);
      expect(text).toMatch(/sh ci\/publish-contract\.sh .* --dry-run/);
      expect(text).toMatch(/ci\/release\.sh/);
      expect(text).toMatch(/--password-stdin/);
    },
  );

  it.each(['github', 'gitlab', 'travis'])(
    'judge nothing on %s where nothing is promised',
    async ci => {
      const repository = await repositoryOf({ ci, contract: 'none' });
      const [path] = repository.paths(/workflows\/|gitlab-ci|travis/);

      expect(repository.text(path)).not.toContain('--dry-run');
    },
  );

  it('release on GitLab from the branch alone', async () => {
    const [pipeline] = (
      await repositoryOf({ ci: 'gitlab', branch: 'trunk' })
    ).yaml<Record<string, GitLabJob>>('.gitlab-ci.yml');

    expect(pipeline.release.rules).toEqual([
      { if: '$CI_COMMIT_BRANCH == "trunk"' },
    ]);
  });

  describeWithTools('their scripts', ['sh', 'git'], () => {
    it.each(['none', 'openapi', 'asyncapi', 'file'])(
      'are taken by the shell, with the contract %s',
      async contract => {
        const repository = await repositoryOf({ contract, bus: 'rabbitmq' });
        for (const path of repository.paths(/\.sh$/)) {
          const result = runTool('sh', ['-n'], {
            input: repository.text(path),
          });
          expect(result).toEqual({ ok: true, text: '', message: '' });
        }
      },
    );

    it('publish nothing without a portal, and say so', async () => {
      const folder = (await repositoryOf({})).write();
      try {
        const result = runTool('sh', ['ci/publish-contract.sh', '1.0.0'], {
          cwd: folder.root,
        });

        expect(result).toMatchObject({
          ok: true,
          text: 'SLIPWAY_URL is not set, so nothing was published.\n',
        });
      } finally {
        folder.dispose();
      }
    });
  });
});
