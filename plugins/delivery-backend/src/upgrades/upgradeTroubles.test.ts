import type { UpgradeRequest } from '@slipway/backstage-plugin-delivery-common';
import type { Mortality } from '../__testUtils__/createInstance';
import { helmValues } from '../__testUtils__/GitFixture';
import { eventually } from '../__testUtils__/startDelivery';
import {
  PATHS,
  upgradeDatabases,
  useUpgrades,
} from '../__testUtils__/useUpgrades';

jest.setTimeout(120_000);

describe.each(upgradeDatabases)('trouble of upgrades on %p', id => {
  const on = useUpgrades(id);
  const {
    deployments,
    replica,
    requestFor,
    upgradesOf,
    until,
    started,
    states,
    versions,
    subjects,
  } = on;

  it('stop by themselves when one does not stay well, and go on when a person says so', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3600,
    });
    const { id: upgradeId } = await started(one, request);
    await until(
      one,
      upgradeId,
      ({ waves }) => Boolean(waves[0].items[0].soakingSince),
      'the watching',
    );
    on.fleet.sick.add('prod/acme/payments@2.5.0');
    const stopped = await until(
      one,
      upgradeId,
      ({ state }) => state === 'stopped',
      'the stop',
    );

    expect(stopped.message).toBe(
      'Stopped by itself: payments 2.5.0 in prod · acme: Its pods crash.',
    );
    expect(states(stopped)).toEqual(['failed', 'waiting']);
    expect(versions()).toEqual(['2.5.0', '2.4.0', '2.4.0']);

    on.fleet.sick.clear();
    await on.watcher('upgrades').update({ soak_seconds: 0 });
    await deployments(one);
    await upgradesOf(one).act('start', upgradeId, one.caller);
    await until(
      one,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );
    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.4.0']);
  });

  it('leave alone who was changed meanwhile, and say by whom', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']]);
    on.git.pull();
    on.git.commit({
      files: { [`${PATHS[0]}/values.yaml`]: helmValues('2.4.1') },
      author: 'dev-3',
    });
    await one.delivery.repositories.refresh('gitops');
    const { id: upgradeId } = await started(one, request);
    const upgrade = await until(
      one,
      upgradeId,
      // What is said of all of it comes after what is said of one.
      ({ message }) => message.includes('waits'),
      'the block',
    );

    expect(upgrade.waves[0].items[0].message).toMatch(/^dev-3 set 2\.4\.1 in/);
    expect(upgrade.message).toContain('payments 2.5.0 in prod · acme waits:');
    expect(versions()).toEqual(['2.4.1', '2.4.0', '2.4.0']);
  });

  it.each([
    ['while it runs', false],
    ['after a stop', true],
  ])(
    'wait where a check could not tell, until a person accepts that by name, %s',
    async (_, stops) => {
      on.checks.push({
        ...{ id: 'contracts', title: 'Contracts' },
        check: async () => {
          throw new Error('nobody answers');
        },
      });
      const one = await replica();
      const request = await requestFor(one, [['acme']]);
      const { id: upgradeId } = await started(one, request);
      const blocked = await until(
        one,
        upgradeId,
        ({ waves }) => waves[0].items[0].state === 'blocked',
        'the block',
      );
      expect(blocked.waves[0].items[0].message).toBe(
        'Could not tell: This could not be checked: nobody answers.',
      );

      const service = upgradesOf(one);
      if (stops) await service.act('stop', upgradeId, one.caller);
      const accept = ['contracts'];
      const again = await service.act('start', upgradeId, one.caller, {
        accept,
      });
      expect(again.accepted).toEqual(accept);
      await until(
        one,
        upgradeId,
        ({ state }) => state === 'completed',
        'the end',
      );
    },
  );

  it('are planned once for each key, and not for another request', async () => {
    const one = await replica();
    const service = upgradesOf(one);
    const request = await requestFor(one, [['acme']]);
    const plan = (asked: UpgradeRequest) =>
      service.plan(asked, 'the-long-key', one.caller);

    const both = await Promise.all([plan(request), plan(request)]);
    expect(both[0].id).toBe(both[1].id);
    await expect(plan({ ...request, reason: 'Another' })).rejects.toThrow(
      'This Idempotency-Key was used for another upgrade; use a new one.',
    );
    expect(await service.list(one.caller)).toHaveLength(1);
  });

  it.each<[string, (request: UpgradeRequest) => UpgradeRequest, RegExp]>([
    ['without a reason', r => ({ ...r, reason: ' \n' }), /the reason is empty/],
    [
      'of one twice',
      r => ({ ...r, waves: [...r.waves, ...r.waves] }),
      /stands in the waves twice/,
    ],
    [
      'to what is no version',
      r => ({
        ...r,
        waves: [{ targets: [{ ...r.waves[0].targets[0], version: 'a b' }] }],
      }),
      /cannot be a version/,
    ],
    [
      'of what is not there',
      r => ({
        ...r,
        waves: [{ targets: [{ ...r.waves[0].targets[0], deploymentId: 'x' }] }],
      }),
      /There is no deployment/,
    ],
  ])('%s are refused', async (_, change, words) => {
    const one = await replica();
    const request = change(await requestFor(one, [['acme']]));
    await expect(
      upgradesOf(one).plan(request, 'the-long-key', one.caller),
    ).rejects.toThrow(words);
    expect(await on.watcher('upgrades')).toEqual([]);
  });

  it('stop when a person says so, and end when they are abandoned', async () => {
    const one = await replica();
    const service = upgradesOf(one);
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3600,
    });
    const { id: upgradeId } = await started(one, request);
    await until(
      one,
      upgradeId,
      ({ waves }) => waves[0].items[0].state === 'soaking',
      'the watching',
    );
    const stopped = await service.act('stop', upgradeId, one.caller);
    expect(stopped.can).toEqual({ start: true, stop: false, abandon: true });
    await expect(
      service.act('stop', upgradeId, one.caller),
    ).resolves.toMatchObject({ state: 'stopped' });

    const ended = await service.act('abandon', upgradeId, one.caller);
    expect(ended).toMatchObject({ state: 'abandoned', can: { start: false } });
    await expect(service.act('start', upgradeId, one.caller)).rejects.toThrow(
      'It cannot be started: it is abandoned.',
    );
    expect(versions()).toEqual(['2.5.0', '2.4.0', '2.4.0']);
  });

  it('are for those who may change each of the deployments', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme']]);
    const { id: upgradeId } = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    on.denied.add('delivery.deployment.update');

    await expect(
      upgradesOf(one).plan(request, 'another-long-key', one.caller),
    ).rejects.toThrow('You may not change component:default/payments');
    await expect(
      upgradesOf(one).act('start', upgradeId, one.caller),
    ).rejects.toThrow('You may not change component:default/payments');
    const seen = await upgradesOf(one).get(upgradeId, one.caller);
    expect(seen.can).toEqual({ start: false, stop: false, abandon: false });
    on.denied.add('delivery.deployment.read');
    await expect(upgradesOf(one).get(upgradeId, one.caller)).rejects.toThrow(
      'You may not see what this upgrade is of',
    );
    expect(await upgradesOf(one).list(one.caller)).toEqual([]);
  });

  it('are worked by two replicas at once, with one commit for each deployment', async () => {
    const [one, other] = [await replica(), await replica()];
    const request = await requestFor(one, [['acme', 'globex'], ['initech']]);
    const { id: upgradeId } = await started(one, request);
    await until(
      other,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );

    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.5.0']);
    expect(subjects()).toHaveLength(4);
    expect(await on.watcher('operations')).toHaveLength(3);
  });

  it.each([2, 5, 9, 14, 20, 27])(
    'are taken over when their process dies after %d writes: one commit for each deployment',
    async diesAfter => {
      const mortality: Mortality = { diesAfter: Infinity, done: 0 };
      const one = await replica(mortality);
      const request = await requestFor(one, [['acme'], ['globex']]);
      const planned = await upgradesOf(one).plan(
        request,
        'the-long-key',
        one.caller,
      );
      Object.assign(mortality, { done: 0, diesAfter });
      await upgradesOf(one)
        .act('start', planned.id, one.caller)
        .catch(() => {});
      await eventually(
        async () => mortality.done >= diesAfter || undefined,
        'the death',
        60_000,
      );
      const other = await replica();
      await deployments(other);
      const upgrade = await until(
        other,
        planned.id,
        ({ state }) => state === 'completed',
        'the end',
      );

      expect(states(upgrade)).toEqual(['done', 'done']);
      expect(subjects()).toHaveLength(3);
      expect(await on.watcher('operations')).toHaveLength(2);
    },
  );
});
