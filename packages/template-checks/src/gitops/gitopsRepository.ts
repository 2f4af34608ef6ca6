import { join } from 'node:path';
import {
  type RenderedRepository,
  type StartedScaffolder,
  TEMPLATES,
  fakeAction,
  pairwise,
  startScaffolder,
} from '..';

const TEMPLATE = join(TEMPLATES, 'gitops-repository', 'template.yaml');

/** An environment, as the form asks for it. */
export interface EnvironmentAnswer {
  name: string;
  title: string;
  cluster: string;
  rollback: string;
  versions: string;
}

/** All answers of the form. */
export interface GitopsAnswers {
  name: string;
  owner: string;
  repoUrl: string;
  branch: string;
  description: string;
  baseDomain: string;
  registry: string;
  runtimes: string[];
  clusters: { name: string; region: string }[];
  environments: EnvironmentAnswer[];
  tenants: string[];
  addons: string[];
  ci: string[];
  contactEmail: string;
  portalVersion: string;
}

/** All add-ons that can be chosen. */
export const ADDONS = [
  'traefik',
  'cert-manager',
  'external-dns',
  'velero',
  'linkerd',
  'argo-rollouts',
  'monitoring',
  'sealed-secrets',
];

function environment(
  name: string,
  change: Partial<EnvironmentAnswer> = {},
): EnvironmentAnswer {
  return {
    name,
    title: name.toUpperCase(),
    cluster: 'in-cluster',
    rollback: 'allow',
    versions: 'any',
    ...change,
  };
}

const FOUR = ['dev', 'qa', 'acc'].map(name => environment(name));

/** Answers that a person could give, with everything chosen. */
export function answers(change: Partial<GitopsAnswers> = {}): GitopsAnswers {
  return {
    name: 'gitops-retail',
    owner: 'group:default/platform',
    repoUrl: 'https://git.example.org/retail/gitops.git',
    branch: 'main',
    description: 'What runs where',
    baseDomain: 'example.org',
    registry: 'registry.example.org/retail',
    runtimes: ['kubernetes', 'swarm', 'nomad'],
    clusters: [
      { name: 'in-cluster', region: 'eu-central-1' },
      { name: 'eu-2', region: 'eu-west-1' },
    ],
    environments: [
      ...FOUR,
      environment('prod', {
        cluster: 'eu-2',
        rollback: 'roll-forward-only',
        versions: 'semver',
      }),
    ],
    tenants: ['acme', 'globex-eu'],
    addons: ADDONS,
    ci: ['github', 'gitlab'],
    contactEmail: 'platform@example.org',
    portalVersion: '0.1.0',
    ...change,
  };
}

const CHOICES = {
  kubernetes: [true, false],
  swarm: [true, false],
  nomad: [true, false],
  environments: [[environment('live')], answers().environments],
  tenants: [[], ['acme'], ['acme', 'globex-eu']],
  ci: [['github'], ['gitlab'], ['github', 'gitlab']],
  repoUrl: [
    'https://git.example.org/retail/gitops.git',
    'git@git.example.org:retail/gitops.git',
    'ssh://git@git.example.org:2222/retail/gitops',
    'file:///srv/git/gitops.git',
  ],
  ...Object.fromEntries(ADDONS.map(name => [name, [true, false]])),
} as const;

/** Answers in which each two choices meet. */
export function combinations(): GitopsAnswers[] {
  return pairwise(CHOICES).map(choice => {
    const chosen = choice as Record<string, unknown>;
    const runtimes = ['kubernetes', 'swarm', 'nomad'].filter(
      name => chosen[name],
    );
    return answers({
      // The form asks for one at least.
      runtimes: runtimes.length ? runtimes : ['kubernetes'],
      environments: chosen.environments as EnvironmentAnswer[],
      tenants: chosen.tenants as string[],
      ci: chosen.ci as string[],
      repoUrl: chosen.repoUrl as string,
      addons: ADDONS.filter(name => chosen[name]),
    });
  });
}

/** What the answers have in common, for the title of a test. */
export function describeAnswers(given: GitopsAnswers): string {
  const { runtimes, environments, tenants, ci, addons } = given;
  return [
    runtimes.join(' + '),
    `${environments.length} environments`,
    `${tenants.length} tenants`,
    ci.join(' + '),
    addons.join(' ') || 'no add-ons',
  ].join(', ');
}

/** The template behind the real scaffolder. */
export class GitopsTemplate {
  readonly #scaffolder: StartedScaffolder;
  readonly published: Record<string, unknown>[];

  private constructor(
    scaffolder: StartedScaffolder,
    published: Record<string, unknown>[],
  ) {
    this.#scaffolder = scaffolder;
    this.published = published;
  }

  static async start(): Promise<GitopsTemplate> {
    const publish = fakeAction('git:publish', {
      remoteUrl: 'https://git.example.org/retail/gitops.git',
      commit: '0123456',
    });
    const scaffolder = await startScaffolder([publish.action]);
    return new GitopsTemplate(scaffolder, publish.calls);
  }

  render(given: object) {
    return this.#scaffolder.render(TEMPLATE, { ...given });
  }

  async repository(given: object): Promise<RenderedRepository> {
    return (await this.render(given)).repository;
  }

  stop(): Promise<void> {
    return this.#scaffolder.stop();
  }
}

/** A folder that Helm deploys, with the namespace that it is. */
export interface HelmFolder {
  path: string;
  release: string;
  namespace: string;
}

/** Folders whose chart is in the repository, as the ApplicationSets name them. */
export function helmFolders(repository: RenderedRepository): HelmFolder[] {
  return repository
    .foldersWith('Chart.yaml')
    .filter(path =>
      repository.text(`${path}/Chart.yaml`).includes('repository: file://'),
    )
    .map(path => {
      const parts = path.split('/');
      const release = parts[parts.length - 1];
      const [kind, first, second] = parts;
      const namespaces: Record<string, string> = {
        platform: release,
        deployments: `${first}--${release}`,
        previews: `${first}--${release}`,
        tenants: `${first}--${second}--${release}`,
      };
      return { path, release, namespace: namespaces[kind] };
    });
}
