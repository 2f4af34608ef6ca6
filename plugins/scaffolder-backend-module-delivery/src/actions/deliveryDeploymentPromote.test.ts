import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { DeploymentsPage } from '@slipway/backstage-plugin-delivery-common';
import { Router, json } from 'express';
import { GitRemote, helmValues } from '../__testUtils__/GitRemote';
import { observation } from '../__testUtils__/observation';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

/** The part of the plugin `contracts` that is asked. */
function contracts(asked: object[], answer: () => string) {
  return createBackendPlugin({
    pluginId: 'contracts',
    register(reg) {
      reg.registerInit({
        deps: { http: coreServices.httpRouter },
        async init({ http }) {
          const router = Router();
          router.post('/v1/can-i', json(), (req, res) => {
            asked.push(req.body);
            const findings = [
              { answer: answer(), message: 'invoices breaks.' },
            ];
            res.json({
              ...{ answer: answer(), message: 'So it is.', findings },
              ...{ waysOut: [], asked: 1, ruleset: 'r' },
            });
          });
          http.use(router);
        },
      });
    },
  });
}

describe('delivery:deployment:promote', () => {
  let remote: GitRemote;
  let started: StartedScaffolder;
  let answer = 'allowed';
  const asked: object[] = [];
  const promote = (input: object = {}): Step => ({
    ...{ id: 'promote', action: 'delivery:deployment:promote' },
    input: { component: 'payments', from: 'dev', to: 'qa', ...input },
  });

  beforeEach(async () => {
    answer = 'allowed';
    asked.length = 0;
    remote = new GitRemote({
      'dev/payments/values.yaml': helmValues('2.5.0'),
      'qa/payments/values.yaml': helmValues('2.4.0', 'more: 1\n'),
    });
    started = await startScaffolder({
      ...{ url: remote.url, features: [contracts(asked, () => answer)] },
    });
    await started.until<DeploymentsPage>(
      '/deployments',
      page => page.totalItems === 2,
    );
  });

  afterEach(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it('brings the version that runs, by one line, after asking the contracts', async () => {
    const sink = await started.sink;
    await sink.replace([
      observation(remote.url, 'dev/payments', {
        images: ['registry.example.org/payments:2.5.0'],
      }),
    ]);
    const { status, output, log } = await started.run([promote()]);

    expect(status === 'completed' ? '' : log).toBe('');
    expect(output.promote).toMatchObject({
      ...{ version: '2.5.0', paths: ['qa/payments/values.yaml'] },
    });
    expect(asked).toEqual([
      expect.objectContaining({
        ...{ version: '2.5.0', environment: 'qa', action: 'promote' },
        component: 'component:default/payments',
      }),
    ]);
    expect(remote.show('qa/payments/values.yaml')).toBe(
      helmValues('2.5.0', 'more: 1\n'),
    );
  });

  it('does not guess what runs', async () => {
    const { log } = await started.run([promote()]);

    expect(log).toContain('It is not known what runs of payments in dev');
    expect(remote.count()).toBe(1);
  });

  it.each([
    ['blocked', /So it is\. invoices breaks\./],
    ['unknown', /invoices breaks\. Set acceptUnknown/],
  ])('is stopped by contracts that answer %s', async (given, sentence) => {
    answer = given;
    const { status, log } = await started.run([promote({ version: '2.5.0' })]);

    expect(status).toBe('failed');
    expect(log).toMatch(sentence);
    expect(remote.count()).toBe(1);
  });

  it('is stopped by a ban', async () => {
    remote.commit({
      'qa/payments/delivery.yaml':
        'bans:\n  - version: 2.5.0\n    by: ann\n    reason: It lost money\n',
    });
    await started.until<DeploymentsPage>(
      '/deployments?environment=qa',
      ({ items }) => items[0]?.bans.length === 1,
    );
    const { status, log } = await started.run([promote({ version: '2.5.0' })]);

    expect(status).toBe('failed');
    expect(log).toContain('It lost money');
  });

  it('changes nothing when the version is there already', async () => {
    const { status, log } = await started.run([promote({ version: '2.4.0' })]);

    expect(status).toBe('completed');
    expect(log).toContain('Git wants 2.4.0 there already.');
    expect(asked).toEqual([]);
  });

  it.each(['2.5.0; rm', '{{ .x }}', 'a b', '$(id)'])(
    'refuses the version %j',
    async version => {
      const { status } = await started.run(
        [promote({ version: '${{ parameters.version }}' })],
        { version },
      );
      expect(status).toBe('failed');
      expect(remote.count()).toBe(1);
    },
  );

  it('plans in a dry run', async () => {
    const { log } = await started.dryRun([promote({ version: '2.5.0' })]);

    expect(log).toContain('~ qa/payments/values.yaml (changed, 6 lines)');
    expect(remote.count()).toBe(1);
  });
});
