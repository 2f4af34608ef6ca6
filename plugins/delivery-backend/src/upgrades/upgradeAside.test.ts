import type { Upgrade } from '@slipway/backstage-plugin-delivery-common';
import {
  type Instance,
  PATHS,
  upgradeDatabases,
  useUpgrades,
} from '../__testUtils__/useUpgrades';

jest.setTimeout(120_000);

const OFF = 'suspended: { by: "user:default/lead", reason: unpaid. }\n';
const ON = 'plan: small\n';

describe.each(upgradeDatabases)('who is set aside, on %p', id => {
  const on = useUpgrades(id);
  const { replica, requestFor, upgradesOf, until, started } = on;
  const { states, versions } = on;

  const says = (tenant: string, text: string) => {
    on.git.pull();
    on.git.commit({ files: { [`tenants/${tenant}.yaml`]: text } });
  };
  const read = ({ delivery }: Instance) =>
    delivery.repositories.refresh('gitops');
  const isIn = (state: Upgrade['state']) => (upgrade: Upgrade) =>
    upgrade.state === state;
  const isAside = ({ waves }: Upgrade) =>
    waves.some(({ items }) => items.some(item => item.state === 'set-aside'));

  it('is a tenant that is suspended: the others do not wait for it', async () => {
    says('acme', OFF);
    const one = await replica();
    const request = await requestFor(one, [['acme', 'globex'], ['initech']]);
    const { id: upgradeId } = await started(one, request);
    const ended = await until(one, upgradeId, isIn('completed'), 'the end');

    expect(states(ended)).toEqual(['set-aside,done', 'done']);
    expect(ended.waves[0].items[0].message).toBe(
      'acme was suspended by lead: unpaid. It is set aside, and nothing waits for it; resumed before this wave is over, it takes part again.',
    );
    expect(ended.message).toBe(
      '2 of 3 are live and healthy. Set aside, and not upgraded, was payments 2.5.0 in prod · acme.',
    );
    expect(versions()).toEqual(['2.4.0', '2.5.0', '2.5.0']);
  });

  it('is said of a plan before it is started, and taken back when the tenant is', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']]);
    const service = upgradesOf(one);
    const planned = await service.plan(request, 'the-long-key', one.caller);
    says('globex', OFF);
    await read(one);
    const aside = await until(one, planned.id, isAside, 'the setting aside');
    expect(states(aside)[1]).toBe('set-aside');

    says('globex', ON);
    await read(one);
    await until(one, planned.id, each => !isAside(each), 'it comes back');
    await service.act('start', planned.id, one.caller);
    await until(one, planned.id, isIn('completed'), 'the end');
    expect(versions()).toEqual(['2.5.0', '2.5.0', '2.4.0']);
  });

  it('is one that is suspended while it is watched; back later it begins no wave anew', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme'], ['globex']], {
      soakSeconds: 3_600,
    });
    const { id: upgradeId } = await started(one, request);
    const wave = (n: number) => (upgrade: Upgrade) =>
      upgrade.waves[n].items[0].state === 'soaking';
    await until(one, upgradeId, wave(0), 'the watching of the first');
    says('acme', OFF);
    await read(one);
    const upgrade = await until(one, upgradeId, wave(1), 'the second wave');
    expect(states(upgrade)).toEqual(['set-aside', 'soaking']);

    says('acme', ON);
    await read(one);
    await on.watcher('upgrades').update({ soak_seconds: 0 });
    const ended = await until(one, upgradeId, isIn('completed'), 'the end');
    expect(states(ended)).toEqual(['set-aside', 'done']);
  });

  it('is a tenant that was removed, and an upgrade of nobody says so', async () => {
    const one = await replica();
    const request = await requestFor(one, [['acme']]);
    const service = upgradesOf(one);
    const planned = await service.plan(request, 'the-long-key', one.caller);
    on.git.pull();
    on.git.commit({ files: { [`${PATHS[0]}/values.yaml`]: null } });
    await read(one);
    await until(one, planned.id, isAside, 'the setting aside');
    await service.act('start', planned.id, one.caller);
    const ended = await until(one, planned.id, isIn('completed'), 'the end');

    expect(ended.waves[0].items[0].message).toMatch(
      /^Its folder was removed from Git: the service is gone/,
    );
    expect(ended.message).toBe(
      'Nothing was upgraded: set aside was payments 2.5.0 in prod · acme.',
    );
  });
});
