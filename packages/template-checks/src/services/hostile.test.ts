import { HOSTILE_TEXTS, TemplateRefusal } from '..';
import { SERVICE_KINDS } from './serviceKinds';
import {
  type ServiceAnswers,
  ServiceTemplates,
  EVERYTHING,
  answers,
  partOf,
} from './serviceTemplate';

jest.setTimeout(120_000);

/** Fields that a person types, each as it would be misused. */
const STRICT: [string, (text: string) => object][] = [
  ...[
    ...['name', 'owner', 'system', 'repoUrl', 'branch', 'environment'],
    ...['tenant', 'gitops', 'registry', 'host', 'issuer', 'sealingCluster'],
    ...['databaseUser', 'databasePassword', 'busUser', 'busPassword'],
  ].map((name): [string, (text: string) => object] => [
    name,
    text => ({ [name]: text }),
  ]),
  ['a needed contract', text => ({ needs: [text] })],
  ['a service that it calls', text => ({ calls: [text] })],
  ['a caller', text => ({ callers: [text] })],
  ['a guest of its bus', text => ({ busGuests: [text] })],
  [
    'the component of its bus',
    text => ({ bus: 'component', busComponent: text }),
  ],
  [
    'the host of its bus',
    text => ({ bus: 'address', busHost: text, busNetwork: '10.0.0.0/8' }),
  ],
  [
    'the addresses of its bus',
    text => ({ bus: 'address', busHost: 'bus', busNetwork: text }),
  ],
  ...[
    'hosting',
    'database',
    'bus',
    'contract',
    'ci',
    'ingress',
    'mesh',
    'slo',
    'secrets',
  ].map((name): [string, (text: string) => object] => [
    name,
    text => ({ [name]: text }),
  ]),
];

/** Texts of a description, several in one as long as it may be. */
function descriptions(): string[] {
  const joined: string[] = [];
  for (const text of Object.values(HOSTILE_TEXTS)) {
    const last = joined.pop() ?? '';
    const longer = `${last} ${text}`;
    joined.push(...(longer.length <= 200 ? [longer] : [last, text]));
  }
  return joined;
}

describe('what people type', () => {
  let templates: ServiceTemplates;

  beforeAll(async () => {
    templates = await ServiceTemplates.start();
  });

  afterAll(async () => {
    await templates?.stop();
  });

  const texts = Object.values(HOSTILE_TEXTS).filter(
    text => !/^[a-z0-9]+$/.test(text),
  );

  it.each(STRICT)(
    'is refused as %s when it means something',
    async (_, put) => {
      for (const text of texts) {
        await expect(
          templates.render('service-node', { ...EVERYTHING, ...put(text) }),
        ).rejects.toThrow(TemplateRefusal);
      }
    },
  );

  it.each(SERVICE_KINDS)(
    '$template keeps a description as it was written',
    async ({ template, fixed }) => {
      const given = answers(fixed);
      const harmless = await templates.render(template, given);
      const alone =
        template === 'service-node' ? Object.values(HOSTILE_TEXTS) : [];
      for (const text of [...descriptions(), ...alone]) {
        const rendering = await templates.render(template, {
          ...given,
          description: text,
        });

        const repository = partOf(rendering, 'repository');
        const [component] = repository.yaml<{
          metadata: { description: string };
        }>('catalog-info.yaml');
        expect(component.metadata.description).toBe(text);
        expect(repository.paths()).toEqual(
          partOf(harmless, 'repository').paths(),
        );
        for (const path of repository.paths(/\.json$/)) {
          expect(JSON.parse(repository.text(path))).toBeInstanceOf(Object);
        }
        for (const path of repository.paths(/\.ya?ml$/)) {
          expect(repository.yaml(path)).toHaveLength(
            partOf(harmless, 'repository').yaml(path).length,
          );
        }
      }
    },
  );

  it.each(['no', 'null', 'true', 'e3', 'off', 'fmt', 'test'])(
    'keeps the name %s a text',
    async name => {
      const rendering = await templates.render(
        'service-node',
        answers({ name }),
      );

      const [component] = partOf(rendering, 'repository').yaml<{
        metadata: { name: string };
        spec: { providesApis: string[] };
      }>('catalog-info.yaml');
      expect(component.metadata.name).toBe(name);
      expect(component.spec.providesApis).toEqual([`${name}-openapi`]);
    },
  );

  it.each<[string, Partial<ServiceAnswers>]>([
    ['a name of 64 letters', { name: 'a'.repeat(64) }],
    ['two hyphens, which part a tenant from a name', { name: 'a--b' }],
    ['upper case', { name: 'Orders' }],
    [
      'a password in the address',
      { repoUrl: 'https://me:x@git.example.org/a' },
    ],
    ['messages without a bus', { contract: 'asyncapi', bus: 'none' }],
    ['an ingress without a host', { ingress: 'https', host: undefined }],
    ['https without an issuer', { ingress: 'https', host: 'a.example.org' }],
    [
      'a bus of a component that is not named',
      { bus: 'component', secrets: 'existing' },
    ],
    [
      'a bus elsewhere without its addresses',
      { bus: 'address', busHost: 'bus.example.org', secrets: 'existing' },
    ],
    ['alerts without metrics', { metrics: false, slo: 'none' }],
    ['an objective without metrics', { metrics: false, alerts: false }],
    ['a caller with two hyphens', { callers: ['a--b'] }],
    ['all callers of every namespace', { callers: ['*'] }],
    ['a port that there is not', { calls: ['stock:65536'] }],
    [
      'a database whose password nobody brings',
      { database: 'postgresql', secrets: undefined },
    ],
    ['sealing without a cluster', { secrets: 'sealed', bus: 'rabbitmq' }],
    [
      'a database without its sealed password',
      { secrets: 'sealed', sealingCluster: 'eu-1', database: 'postgresql' },
    ],
    [
      'a password that is not sealed',
      {
        ...{ secrets: 'sealed', sealingCluster: 'eu-1', bus: 'rabbitmq' },
        ...{ busUser: 'orders', busPassword: 'a word' },
      },
    ],
    ['registering what cannot be read', { register: true, hosting: 'other' }],
    [
      'registering what has no page',
      { register: true, hosting: 'gitlab', repoUrl: 'git@git.example.org:a/b' },
    ],
  ])('is refused: %s', async (_, change) => {
    await expect(
      templates.render('service-node', answers(change)),
    ).rejects.toThrow(TemplateRefusal);
  });

  it.each(['rabbitmq', 'address'])(
    'is asked whose messages a worker takes from a bus %s',
    async bus => {
      const given = answers({
        ...{ bus, contract: 'asyncapi', slo: 'none', secrets: 'existing' },
        ...{ busHost: 'bus.example.org', busNetwork: '10.0.0.0/8' },
      });

      await expect(templates.render('worker', given)).rejects.toThrow(
        TemplateRefusal,
      );
      await expect(
        templates.render('worker', { ...given, follows: 'shop' }),
      ).resolves.toBeDefined();
      for (const text of texts) {
        await expect(
          templates.render('worker', { ...given, follows: text }),
        ).rejects.toThrow(TemplateRefusal);
      }
    },
  );
});
