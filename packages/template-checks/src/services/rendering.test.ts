import {
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import type { RenderedRepository } from '..';
import { SERVICE_KINDS, combinationsOf } from './serviceKinds';
import {
  type ServiceAnswers,
  ServiceTemplates,
  answers,
  describeAnswers,
  partOf,
} from './serviceTemplate';

jest.setTimeout(60_000);

const POLICY = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
]);

const CI_FILES: Record<string, string> = {
  github: '.github/workflows/build.yaml',
  gitlab: '.gitlab-ci.yml',
  travis: '.travis.yml',
};

/** Reads a catalog-info.yaml as the catalog does, `$text` included. */
async function entitiesOf(files: RenderedRepository): Promise<Entity[]> {
  const entities = files.yaml<Entity>('catalog-info.yaml');
  for (const entity of entities) {
    const definition = entity.spec?.definition as
      { $text?: string } | undefined;
    if (definition?.$text) {
      entity.spec!.definition = files.text(definition.$text.slice(2));
    }
    await POLICY.enforce(entity);
    const validator =
      entity.kind === 'API'
        ? apiEntityV1alpha1Validator
        : componentEntityV1alpha1Validator;
    expect(await validator.check(entity)).toBe(true);
  }
  return entities;
}

function expectWellFormed(files: RenderedRepository) {
  for (const path of files.paths(/\.ya?ml$/)) {
    // js-yaml throws at a key that is there twice.
    expect(files.yaml(path).length).toBeGreaterThan(0);
  }
  for (const path of files.paths(/\.json$/)) {
    expect(JSON.parse(files.text(path))).toBeInstanceOf(Object);
  }
}

function expectChosen(files: RenderedRepository, given: ServiceAnswers) {
  expect(files.paths(/ci\.yml$|travis\.yml$|workflows/)).toEqual([
    CI_FILES[given.ci],
  ]);
  expect(files.paths(/^contracts\//)).toEqual(
    [`contracts/${given.contract}.yaml`, 'contracts/needs.yaml']
      .filter(path => path !== 'contracts/none.yaml')
      .sort(),
  );
  expect(files.paths(/postgres/i).length > 0).toBe(given.database !== 'none');
}

describe.each(SERVICE_KINDS)('the template $template', kind => {
  let templates: ServiceTemplates;

  beforeAll(async () => {
    templates = await ServiceTemplates.start();
  });

  afterAll(async () => {
    await templates?.stop();
  });

  it.each(
    combinationsOf(kind).map(given => [describeAnswers(given), given] as const),
  )('%s', async (_, given) => {
    const rendering = await templates.render(kind.template, given);

    const repository = partOf(rendering, 'repository');
    const deployment = partOf(rendering, 'deployment');
    expectWellFormed(repository);
    expectWellFormed(deployment);
    expectChosen(repository, given);
    for (const path of rendering.repository.paths()) {
      expect(`${path}\n${rendering.repository.text(path)}`).not.toMatch(
        /\$\{\{ ?(values|each|parameters)|\{%-? ?(if|for|set|end)|\bundefined$|: undefined\b|\[object /m,
      );
    }

    const entities = await entitiesOf(repository);
    expect(entities.map(entity => entity.kind)).toEqual(
      given.contract === 'none' ? ['Component'] : ['Component', 'API'],
    );
    expect(deployment.has('catalog-info.yaml')).toBe(!given.register);
    const again = given.register ? [] : await entitiesOf(deployment);
    expect(again.map(entity => entity.metadata.name)).toEqual(
      given.register ? [] : entities.map(entity => entity.metadata.name),
    );
  });

  it('brings what each service has', async () => {
    const rendering = await templates.render(
      kind.template,
      answers(kind.fixed),
    );
    const repository = partOf(rendering, 'repository');

    for (const path of [
      ...['README.md', 'Dockerfile', 'mkdocs.yml', 'docs/index.md'],
      ...['ci/test.sh', 'ci/release.sh', 'ci/next-version.sh', '.gitignore'],
    ]) {
      expect(repository.has(path)).toBe(true);
    }
    expect(repository.text('Dockerfile')).toMatch(/^USER 10001:10001$/m);
    expect(repository.text('Dockerfile').match(/^FROM /gm)).toHaveLength(2);
    expect(repository.text('docs/operations.md')).toMatch(
      /\/healthz[\s\S]*\/readyz[\s\S]*\/metrics/,
    );
  });

  it.each([
    [false, /No release changes it: who changes the/, /^# The catalog reads/],
    [true, /The portal reads `catalog-info\.yaml` of the repo/, /^apiVersion/],
  ])(
    'says where the catalog is changed, registered: %s',
    async (register, says, begins) => {
      const rendering = await templates.render(
        kind.template,
        answers({ ...kind.fixed, hosting: 'gitlab', register }),
      );
      const repository = partOf(rendering, 'repository');
      const deployment = partOf(rendering, 'deployment');

      expect(repository.text('docs/operations.md')).toMatch(says);
      expect(repository.text('catalog-info.yaml')).toMatch(begins);
      expect(
        /^## Change what the por/m.test(repository.text('README.md')),
      ).toBe(!register);
      const files = deployment.paths(/^catalog-info\.yaml$/);
      expect(files).toHaveLength(Number(!register));
      for (const path of files) {
        expect(deployment.text(path)).toMatch(/^# .*no release changes it/);
      }
    },
  );

  it.each([
    ['gitlab', 'url:https://git.example.org/retail/orders/-/tree/main/'],
    ['other', 'url:https://git.example.org/retail/orders.git'],
  ])('leads from the catalog to the source at %s', async (hosting, url) => {
    const rendering = await templates.render(
      kind.template,
      answers({ ...kind.fixed, hosting } as never),
    );
    const [component] = await entitiesOf(partOf(rendering, 'deployment'));

    expect(component.metadata.annotations).toMatchObject({
      'backstage.io/source-location': url,
    });
  });

  it('gives the same files for the same answers', async () => {
    const [one, other] = [
      await templates.render(kind.template, answers(kind.fixed)),
      await templates.render(kind.template, answers(kind.fixed)),
    ];

    expect(one.repository.toRecord()).toEqual(other.repository.toRecord());
  });

  it('names no registry of packages', async () => {
    const { repository } = await templates.render(
      kind.template,
      answers(kind.fixed),
    );

    for (const path of repository.paths()) {
      expect(repository.text(path)).not.toMatch(/"resolved"|index-url|npmrc/);
    }
  });
});
