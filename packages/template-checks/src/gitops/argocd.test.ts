import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';
import {
  type KubernetesObject,
  type RenderedRepository,
  CustomResourceJudge,
  describeWithTools,
  objectOf,
} from '..';
import { kindsOfTheChart } from './chartKinds';
import { GitopsTemplate, answers, helmFolders } from './gitopsRepository';

/** The pattern of Argo CD for names: a star is anything. */
function matches(pattern: string, name: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*')}$`).test(name);
}

/**
 * Whether a project lets something into a namespace, as Argo CD decides it. A
 * denial matches what it does not deny, so one that names a cluster lets that in.
 */
function allows(
  project: KubernetesObject,
  cluster: string,
  namespace: string,
): boolean {
  const destinations: { name?: string; namespace: string }[] =
    project.spec.destinations;
  const judged = destinations.map(place => {
    const isDenial = place.namespace.startsWith('!');
    const isMeant = isDenial
      ? !matches(place.namespace.slice(1), namespace)
      : matches(place.namespace, namespace);
    return {
      denies: isDenial && !isMeant,
      lets: isMeant && place.name === cluster,
    };
  });
  return (
    judged.some(({ lets }) => lets) && !judged.some(({ denies }) => denies)
  );
}

/** What a template of an ApplicationSet says for a folder. */
function expand(text: string, path: string, cluster = ''): string {
  const segments = path.split('/');
  return text.replace(/\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const [, index] = /^index \.path\.segments (\d)$/.exec(expression) ?? [];
    const known: Record<string, string> = {
      '.path.path': path,
      '.path.basename': segments[segments.length - 1],
      '.values.cluster': cluster,
    };
    const value = index ? segments[Number(index)] : known[expression];
    if (value === undefined) {
      throw new Error(`'${expression}' is not known`);
    }
    return value;
  });
}

interface Generator {
  git: {
    directories: { path: string }[];
    values?: { cluster: string };
  };
}

/** The Application that one of the sets makes of a folder. */
function applicationsOf(objects: KubernetesObject[], path: string) {
  return objects
    .filter(({ kind }) => kind === 'ApplicationSet')
    .flatMap(({ spec }) =>
      (spec.generators as Generator[])
        .filter(({ git }) =>
          git.directories.some(
            directory =>
              matches(directory.path, path) &&
              directory.path.split('/').length === path.split('/').length,
          ),
        )
        .map(({ git }): KubernetesObject =>
          JSON.parse(
            expand(JSON.stringify(spec.template), path, git.values?.cluster),
          ),
        ),
    );
}

describe('argocd', () => {
  let template: GitopsTemplate;
  let repository: RenderedRepository;
  let objects: KubernetesObject[];

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    repository = await template.repository(answers());
    objects = repository
      .paths(/^argocd\/.*\.yaml$/)
      .flatMap(path => repository.yaml<KubernetesObject>(path));
  }, 60_000);

  afterAll(async () => {
    await template?.stop();
  });

  describeWithEngine(
    'at the definitions of Argo CD',
    () => CustomResourceJudge.missing(),
    () => {
      it('has no object with a field that Argo CD does not know', () => {
        const judge = CustomResourceJudge.create();

        expect(objects.length).toBeGreaterThan(10);
        expect(objects.flatMap(object => judge.problems(object))).toEqual([]);
      });
    },
  );

  it('makes exactly one Application of each folder, in the namespace of the folder', () => {
    const folders = helmFolders(repository).filter(
      ({ path }) => !path.startsWith('platform/'),
    );

    expect(folders.length).toBeGreaterThan(4);
    for (const { path, namespace, release } of folders) {
      expect(applicationsOf(objects, path)).toEqual([
        expect.objectContaining({
          spec: expect.objectContaining({
            source: expect.objectContaining({
              path,
              helm: { releaseName: release },
            }),
            destination: expect.objectContaining({ namespace }),
          }),
        }),
      ]);
    }
  });

  it('lets each Application into its own namespace', () => {
    for (const { path } of helmFolders(repository)) {
      for (const { spec } of applicationsOf(objects, path)) {
        const project = objectOf(objects, 'AppProject', spec.project);
        const { name, namespace } = spec.destination;
        expect(allows(project, name, namespace)).toBe(true);
      }
    }
  });

  it.each([
    ['tenant-acme', 'in-cluster', 'globex-eu--dev--web'],
    ['tenant-acme', 'in-cluster', 'acme-eu--dev--web'],
    ['tenant-acme', 'in-cluster', 'dev--web'],
    ['tenant-acme', 'in-cluster', 'acme--dev'],
    ['tenant-acme', 'in-cluster', 'kube-system'],
    ['tenant-acme', 'in-cluster', 'argocd'],
    ['tenant-acme', 'eu-2', 'acme--dev--web'],
    ['tenant-acme', 'in-cluster', 'acme--prod--web'],
    ['environment-dev', 'in-cluster', 'prod--web'],
    ['environment-dev', 'in-cluster', 'dev-x--web'],
    // A tenant that is called like the environment.
    ['environment-dev', 'in-cluster', 'dev--qa--web'],
    ['environment-dev', 'in-cluster', 'dev-web'],
    ['environment-dev', 'in-cluster', 'argocd'],
    ['environment-dev', 'in-cluster', 'kube-system'],
    ['environment-dev', 'eu-2', 'dev--web'],
    ['previews', 'in-cluster', 'dev--web'],
    ['previews', 'in-cluster', 'prod--web'],
    ['previews', 'in-cluster', 'acme--dev--web'],
    ['previews', 'in-cluster', 'argocd'],
    ['previews', 'in-cluster', 'kube-system'],
    ['previews', 'eu-2', 'try-1--web'],
  ])('does not let %s on %s into %s', (name, cluster, namespace) => {
    const project = objectOf(objects, 'AppProject', name);

    expect(allows(project, cluster, namespace)).toBe(false);
  });

  it('brings up a folder of previews, each in a namespace of its own', () => {
    const made = ['previews/a-b/c', 'previews/a/b-c'].flatMap(path =>
      applicationsOf(objects, path),
    );

    expect(made.map(({ metadata }) => metadata.name)).toEqual([
      'a-b--c',
      'a--b-c',
    ]);
    for (const { spec } of made) {
      const { name, namespace } = spec.destination;
      const project = objectOf(objects, 'AppProject', spec.project);
      expect(spec.project).toBe('previews');
      expect(allows(project, name, namespace)).toBe(true);
    }
  });

  describeWithTools('by the chart', ['helm'], () => {
    it('lets a project make all that the chart can, and no more', () => {
      const wanted = kindsOfTheChart();
      const projects = objects.filter(
        ({ kind, metadata }) =>
          kind === 'AppProject' && metadata.name !== 'platform',
      );

      expect(wanted).toContain('/PersistentVolumeClaim');
      for (const { spec } of projects) {
        const allowed = [
          ...spec.clusterResourceWhitelist,
          ...spec.namespaceResourceWhitelist,
        ].map(({ group, kind }) => `${group}/${kind}`);
        expect(allowed.sort()).toEqual(wanted);
      }
    });
  });

  it('lets nobody but the platform make what belongs to a whole cluster', () => {
    const projects = objects.filter(
      ({ kind, metadata }) =>
        kind === 'AppProject' && metadata.name !== 'platform',
    );

    expect(projects).toHaveLength(7);
    for (const { spec } of projects) {
      expect(spec.clusterResourceWhitelist).toEqual([
        { group: '', kind: 'Namespace' },
      ]);
      expect(spec.sourceRepos).toEqual([answers().repoUrl]);
      const kinds = spec.namespaceResourceWhitelist.map(
        (allowed: { kind: string }) => allowed.kind,
      );
      expect(kinds).not.toContain('Secret');
      expect(kinds).not.toContain('RoleBinding');
    }
  });

  it('keeps what runs as Git says, and takes it away with the folder', () => {
    for (const { spec } of objects.filter(
      ({ kind }) => kind === 'ApplicationSet',
    )) {
      expect(spec.goTemplate).toBe(true);
      expect(spec.template.metadata.finalizers).toEqual([
        'resources-finalizer.argocd.argoproj.io',
      ]);
      expect(spec.template.spec.syncPolicy.automated).toEqual({
        prune: true,
        selfHeal: true,
      });
      // A project that a folder could choose would be no limit.
      expect(spec.template.spec.project).not.toContain('{{');
    }
  });

  it('brings the add-ons in their order, and the portal after them', () => {
    const waves = objects
      .filter(({ kind }) => kind === 'Application')
      .map(({ metadata }) => [
        metadata.name,
        Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0),
      ]);
    const wave = Object.fromEntries(waves);

    expect(wave['cert-manager']).toBeLessThan(wave.linkerd);
    expect(wave.monitoring).toBeLessThan(wave.traefik);
    expect(wave.portal).toBe(Math.max(...Object.values<number>(wave)));
  });

  it('has one Application for each folder of the platform', () => {
    const paths = objects
      .filter(({ kind }) => kind === 'Application')
      .map(({ spec }) => spec.source.path);

    const folders = repository
      .foldersWith('Chart.yaml')
      .filter(folder => folder.startsWith('platform/'));

    expect(paths.filter(path => path !== 'argocd').sort()).toEqual(folders);
  });
});
