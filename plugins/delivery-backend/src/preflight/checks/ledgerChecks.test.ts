import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { operationRow } from '../../__testUtils__/operationRow';
import type { RevisionRow } from '../../database/rows';
import { ledgerChecks } from './ledgerChecks';
import type { LedgerSubject } from './types';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const COMMIT = 'c'.repeat(40);

function deployment(change: Partial<Deployment> = {}): Deployment {
  return {
    ...{ environment: 'prod', tenant: 'acme', path: 'prod/acme/payments' },
    desired: { version: '2.4.0', commit: COMMIT, since: '', author: 'dev-3' },
    live: { stale: false, source: 'argocd:eu-1' },
    ...{ bans: [], problems: [], can: { rollback: { allowed: true } } },
    ...change,
  } as Deployment;
}

function subject(change: Partial<LedgerSubject> = {}): LedgerSubject {
  return {
    ...{ type: 'rollback', elsewhere: [] },
    deployment: deployment(),
    version: '2.3.1',
    expected: { version: '2.4.0', commit: COMMIT },
    target: { verdict: 'ran', verdictText: 'ran for 9 days' } as never,
    since: [],
    complete: true,
    plan: {
      changes: [{ path: 'x', lines: [{ line: 4, before: 'a', after: 'b' }] }],
    },
    environment: {
      ...{ name: 'prod', title: 'Production', order: 3, rollback: 'allow' },
    },
    now: NOW,
    ...change,
  };
}

const row = (change: Partial<RevisionRow>) =>
  ({
    ...{ commit: 'abcdef0123', author_name: 'dev-1', subject: 'More cpu' },
    ...{ kind: 'config', trailers: '[]', version_after: '2.4.0' },
    ...change,
  }) as RevisionRow;
const migration = JSON.stringify([{ key: 'Migration', value: '0042' }]);

function answer(id: string, change: Partial<LedgerSubject>) {
  return ledgerChecks.find(check => check.id === id)!.answer(subject(change));
}

describe('ledgerChecks', () => {
  it('all pass for an ordinary rollback, and each answers in a sentence', () => {
    for (const { id, answer: ask } of ledgerChecks) {
      const result = ask(subject());
      expect([id, result?.status ?? 'ok']).toEqual([id, 'ok']);
      expect(result?.message ?? 'None.').toMatch(/^\S.*\.$/);
    }
  });

  it.each<[string, string, Partial<LedgerSubject>, string, RegExp]>([
    [
      'the folder changed but not its version',
      'still-what-you-saw',
      { expected: { version: '2.4.0', commit: 'd'.repeat(40) } },
      'block',
      /^dev-3 changed the folder in ccccccc after you looked/,
    ],
    [
      'another version is there',
      'still-what-you-saw',
      { expected: { version: '2.3.9', commit: 'd'.repeat(40) } },
      'block',
      /^dev-3 set 2\.4\.0 in ccccccc/,
    ],
    [
      'the plan cannot be made',
      'one-line',
      { plan: { error: 'It is ambiguous.' } },
      'block',
      /^It is ambiguous\.$/,
    ],
    [
      'there is nothing to change',
      'one-line',
      { plan: { changes: [{ path: 'x', lines: [] }] } },
      'block',
      /nothing to change/,
    ],
    [
      'more than a line would change',
      'one-line',
      {
        plan: {
          changes: [
            {
              path: 'x',
              lines: [1, 2].map(line => ({ line, before: '', after: 'b' })),
            },
          ],
        },
      },
      'warn',
      /2 lines of x/,
    ],
    [
      'the version never was there',
      'ran-here',
      { target: undefined },
      'unknown',
      /never in Git for prod · acme/,
    ],
    [
      'it was rolled back before',
      'ran-here',
      {
        target: {
          verdict: 'rolled-back',
          verdictText: 'rolled back after 1 hour',
        } as never,
      },
      'warn',
      /^2\.3\.1 rolled back after 1 hour\.$/,
    ],
    [
      'other things changed',
      'changed-since',
      { since: [row({})] },
      'warn',
      /^1 commit changed other things/,
    ],
    [
      'a migration ran',
      'migrations',
      { since: [row({ trailers: migration })] },
      'warn',
      /^2\.4\.0 declares migration 0042/,
    ],
    [
      'the history does not reach back',
      'migrations',
      { complete: false },
      'unknown',
      /cannot be told/,
    ],
    [
      'another operation works there',
      'nothing-running',
      {
        deployment: deployment({
          operation: {
            requestedBy: 'user:default/a',
            toVersion: '2.3.0',
            step: 2,
            steps: 7,
          } as never,
        }),
      },
      'block',
      /user:default\/a asked for 2\.3\.0.*step 2 of 7/,
    ],
    [
      'the version is banned',
      'holds-and-bans',
      {
        deployment: deployment({
          bans: [{ version: '2.3.1', by: 'lead', reason: 'it leaks' }],
        }),
      },
      'block',
      /banned here by lead: it leaks/,
    ],
    [
      'the deployment is held',
      'holds-and-bans',
      {
        deployment: deployment({
          hold: { version: '2.4.0', by: 'lead', reason: 'pen test' },
        }),
      },
      'warn',
      /lead holds this deployment at 2\.4\.0/,
    ],
    [
      'holds and bans cannot be read',
      'holds-and-bans',
      {
        deployment: deployment({
          problems: [
            { code: 'unreadable', message: 'delivery.yaml cannot be read.' },
          ],
        }),
      },
      'unknown',
      /delivery\.yaml cannot be read/,
    ],
    [
      'the policy is to roll forward',
      'policy',
      {
        environment: {
          name: 'prod',
          title: 'Production',
          order: 3,
          rollback: 'roll-forward-only',
        },
      },
      'block',
      /^Production only rolls forward/,
    ],
    [
      'the person may not',
      'policy',
      {
        deployment: deployment({
          can: { rollback: { allowed: false, reason: 'Only its owner may.' } },
        }),
      },
      'block',
      /^Only its owner may\.$/,
    ],
    [
      'no runtime is observed',
      'runtime-answers',
      { deployment: deployment({ live: { stale: true } }) },
      'warn',
      /cannot say when it is live/,
    ],
    [
      'the runtime is silent',
      'runtime-answers',
      {
        deployment: deployment({
          cluster: 'eu-1',
          live: { stale: true, source: 's', staleCause: 'Refused.' },
        }),
      },
      'warn',
      /^The runtime of eu-1 is silent/,
    ],
    [
      'it was rolled back a moment ago',
      'not-again',
      { lastRollback: operationRow({ requested_at: '2026-11-21T11:50:00Z' }) },
      'warn',
      /^2\.4\.0 was rolled back to 2\.3\.1 10 minutes ago/,
    ],
  ])('when %s, %s says so', (_, id, change, status, message) => {
    expect(answer(id, change)).toMatchObject({
      status,
      message: expect.stringMatching(message),
    });
  });

  it('a hold on the version that is gone to is in nobody’s way', () => {
    const hold = { version: '2.3.1', by: 'lead', reason: 'pen test' };
    expect(
      answer('holds-and-bans', { deployment: deployment({ hold }) }),
    ).toMatchObject({ status: 'ok' });
  });

  it('lists at most twenty commits as evidence', () => {
    const since = Array.from({ length: 30 }, () => row({}));
    expect(answer('changed-since', { since })?.evidence).toHaveLength(20);
  });

  describe('before an upgrade', () => {
    const upgrade = (id: string, change: Partial<LedgerSubject> = {}) =>
      answer(id, {
        ...{ type: 'upgrade', version: '2.5.0', target: undefined },
        ...change,
      });

    it('a version that was never here is asked for elsewhere', () => {
      expect(upgrade('ran-here', { elsewhere: ['qa', 'acc'] })).toEqual({
        status: 'ok',
        message: 'Git wants 2.5.0 in qa, acc already.',
      });
      expect(upgrade('ran-here')?.status).toBe('warn');
    });

    it('nothing is said of migrations that nobody can know of', () => {
      expect(upgrade('migrations')).toBeUndefined();
    });

    const forwardOnly = {
      ...{ name: 'acc', title: 'Acceptance', order: 2 },
      rollback: 'roll-forward-only' as const,
    };

    it('an environment that only rolls forward lets newer versions in, and no older ones', () => {
      const environment = forwardOnly;
      expect(upgrade('policy', { environment })?.status).toBe('ok');
      expect(upgrade('policy', { environment, version: '2.3.0' })?.status).toBe(
        'block',
      );
      // What is no version in an order may be an older one.
      const main = { environment, version: 'main' };
      expect(upgrade('policy', main)).toEqual({
        status: 'unknown',
        message:
          'Acceptance only rolls forward, and which of 2.4.0 and main is newer cannot be told from their names.',
      });
      expect(
        upgrade('policy', { ...main, target: subject().target })?.status,
      ).toBe('block');
    });

    it('a tenant that is suspended is left alone; a rollback is told of it', () => {
      const suspended = { by: 'lead', reason: 'contract ended' };
      const change = { deployment: deployment({ suspended }) };
      expect(upgrade('suspended', change)).toEqual({
        status: 'block',
        message:
          'acme was suspended by lead: contract ended. Nothing of it runs until it is resumed.',
      });
      expect(answer('suspended', change)?.status).toBe('warn');
      expect(upgrade('suspended')).toBeUndefined();
    });
  });
});
