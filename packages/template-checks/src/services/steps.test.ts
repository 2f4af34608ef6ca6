import { join } from 'node:path';
import { readTemplate } from '..';
import { SERVICE_KINDS } from './serviceKinds';
import {
  EVERYTHING,
  SERVICES,
  ServiceTemplates,
  answers,
} from './serviceTemplate';

interface Step {
  id: string;
  if?: string;
  action: string;
  input: Record<string, unknown>;
}

interface Form {
  properties: Record<
    string,
    { enum?: string[]; default?: unknown; pattern?: string }
  >;
}

function specOf(template: string) {
  const source = readTemplate(join(SERVICES, `${template}.yaml`));
  return source.template.spec as { parameters: Form[]; steps: Step[] };
}

describe('the steps of a service', () => {
  let templates: ServiceTemplates;

  beforeAll(async () => {
    templates = await ServiceTemplates.start();
  }, 60_000);

  beforeEach(() => templates.takeCalls());

  afterAll(async () => {
    await templates?.stop();
  });

  it.each(SERVICE_KINDS)(
    '$template reserves, publishes, deploys and waits',
    async ({ template, fixed }) => {
      const { output } = await templates.render(
        template,
        answers({ ...fixed, branch: 'trunk' }),
      );

      const calls = templates.takeCalls();
      expect(calls['delivery:name:reserve']).toEqual([
        { kind: 'component', name: 'orders', namespace: 'dev--orders' },
      ]);
      expect(calls['git:publish']).toEqual([
        {
          remoteUrl: 'https://git.example.org/retail/orders.git',
          branch: 'trunk',
          directory: './repository',
          message: 'feat: begin orders',
        },
      ]);
      expect(calls['delivery:deployment:create']).toEqual([
        {
          environment: 'dev',
          component: 'orders',
          sourcePath: './deployment',
          reason: 'A new service.',
        },
      ]);
      expect(calls['delivery:deployment:wait']).toEqual([
        expect.objectContaining({ component: 'orders', version: '0.1.0' }),
      ]);
      expect(calls['delivery:secret:seal']).toEqual([]);
      expect(JSON.stringify(output)).toContain('orders 0.1.0 is live in dev');
    },
  );

  it('go to the tenant and the repository that were named', async () => {
    await templates.render('service-node', EVERYTHING);

    const calls = templates.takeCalls();
    for (const id of [
      'delivery:deployment:create',
      'delivery:deployment:wait',
    ]) {
      expect(calls[id]).toEqual([
        expect.objectContaining({
          tenant: 'acme',
          repository: 'gitops-retail',
        }),
      ]);
    }
    expect(
      [...calls['delivery:name:reserve'], ...calls['delivery:secret:seal']].map(
        ({ namespace }) => namespace,
      ),
    ).toEqual(['acme--dev--orders', 'acme--dev--orders', 'acme--dev--orders']);
  });

  it('take back what they did only when one of them fails', async () => {
    const { steps } = specOf('service-node');
    await templates.render('service-node', answers());

    expect(templates.takeCalls()['delivery:change:revert']).toEqual([]);
    expect(
      steps
        .filter(step => step.action === 'delivery:change:revert')
        .map(step => [step.if, step.input]),
    ).toEqual([
      ['${{ failure() }}', { change: '${{ steps.deploy.output.change }}' }],
      ['${{ failure() }}', { change: '${{ steps.reserve.output.change }}' }],
    ]);
  });

  it.each([
    ['github', '/blob/main/'],
    ['gitlab', '/-/blob/main/'],
    ['gitea', '/src/branch/main/'],
  ])('register the file where %s shows it', async (hosting, folder) => {
    const repoUrl = 'https://code.github.example.org/retail/orders.git';

    const { log } = await templates.render(
      'service-node',
      answers({ hosting, register: true, repoUrl }),
    );

    expect(log.join('\n')).toContain(
      `https://code.github.example.org/retail/orders${folder}catalog-info.yaml`,
    );
  });

  it.each(SERVICE_KINDS)(
    'of $template link documentation only where the portal reads it',
    async ({ template, fixed }) => {
      const linksOf = async (hosting: string) => {
        const { output } = await templates.render(
          template,
          answers({ ...fixed, hosting }),
        );
        return JSON.stringify(output.links);
      };

      expect(await linksOf('gitlab')).toContain(
        '/docs/default/component/orders',
      );
      expect(await linksOf('other')).not.toContain('/docs/');
    },
  );

  it.each<[string, object, string]>([
    ['whose bus it uses', {}, 'shop.events'],
    ['that it follows there', { follows: 'stock' }, 'stock.events'],
    [
      'that it follows on its own bus',
      { bus: 'rabbitmq', follows: 'stock' },
      'stock.events',
    ],
  ])(
    'give a worker the exchange of the component %s',
    async (_, change, name) => {
      const { fixed } = SERVICE_KINDS.find(
        ({ template }) => template === 'worker',
      )!;
      const { repository } = await templates.render(
        'worker',
        answers({ ...fixed, ...change }),
      );

      for (const file of [
        'src/ItemConsumer.ts',
        'contracts/asyncapi.yaml',
        'docs/index.md',
        'docs/operations.md',
      ]) {
        expect(repository.text(`repository/${file}`)).toContain(name);
      }
      // Its queue is its own, whatever it follows.
      expect(repository.text('repository/src/ItemConsumer.ts')).toContain(
        '"orders.items"',
      );
    },
  );

  it('say why there is no documentation', async () => {
    const textOf = async (hosting: string) =>
      JSON.stringify(
        (await templates.render('service-node', answers({ hosting }))).output
          .text,
      );

    expect(await textOf('other')).toContain('it cannot read that repository');
    expect(await textOf('gitlab')).not.toContain('cannot read');
  });

  it.each(SERVICE_KINDS)(
    'of $template take the name, with its namespace, before anything else',
    ({ template }) => {
      const [first] = specOf(template).steps;

      // What does not fit into 63 characters is refused by it.
      expect(first).toMatchObject({
        action: 'delivery:name:reserve',
        input: { namespace: expect.stringContaining('}}--${{') },
      });
    },
  );

  it('pass what the form sealed, and no plain secret', async () => {
    const { steps } = specOf('service-node');
    await templates.render('service-node', EVERYTHING);

    expect(JSON.stringify(steps)).not.toContain('secrets.');
    expect(templates.takeCalls()['delivery:secret:seal']).toMatchObject(
      (['database', 'bus'] as const).map(store => ({
        ...{ name: `orders-${store}`, namespace: 'acme--dev--orders' },
        sealed: {
          username: EVERYTHING[`${store}User`],
          password: EVERYTHING[`${store}Password`],
        },
      })),
    );
  });

  it.each(SERVICE_KINDS)(
    '$template takes the environments and tenants that other templates make',
    ({ template }) => {
      const pages = specOf(template).parameters;
      const patternOf = (name: string) =>
        new RegExp(
          pages.find(page => name in page.properties)!.properties[name]
            .pattern!,
        );
      const taken = (name: string, given: string[]) =>
        given.filter(each => patternOf(name).test(each));

      expect(
        taken('environment', ['qa-2', 'qa--2', 'copy-of-prod', 'QA', '-a']),
      ).toEqual(['qa-2', 'copy-of-prod']);
      const longest = 'a'.repeat(30);
      expect(taken('tenant', [longest, `${longest}a`, 'a--b'])).toEqual([
        longest,
      ]);
    },
  );

  it.each(SERVICE_KINDS)(
    '$template asks the same questions as the others',
    ({ template, allowed }) => {
      const wanted = specOf('service-node').parameters.map(
        ({ properties }) => properties,
      );
      const asked = specOf(template).parameters.map(
        ({ properties }) => properties,
      );

      // Fewer answers are its own; whoever knows one form knows all.
      const common = (pages: Form['properties'][]) =>
        pages.map(page =>
          Object.entries(page).filter(([name]) => !(name in allowed)),
        );
      expect(common(asked)).toEqual(common(wanted));
      for (const [name, values] of Object.entries(allowed)) {
        const question = asked.find(page => name in page)?.[name];
        expect(question).toMatchObject({ enum: values, default: values[0] });
      }
    },
  );
});
