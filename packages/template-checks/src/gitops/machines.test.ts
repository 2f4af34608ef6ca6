import {
  type RenderedRepository,
  type WrittenFolder,
  describeWithTools,
  hclProblem,
  readStack,
  runTool,
  terraformFormatProblems,
} from '..';
import { GitopsTemplate, answers } from './gitopsRepository';

describe('what is beside Kubernetes', () => {
  let template: GitopsTemplate;
  let repository: RenderedRepository;
  let written: WrittenFolder;

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    repository = await template.repository(answers());
    written = repository.write();
  }, 60_000);

  afterAll(async () => {
    written?.dispose();
    await template?.stop();
  });

  describeWithTools('Terraform', ['terraform', 'hclfmt'], () => {
    it('is formatted as terraform fmt does it', () => {
      expect(terraformFormatProblems(written.path('terraform'))).toEqual([]);
    });

    it('is HCL that can be read', () => {
      const files = repository.paths(/\.tf$/);

      expect(files.length).toBeGreaterThan(12);
      for (const path of files) {
        expect([path, hclProblem(repository.text(path))]).toEqual([
          path,
          undefined,
        ]);
      }
    });

    it.each(['eks', 'swarm', 'nomad'])(
      'describes each variable and output of %s, and gives each variable a type',
      module => {
        const text = ['variables', 'outputs']
          .map(name => repository.text(`terraform/${module}/${name}.tf`))
          .join('\n');
        const blocks = text
          .split(/^(?=(?:variable|output) ")/m)
          .filter(block => /^(variable|output) "/.test(block));

        expect(blocks.length).toBeGreaterThan(5);
        for (const block of blocks) {
          expect(block).toMatch(/^ {2}description += ".+\."$/m);
          expect(block).toMatch(
            block.startsWith('variable') ? /^ {2}type +=/m : /^ {2}value +=/m,
          );
        }
        expect(repository.has(`terraform/${module}/README.md`)).toBe(true);
      },
    );

    it.each(['eks', 'swarm', 'nomad'])(
      'uses no variable that %s does not have',
      module => {
        const inModule = repository.paths(
          new RegExp(`^terraform/${module}/[^/]+\\.tf$`),
        );
        const text = inModule.map(path => repository.text(path)).join('\n');
        const declared = [...text.matchAll(/^variable "(\w+)"/gm)].map(
          ([, name]) => name,
        );
        const used = [...text.matchAll(/\bvar\.(\w+)/g)].map(
          ([, name]) => name,
        );

        expect([...new Set(used)].sort()).toEqual(declared.sort());
      },
    );
  });

  describeWithTools('Nomad', ['hclfmt', 'terraform'], () => {
    const job = () => repository.text('nomad/base/service.nomad.hcl');

    it('has jobs, values and policies that can be read', () => {
      for (const path of repository.paths(/^nomad\/.*\.hcl$/)) {
        expect([path, hclProblem(repository.text(path))]).toEqual([
          path,
          undefined,
        ]);
      }
    });

    it('gives the job only variables that it has, and all that it needs', () => {
      const blocks = job()
        .split(/^variable "/m)
        .slice(1);
      const declared = blocks.map(block => block.split('"')[0]);
      const needed = blocks
        .filter(block => !/^ {2}default/m.test(block))
        .map(block => block.split('"')[0]);

      for (const path of repository.paths(/variables\.hcl$/)) {
        const given = [...repository.text(path).matchAll(/^(\w+) *=/gm)].map(
          ([, name]) => name,
        );
        expect(given.filter(name => !declared.includes(name))).toEqual([]);
        expect(needed.filter(name => !given.includes(name))).toEqual([]);
      }
    });

    it('tries a new version on one instance and goes back by itself', () => {
      expect(job()).toMatch(/^ {4}auto_revert += true$/m);
      expect(job()).toMatch(/^ {4}canary += 1$/m);
    });

    it('has the version in one place of a folder', () => {
      for (const path of repository.paths(/variables\.hcl$/)) {
        expect(repository.text(path).match(/6\.9\.2/g)).toHaveLength(1);
      }
    });
  });

  describeWithTools('Docker Swarm', ['docker'], () => {
    const read = (environment: string, stack: string) =>
      readStack(
        [
          written.path('swarm/base/stack.yaml'),
          written.path(`swarm/${environment}/acme/podinfo/compose.yaml`),
        ],
        { STACK: stack },
      );

    it('is a stack with a network of its own', () => {
      const { services, networks } = read('prod', 'acme-prod');

      expect(networks.tenant).toMatchObject({
        name: 'acme-prod-tenant',
        driver: 'overlay',
        driver_opts: { encrypted: 'true' },
      });
      expect(Object.keys(services.podinfo.networks)).toContain('tenant');
    });

    it('is found by its host name, under a name that no other stack uses', () => {
      const { labels } = read('prod', 'acme-prod').services.podinfo.deploy;

      expect(labels).toMatchObject({
        'traefik.enable': 'true',
        'traefik.http.routers.acme-prod-podinfo.rule':
          'Host(`podinfo.acme.prod.example.org`)',
      });
      expect(Object.keys(labels).join()).not.toContain('$');
    });

    it('goes back by itself, and says when it is healthy', () => {
      const { podinfo } = read('dev', 'acme-dev').services;

      expect(podinfo.deploy.update_config.failure_action).toBe('rollback');
      expect(podinfo.deploy).toHaveProperty('rollback_config');
      expect(podinfo.healthcheck.test).not.toHaveLength(0);
      expect(podinfo.logging.options).toHaveProperty('max-size');
    });

    it('asks for the name of the stack', () => {
      expect(() => read('dev', '')).toThrow('say which stack');
    });

    it('is brought to what all folders of the tenant say, in one go', () => {
      const folder = repository
        .with({
          'swarm/dev/acme/api/compose.yaml': repository.text(
            'swarm/dev/acme/podinfo/compose.yaml',
          ),
          // Stands in for the command: a deployment needs a Swarm.
          'bin/docker': '#!/bin/sh\necho "$STACK: docker $*"\n',
        })
        .write();

      const { text, ok } = runTool(
        'sh',
        ['swarm/base/deploy.sh', 'dev', 'acme'],
        {
          cwd: folder.root,
          env: { PATH: `${folder.path('bin')}:${process.env.PATH}` },
        },
      );
      folder.dispose();

      expect(ok).toBe(true);
      expect(text).toBe(
        'acme-dev: docker stack deploy --with-registry-auth --prune --detach=false -c swarm/base/stack.yaml -c swarm/dev/acme/api/compose.yaml -c swarm/dev/acme/podinfo/compose.yaml acme-dev\n',
      );
    });

    it('refuses to deploy a tenant that there is not', () => {
      const args = ['swarm/base/deploy.sh', 'dev', 'nobody'];

      expect(runTool('sh', args, { cwd: written.root })).toMatchObject({
        ok: false,
        message: 'There is no swarm/dev/nobody.\n',
      });
    });

    it('has a Traefik that can be deployed', () => {
      const { services } = readStack([
        written.path('swarm/platform/traefik.yaml'),
      ]);

      expect(services.traefik.command).toContain(
        '--certificatesResolvers.letsencrypt.acme.email=platform@example.org',
      );
    });
  });
});
