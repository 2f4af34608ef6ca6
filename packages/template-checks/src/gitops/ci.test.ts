import {
  type RenderedRepository,
  type ToolResult,
  describeWithTools,
  runTool,
} from '..';
import { GitopsTemplate, answers } from './gitopsRepository';

jest.setTimeout(120_000);

interface GitHubWorkflow {
  permissions: Record<string, string>;
  on: Record<string, unknown>;
  jobs: Record<
    string,
    { 'runs-on': string; steps: { uses?: string; run?: string }[] }
  >;
}

interface GitLabJob {
  extends?: string;
  script?: string;
  image?: unknown;
}

describe('continuous integration of the repository', () => {
  let template: GitopsTemplate;
  let kubernetes: RenderedRepository;

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    kubernetes = await template.repository(
      answers({ runtimes: ['kubernetes', 'swarm'], addons: ['traefik'] }),
    );
  });

  afterAll(async () => {
    await template?.stop();
  });

  describe('pipelines', () => {
    it('run the checks on GitHub with rights to read only', () => {
      const [workflow] = kubernetes.yaml<GitHubWorkflow>(
        '.github/workflows/check.yaml',
      );
      const { steps } = workflow.jobs.folders;

      expect(workflow.permissions).toEqual({ contents: 'read' });
      expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push']);
      expect(steps[steps.length - 1].run).toBe('ci/check.sh');
      for (const { uses } of steps.filter(step => step.uses)) {
        expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      }
    });

    it('leave expressions of GitHub to GitHub', () => {
      expect(kubernetes.text('.github/workflows/check.yaml')).toContain(
        'check-${{ github.ref }}',
      );
    });

    it('run the checks on GitLab, one job for each runtime', () => {
      const [pipeline] =
        kubernetes.yaml<Record<string, GitLabJob>>('.gitlab-ci.yml');
      const jobs = Object.entries(pipeline).filter(
        ([, job]) => job.extends === '.check',
      );

      expect(jobs.map(([name, { script }]) => [name, script])).toEqual([
        ['kubernetes', 'ci/check.sh kubernetes'],
        ['swarm', 'ci/check.sh swarm'],
        ['terraform', 'ci/check.sh terraform'],
      ]);
    });
  });

  describeWithTools('ci/check.sh', ['helm', 'docker', 'terraform'], () => {
    function check(
      changes: Record<string, string | undefined> = {},
      parts: string[] = [],
    ): ToolResult {
      const folder = kubernetes.with(changes).write();
      try {
        return runTool('sh', ['ci/check.sh', ...parts], { cwd: folder.root });
      } finally {
        folder.dispose();
      }
    }

    function copyOf(from: string, to: string): Record<string, string> {
      return Object.fromEntries(
        kubernetes
          .paths()
          .filter(path => path.startsWith(`${from}/`))
          .map(path => [path.replace(from, to), kubernetes.text(path)]),
      );
    }

    const values = 'deployments/prod/podinfo/values.yaml';
    const withVersion = (version: string) =>
      kubernetes.text(values).replace('6.9.2', version);

    it('passes what the template made', () => {
      const { ok, text } = check();

      expect(text).toMatch(/^All \d+ folders are in order\.\n$/);
      expect(ok).toBe(true);
    });

    it.each([
      [
        'two folders that would be one namespace',
        () => copyOf('deployments/dev/podinfo', 'previews/dev/podinfo'),
        "'dev--podinfo' already",
      ],
      [
        'a preview that is called like an environment',
        () => copyOf('deployments/dev/podinfo', 'previews/prod/other'),
        "'prod' is an environment of deployments/",
      ],
      [
        'a preview with two hyphens',
        () => copyOf('deployments/dev/podinfo', 'previews/a--b/podinfo'),
        "'a--b' is no name",
      ],
      [
        'a namespace that is too long',
        () =>
          copyOf(
            'deployments/dev/podinfo',
            `previews/${'a'.repeat(30)}/${'b'.repeat(40)}`,
          ),
        'longer than the 63 characters',
      ],
      [
        'a version that is no SemVer where that is asked for',
        () => ({ [values]: withVersion('1184') }),
        "version '1184' is not SemVer 2.0.0, which prod asks for",
      ],
      [
        'two environments of one name',
        () => ({
          'ci/policy.env': kubernetes
            .text('ci/policy.env')
            .replace('ENVIRONMENTS="dev qa', 'ENVIRONMENTS="dev qa dev'),
        }),
        "the environment 'dev' is there twice",
      ],
      [
        'a typing mistake in the values',
        () => ({ [values]: `${kubernetes.text(values)}  replica: 3\n` }),
        "'replica' not allowed",
      ],
      [
        'an environment that there is not',
        () => copyOf('deployments/dev/podinfo', 'deployments/test/web'),
        "there is no environment 'test'",
      ],
      [
        'a name with two hyphens',
        () => copyOf('deployments/dev/podinfo', 'deployments/dev/a--b'),
        "'a--b' is no name",
      ],
      [
        'upper case',
        () => copyOf('deployments/dev/podinfo', 'deployments/dev/Web'),
        "'Web' is no name",
      ],
      [
        'a tenant that writes to the namespace of another',
        () => ({
          'tenants/acme/dev/podinfo/templates/more.yaml':
            'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: globex-eu--dev--podinfo\n',
        }),
        'ConfigMap in globex-eu--dev--podinfo',
      ],
      [
        'a tenant that makes the namespace of another',
        () => ({
          'tenants/acme/dev/podinfo/templates/more.yaml':
            'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: globex-eu--dev--podinfo\n',
        }),
        'Namespace globex-eu--dev--podinfo',
      ],
      [
        'a stack that Docker cannot read',
        () => ({
          'swarm/dev/acme/podinfo/compose.yaml':
            "version: '3.8'\nservices: { web: { imag: x } }\n",
        }),
        'imag',
      ],
      [
        'Terraform that is not formatted',
        () => ({ 'terraform/eks/more.tf': 'locals {\na=1\n}\n' }),
        'terraform fmt would change',
      ],
    ])('refuses %s', (_, changes, words) => {
      const { ok, text } = check(changes());

      expect(text).toContain(words);
      expect(text).toMatch(/^REFUSED /);
      expect(ok).toBe(false);
    });

    it('takes names that only a hyphen would part for two namespaces', () => {
      const changes = {
        ...copyOf('deployments/dev/podinfo', 'previews/a-b/podinfo'),
        ...copyOf('deployments/dev/podinfo', 'previews/a/b-podinfo'),
      };

      expect(check(changes, ['kubernetes'])).toMatchObject({ ok: true });
    });

    it.each(['6.9.2-rc.1', '10.0.0', '1.0.0-alpha.7.x-y'])(
      'takes %s for SemVer',
      version => {
        expect(
          check({ [values]: withVersion(version) }, ['kubernetes']),
        ).toMatchObject({ ok: true });
      },
    );

    it.each(['v6.9.2', '6.9', '06.9.2', '6.9.2-01'])(
      'does not take %s for SemVer',
      version => {
        expect(
          check({ [values]: withVersion(version) }, ['kubernetes']),
        ).toMatchObject({ ok: false });
      },
    );

    it('lets a build number pass where any version will do', () => {
      const dev = 'deployments/dev/podinfo/values.yaml';
      const text = kubernetes.text(dev).replace('6.9.2', '1184');

      expect(check({ [dev]: text }, ['kubernetes'])).toMatchObject({
        ok: true,
      });
    });

    it('does not pass a repository in which it finds nothing', () => {
      const nothing = Object.fromEntries(
        kubernetes
          .paths(/^(deployments|tenants|platform|swarm)\//)
          .map(path => [path, undefined]),
      );

      expect(check(nothing)).toMatchObject({
        ok: false,
        text: expect.stringContaining('no deployment folder was found'),
      });
    });
  });
});
