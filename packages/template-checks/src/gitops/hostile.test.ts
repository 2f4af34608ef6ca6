import { HOSTILE_TEXTS, TemplateRefusal, type RenderedRepository } from '..';
import {
  type GitopsAnswers,
  GitopsTemplate,
  answers,
} from './gitopsRepository';

/** Sets one text of the form. */
type Put = (text: string) => Partial<GitopsAnswers>;

const [first, ...others] = answers().environments;

/** Few answers, for what is rendered many times. */
const SMALL = answers({
  addons: ['cert-manager'],
  tenants: ['acme'],
  runtimes: ['kubernetes'],
});

/** Texts that the form restricts: what means something elsewhere is refused. */
const STRICT: [string, Put][] = [
  ['name', text => ({ name: text })],
  ['owner', text => ({ owner: text })],
  ['repository address', text => ({ repoUrl: text })],
  [
    'repository path',
    text => ({ repoUrl: `https://git.example.org/${text} ` }),
  ],
  ['branch', text => ({ branch: text })],
  ['base domain', text => ({ baseDomain: text })],
  ['container registry', text => ({ registry: text })],
  ['contact', text => ({ contactEmail: text })],
  ['version of the portal', text => ({ portalVersion: text })],
  ['runtime', text => ({ runtimes: [text] })],
  ['add-on', text => ({ addons: [text] })],
  ['continuous integration', text => ({ ci: [text] })],
  ['tenant', text => ({ tenants: [text] })],
  ['cluster', text => ({ clusters: [{ name: text, region: 'eu-west-1' }] })],
  ['region', text => ({ clusters: [{ name: 'eu-2', region: text }] })],
  [
    'environment',
    text => ({ environments: [{ ...first, name: text }, ...others] }),
  ],
  [
    'cluster of an environment',
    text => ({ environments: [{ ...first, cluster: text }, ...others] }),
  ],
  [
    'rollback policy',
    text => ({ environments: [{ ...first, rollback: text }, ...others] }),
  ],
];

/** What came out of the texts that people write freely. */
function freeTexts(repository: RenderedRepository): unknown[] {
  const [system] = repository.yaml<{ metadata: { description: string } }>(
    'catalog-info.yaml',
  );
  const [config] = repository.yaml<{
    delivery: { environments: { name?: string; title: string }[] };
  }>('slipway.app-config.yaml');
  const [environment] = config.delivery.environments.filter(each => each.name);
  return [system.metadata.description, environment.title];
}

/** The files without the free texts, to see that nothing else changed. */
function shapeOf(repository: RenderedRepository): Record<string, string[]> {
  const shape: Record<string, string[]> = {};
  for (const path of repository.paths()) {
    const isData = /\.ya?ml$/.test(path) && !/\/templates\//.test(path);
    shape[path] = isData
      ? repository.yaml(path).map(document => keysOf(document).join(' '))
      : [];
  }
  return shape;
}

function keysOf(value: unknown, path = ''): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [
        `${path}${key}`,
        ...keysOf(child, `${path}${key}.`),
      ])
    : [];
}

jest.setTimeout(60_000);

describe('what people type into gitops-repository', () => {
  let template: GitopsTemplate;
  let harmless: Record<string, string[]>;

  beforeAll(async () => {
    template = await GitopsTemplate.start();
    harmless = shapeOf(await template.repository(SMALL));
  }, 60_000);

  afterAll(async () => {
    await template?.stop();
  });

  // Letters and digits alone are a name; how they come out is looked at below.
  const texts = Object.entries(HOSTILE_TEXTS).filter(
    ([, text]) => !/^[a-z0-9]+$/.test(text),
  );

  it.each(STRICT)(
    'is refused as %s when it means something',
    async (_, put) => {
      for (const [, text] of texts) {
        await expect(template.render(answers(put(text)))).rejects.toThrow(
          TemplateRefusal,
        );
      }
    },
  );

  it.each(Object.entries(HOSTILE_TEXTS))(
    'comes out as it is where people write freely: %s',
    async (_, text) => {
      const repository = await template.repository({
        ...SMALL,
        description: text,
        environments: [{ ...first, title: text }, ...others],
      });

      expect(freeTexts(repository)).toEqual([text, text]);
      expect(shapeOf(repository)).toEqual(harmless);
    },
  );

  it.each([
    [
      'two hyphens in a tenant, which would reach into another',
      { tenants: ['a--b'] },
    ],
    [
      'a hyphen in an environment',
      { environments: [{ ...first, name: 'a-b' }] },
    ],
    ['a name of 64 letters', { name: 'a'.repeat(64) }],
    ['upper case', { name: 'Gitops' }],
    [
      'a password in the address',
      { repoUrl: 'https://me:secret@git.example.org/a' },
    ],
    ['no runtime', { runtimes: [] }],
    ['no environment', { environments: [] }],
    ['the same tenant twice', { tenants: ['acme', 'acme'] }],
    ['a version that is none', { portalVersion: 'latest' }],
  ])('is refused: %s', async (_, change) => {
    await expect(template.render(answers(change))).rejects.toThrow(
      TemplateRefusal,
    );
  });

  it.each(['no', 'null', 'true', 'e3', 'off'])(
    'keeps the name %s a text',
    async name => {
      const repository = await template.repository(
        answers({
          name,
          branch: name,
          tenants: [name],
          environments: [{ ...first, name }, ...others.slice(1)],
        }),
      );

      const [config] = repository.yaml<{
        delivery: {
          environments: { kind?: string; name?: string }[];
          repositories: { id: string; branch: string }[];
        };
      }>('slipway.app-config.yaml');
      const [environment] = config.delivery.environments.filter(
        ({ kind }) => !kind,
      );
      expect(environment.name).toBe(name);
      expect(config.delivery.repositories[0]).toMatchObject({
        id: name,
        branch: name,
      });
      const [project] = repository.yaml<{
        spec: { destinations: { namespace: string }[] };
      }>(`argocd/tenants/${name}.yaml`);
      expect(project.spec.destinations[0].namespace).toBe(
        `${name}--${name}--*`,
      );
    },
  );

  it('names what is missing', async () => {
    const { repoUrl: _, ...rest } = answers();

    await expect(template.render(rest)).rejects.toThrow('repoUrl');
  });
});
