import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

const VALUES = helmValues('1.0.0');

function create(input: object): Step {
  return {
    ...{ id: 'deploy', action: 'delivery:deployment:create' },
    input: {
      ...{ environment: 'dev', component: 'orders' },
      files: [{ path: 'values.yaml', text: VALUES }],
      ...input,
    },
  };
}

describe('delivery:deployment:create', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;

  beforeAll(async () => {
    remote = new GitRemote({ 'dev/payments/values.yaml': helmValues('2.4.0') });
    started = await startScaffolder({
      url: remote.url,
      scaffolder: { delivery: { reservedNames: ['platform'] } },
    });
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('adds the folder in one commit, and says what it did', async () => {
    const { status, output, log } = await started.run([
      create({ reason: 'A new service.' }),
    ]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(output.deploy).toMatchObject({
      ...{ folder: 'dev/orders', repository: 'gitops', commit: remote.head() },
      paths: ['dev/orders/values.yaml'],
      change: expect.any(String),
    });
    expect(log).toContain('+ dev/orders/values.yaml (added, 5 lines)');
    expect(log).toContain(`1 file changed in gitops by`);
    expect(remote.show('dev/orders/values.yaml')).toBe(VALUES);
    expect(remote.git('log', '-1', '--format=%an %s%n%b', 'main')).toMatch(
      /^mock Add orders in dev\nReason: A new service\.\nRequested-By: user:default\/mock\n/,
    );
  });

  it('changes nothing when the same is asked again', async () => {
    const before = remote.count();
    const { status, log } = await started.run([create({})]);

    expect(status).toBe('completed');
    expect(log).toContain('gitops is as wished already');
    expect(remote.count()).toBe(before);
  });

  it('refuses a folder that holds something else', async () => {
    const files = [{ path: 'values.yaml', text: helmValues('9.9.9') }];
    const { status, log } = await started.run([create({ files })]);

    expect(status).toBe('failed');
    expect(log).toContain('dev/orders is there already; choose another name');
  });

  it('plans in a dry run, with the texts, and leaves no trace', async () => {
    const head = remote.head();
    const { output, log } = await started.dryRun([
      create({ component: 'invoices' }),
    ]);

    expect(output.deploy).toEqual({
      ...{ folder: 'dev/invoices', repository: 'gitops' },
      paths: ['dev/invoices/values.yaml'],
      checks: [
        {
          message: 'You may change gitops, and nothing there is in the way.',
          status: 'ok',
        },
      ],
      plan: [
        { path: 'dev/invoices/values.yaml', status: 'added', after: VALUES },
      ],
    });
    expect(log).toContain('+ dev/invoices/values.yaml');
    expect(remote.head()).toBe(head);
  });

  it.each([
    [{ component: '../evil' }, /does not match pattern|DNS label/],
    [{ component: 'a'.repeat(64) }, /maximum length of 63/],
    [{ component: 'Orders' }, /does not match pattern/],
    [{ component: 'оrders' }, /does not match pattern/],
    [{ component: '{{ .Values.x }}' }, /does not match pattern/],
    [{ component: 'con' }, /is reserved/],
    [{ component: 'platform' }, /is reserved/],
    [{ environment: 'nowhere' }, /lies in no folder that a layout/],
    [{ tenant: 'acme' }, /No folder pattern can hold orders of acme in dev/],
    [{ repository: 'other' }, /There is no repository 'other'/],
    [{ files: [] }, /without a file cannot be/],
    [{ files: [{ path: '../../x', text: 'a' }] }, /no path inside the repos/],
    [{ files: [{ path: '.git/config', text: 'a' }] }, /no path inside/],
    [
      { files: undefined, sourcePath: '../..' },
      /not allowed to refer|Relative/,
    ],
    [{ files: undefined, sourcePath: 'none' }, /no folder 'none'/],
  ])('refuses %j, and writes nothing', async (input, sentence) => {
    const before = remote.count();
    const { status, log } = await started.run([create(input)]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(before);
  });

  it.each(['a: $(id)', '`id`', '{{ .Release.Name }}', '"; rm -rf /', "it's"])(
    'writes the reason %j as the text that it is',
    async reason => {
      const component = `c${Buffer.from(reason).toString('hex')}`.slice(0, 40);
      const { status } = await started.run(
        [
          {
            ...create({ component, reason: '${{ parameters.reason }}' }),
          },
        ],
        { reason },
      );

      expect(status).toBe('completed');
      expect(remote.git('log', '-1', '--format=%b', 'main')).toContain(
        `Reason: ${reason}\n`,
      );
    },
  );
});
