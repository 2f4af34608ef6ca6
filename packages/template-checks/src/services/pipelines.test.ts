import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type RenderedRepository,
  TEMPLATES,
  describeWithTools,
  runTool,
} from '..';
import { SERVICE_KINDS } from './serviceKinds';
import { ServiceTemplates, answers, complete, partOf } from './serviceTemplate';

const URL_ONLY = { SLIPWAY_URL: 'https://portal.example.org' };

interface GitHubStep {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

interface GitHubWorkflow {
  permissions: Record<string, string>;
  jobs: Record<
    string,
    {
      if?: string;
      env?: object;
      concurrency?: object;
      permissions?: Record<string, string>;
      steps: GitHubStep[];
    }
  >;
}

interface GitLabJob {
  stage: string;
  image: string;
  script: string | string[];
  rules?: { if: string }[];
  resource_group?: string;
  environment?: { name: string; action: string };
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
      complete(answers({ ...fixed, ...change })),
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

  it('show a token on GitHub to the steps alone that need it', async () => {
    const [{ jobs }] = (
      await repositoryOf({ ci: 'github' })
    ).yaml<GitHubWorkflow>('.github/workflows/build.yaml');

    const seen = Object.values(jobs).flatMap(({ env, steps }) => {
      expect(env).toBeUndefined();
      return steps
        .filter(step => step.env)
        .map(({ run, env: own }) => [/[\w-]+\.sh|login/.exec(run!)?.[0], own]);
    });
    const portal = {
      SLIPWAY_URL: '${{ vars.SLIPWAY_URL }}',
      SLIPWAY_TOKEN: '${{ secrets.SLIPWAY_TOKEN }}',
    };
    expect(seen).toEqual([
      ['next-version.sh', portal],
      [
        'login',
        {
          REGISTRY_USER: expect.any(String),
          REGISTRY_PASSWORD: expect.any(String),
        },
      ],
      ['publish-contract.sh', portal],
    ]);
  });

  it('keep the variables of GitLab to the environments of single jobs', async () => {
    const [pipeline] = (await repositoryOf({ ci: 'gitlab' })).yaml<
      Record<string, GitLabJob>
    >('.gitlab-ci.yml');
    const placeOf = (job: string) => pipeline[job].environment;

    expect(placeOf('test')).toBeUndefined();
    expect(placeOf('release')).toEqual({ name: 'release', action: 'access' });
    for (const job of ['contract', 'contracts']) {
      expect(placeOf(job)).toEqual({ name: 'contracts', action: 'access' });
    }
  });

  it('take the tokens of Travis from what does not need them', async () => {
    const [travis] = (await repositoryOf({ ci: 'travis' })).yaml<TravisFile>(
      '.travis.yml',
    );
    const scripts = travis.jobs.include.map(({ script }) => script);

    expect(scripts[0]).toMatch(/^env .*-u SLIPWAY_TOKEN sh ci\/test\.sh$/);
    expect(scripts.at(-1)).toMatch(
      /^env -u SLIPWAY_TOKEN sh ci\/release\.sh &&/,
    );
  });

  it('release one version after the other', async () => {
    const [github] = (
      await repositoryOf({ ci: 'github' })
    ).yaml<GitHubWorkflow>('.github/workflows/build.yaml');
    const [gitlab] = (await repositoryOf({ ci: 'gitlab' })).yaml<
      Record<string, GitLabJob>
    >('.gitlab-ci.yml');
    const travis = (await repositoryOf({ ci: 'travis' })).text('.travis.yml');

    expect(github.jobs.release.concurrency).toEqual({
      group: 'release',
      'cancel-in-progress': false,
    });
    expect(gitlab.release.resource_group).toBe('release');
    expect(travis).toMatch(/^# .*"Limit concurrent jobs" to 1/);
  });

  it('run the version of the contracts that this repository makes, and no later one', async () => {
    const script = (await repositoryOf({})).text('ci/publish-contract.sh');
    const contracts = JSON.parse(
      readFileSync(
        join(TEMPLATES, '../plugins/contracts-backend/package.json'),
        'utf8',
      ),
    );

    expect(/^package=(.*)$/m.exec(script)?.[1]).toBe(
      `${contracts.name}@${contracts.version}`,
    );
    expect(script).toMatch(/npm pack .*--ignore-scripts .*"\$package"$/m);
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

    it.each([
      [['1.0.0'], {}, true, 'SLIPWAY_URL is not set, so nothing was'],
      [[''], URL_ONLY, true, 'This commit has no version, so nothing was'],
      [['1.0.0', '--dry-run'], URL_ONLY, true, 'SLIPWAY_TOKEN is not set'],
      [['1.0.0'], URL_ONLY, false, 'SLIPWAY_TOKEN is not set'],
    ])('publish nothing with %j and %j', async (args, env, ok, says) => {
      const folder = (await repositoryOf({})).write();
      try {
        const result = runTool('sh', ['ci/publish-contract.sh', ...args], {
          cwd: folder.root,
          env,
        });

        expect(result.ok).toBe(ok);
        expect(result.text + result.message).toContain(says);
      } finally {
        folder.dispose();
      }
    });
  });
});
