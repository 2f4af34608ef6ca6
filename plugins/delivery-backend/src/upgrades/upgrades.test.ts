import { mockCredentials } from '@backstage/backend-test-utils';
import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import { upgradeDatabases, useUpgrades } from '../__testUtils__/useUpgrades';

jest.setTimeout(120_000);

describe.each(upgradeDatabases)('upgrades in waves on %p', id => {
  const on = useUpgrades(id);
  const {
    replica,
    requestFor,
    upgradesOf,
    until,
    started,
    states,
    versions,
    subjects,
  } = on;

  it('begin by themselves when their time comes, and not before', async () => {
    const one = await replica();
    const startsAt = new Date(Date.now() + 3_000).toISOString();
    const request = await requestFor(one, [['acme']], { startsAt });
    const planned = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    expect(planned).toMatchObject({
      ...{ state: 'planned', startsAt },
      message: 'Planned; begins by itself when its time comes.',
    });

    const isIn = (state: Upgrade['state']) => (upgrade: Upgrade) =>
      upgrade.state === state;
    const begun = await until(
      one,
      planned.id,
      upgrade => !isIn('planned')(upgrade),
      'it begins',
    );
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(startsAt));
    expect(begun).not.toHaveProperty('startsAt');
    await until(one, planned.id, isIn('completed'), 'it is done');
    // Sent again after its time it is the same.
    const again = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    expect(again.id).toBe(planned.id);
  });

  it.each([
    ['is over', -1_000, /^The time to begin is over/],
    ['is far away', 91 * 86_400_000, /in 90 days at the latest/],
  ])('are not planned for a time that %s', async (_, offset, words) => {
    const one = await replica();
    const startsAt = new Date(Date.now() + offset).toISOString();
    const request = await requestFor(one, [['acme']], { startsAt });
    await expect(
      upgradesOf(one).plan(request, 'the-long-key', one.caller),
    ).rejects.toThrow(words);
  });

  it('are planned with the checks of each deployment, and change nothing before they are started', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']]);
    const { id: upgradeId } = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    const upgrade = await until(
      one,
      upgradeId,
      ({ waves }) => waves.every(({ items }) => items[0].checks.length > 0),
      'the checks',
    );

    expect(upgrade).toMatchObject({
      ...{ state: 'planned', wave: 1, hidden: 0, soakSeconds: 0 },
      can: { start: true, stop: false, abandon: true },
    });
    const [{ items }] = upgrade.waves;
    expect(items[0]).toMatchObject({
      ...{ state: 'waiting', tenant: 'acme', fromVersion: '2.4.0' },
      message: expect.stringMatching(/^\d+ checks ok, 1 warning\.$/),
    });
    expect(items[0].checks.map(({ id: check }) => check)).toEqual(
      expect.arrayContaining(['still-what-you-saw', 'tenant-is-well']),
    );
    expect(subjects()).toHaveLength(1);
  });

  it('go wave by wave, each by one ordinary commit, until all are live and healthy', async () => {
    const one = await replica();
    const request = await requestFor(one, [['globex'], ['acme', 'initech']]);
    const { id: upgradeId } = await started(one, request);
    const upgrade = await until(
      one,
      upgradeId,
      ({ state }) => state === 'completed',
      'the end',
    );

    expect(states(upgrade)).toEqual(['done', 'done,done']);
    expect(upgrade.message).toBe('All 3 are live and healthy.');
    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.5.0']);
    expect(subjects()).toHaveLength(4);
    expect(subjects()[1]).toBe(
      'Upgrade payments in prod · globex: 2.4.0 → 2.5.0',
    );
    const message = on.git.run(
      ['log', '-1', '--format=%B', 'main'],
      on.git.bare,
    );
    expect(message).toMatch(/^Upgrade-From: 2\.4\.0$/m);
    expect(message).toMatch(/^Requested-By: user:default\/oncall-1$/m);
    expect(message).not.toMatch(/^Rollback-/m);
    expect(one.notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'An upgrade in waves is done',
        }),
      }),
    );
  });

  it('wait until a wave was healthy for the whole soak time', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3600,
    });
    const { id: upgradeId } = await started(one, request);
    const upgrade = await until(
      one,
      upgradeId,
      ({ waves }) => Boolean(waves[0].items[0].soakingSince),
      'the watching',
    );

    expect(states(upgrade)).toEqual(['soaking', 'waiting']);
    expect(upgrade.waves[0].items[0].message).toBe(
      'Live and healthy; watched for 60 min.',
    );
    expect(versions()).toEqual(['2.5.0', '2.4.0', '2.4.0']);
  });

  it('are answered for by who starts them', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme']]);
    const planned = await upgradesOf(one).plan(
      request,
      'the-long-key',
      one.caller,
    );
    await upgradesOf(one).act('start', planned.id, {
      credentials: mockCredentials.user('user:default/ann'),
    });
    await until(
      ...([one, planned.id] as const),
      ({ state }) => state === 'completed',
      'the end',
    );

    expect(
      on.git.run(['log', '-1', '--format=%B', 'main'], on.git.bare),
    ).toMatch(/^Requested-By: user:default\/ann$/m);
  });
});
