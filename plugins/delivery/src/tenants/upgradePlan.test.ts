import * as story from '../__fixtures__/story';
import {
  draftOf,
  knownVersions,
  offered,
  toUpgradeRequest,
  type UpgradeDraft,
  whyNot,
} from './upgradePlan';

const tenants = [story.tenant({ name: 'acme' }), story.tenant()];
const draft = (change: Partial<UpgradeDraft> = {}): UpgradeDraft => ({
  ...{ versions: { cart: '2.9.1' }, waves: { acme: 2, globex: 1 } },
  ...{ soakMinutes: '30', reason: ' CVE ', startsAt: '' },
  ...change,
});

describe('the plan of an upgrade', () => {
  it('offers what the tenants run, with the versions among them', () => {
    const other = story.tenant({
      services: [story.tenantService('globex', 'cart', '2.8.0')],
    });
    expect([...offered([tenants[0], other])]).toEqual([
      [
        'cart',
        [
          { version: '2.8.0', tenants: [other.name] },
          { version: '2.9.0', tenants: ['acme'] },
        ],
      ],
      ['payments', [{ version: '2.3.1', tenants: ['acme'] }]],
    ]);
  });

  it('goes by what was on the screen, wave by wave', () => {
    const request = toUpgradeRequest(tenants, draft());
    expect(request).toMatchObject({ reason: 'CVE', soakSeconds: 1800 });
    expect(
      request.waves.map(({ targets }) =>
        targets.map(({ deploymentId, version, expected }) => [
          ...[deploymentId, version, expected.version],
        ]),
      ),
    ).toEqual([
      [['prod-globex-cart', '2.9.1', '2.9.0']],
      [['prod-acme-cart', '2.9.1', '2.9.0']],
    ]);
    expect(request.waves[0].targets[0].expected.commit).toBe(
      tenants[1].services[1].deployment.desired.commit,
    );
  });

  it('leaves out who has that version already, and waves without anybody', () => {
    const done = story.tenant({
      services: [story.tenantService('globex', 'cart', '2.9.1')],
    });
    expect(toUpgradeRequest([tenants[0], done], draft()).waves).toHaveLength(1);
  });

  it('is watched as long as configured when nobody says how long', () => {
    const request = toUpgradeRequest(tenants, draft({ soakMinutes: ' ' }));
    expect(request).not.toHaveProperty('soakSeconds');
  });

  it('is made again of what was planned', () => {
    const planned = story.upgrade();
    expect(draftOf(planned)).toEqual({
      ...{ versions: { cart: '2.9.1' }, waves: { globex: 1, acme: 2 } },
      ...{ soakMinutes: '30', reason: 'CVE-2026-1', environment: 'prod' },
      startsAt: '',
    });
    const startsAt = '2026-11-20T16:00:00.000Z';
    const again = draftOf({ ...planned, startsAt })!;
    expect(toUpgradeRequest(tenants, again).startsAt).toBe(startsAt);
  });

  it('is not made of what its form could not show', () => {
    const [{ items }] = story.upgrade().waves;
    const [item] = items;
    const of = (change: object, more: object = {}) =>
      draftOf({
        ...story.upgrade(),
        waves: [{ items: [item, { ...item, ...change }] }],
        ...more,
      });
    expect(of({ tenant: undefined })).toBeUndefined();
    expect(of({ tenant: 'acme', toVersion: '2.9.2' })).toBeUndefined();
    expect(of({ tenant: 'acme', environment: 'qa' })).toBeUndefined();
    expect(of({ tenant: 'acme' }, { hidden: 1 })).toBeUndefined();
    expect(of({ tenant: 'acme' })).toBeDefined();
  });

  it.each<[string, Partial<UpgradeDraft>, string | undefined]>([
    ['no version', { versions: { cart: ' ' } }, 'upgradePlan.noService'],
    [
      'the same version',
      { versions: { cart: '2.9.0' } },
      'upgradePlan.nothing',
    ],
    ['no number', { soakMinutes: 'long' }, 'upgradePlan.badSoak'],
    ['less than nothing', { soakMinutes: '-1' }, 'upgradePlan.badSoak'],
    ['no reason', { reason: ' ' }, 'upgradePlan.noReason'],
    [
      'a time that is over',
      { startsAt: '2020-01-01T10:00' },
      'upgradePlan.startOver',
    ],
    ['a time to come', { startsAt: '2999-01-01T10:00' }, undefined],
    ['all of it', {}, undefined],
    ['no time', { soakMinutes: '' }, undefined],
  ])('with %s says what is missing', (_, change, why) => {
    expect(whyNot(tenants, draft(change), 0)).toBe(why);
  });

  it('waits for versions that stand nowhere, once it is known which', () => {
    expect(whyNot(tenants, draft(), undefined)).toBe(
      'upgradePlan.versionLooking',
    );
    expect(whyNot(tenants, draft(), 1)).toBe('upgradePlan.versionUnsure');
    // What is missing before comes before.
    const none = draft({ versions: {} });
    expect(whyNot(tenants, none, undefined)).toBe('upgradePlan.noService');
  });

  it('reads minutes of a plan that was configured in seconds', () => {
    const again = draftOf(story.upgrade({ soakSeconds: 20 }))!;
    expect(again.soakMinutes).toBe('0.33');
    expect(toUpgradeRequest(tenants, again).soakSeconds).toBe(20);
  });

  it('knows versions from other environments, newest first', () => {
    const at = (environment: string, version: string) => {
      const { deployment } = story.tenantService('', 'cart', version);
      return { ...deployment, environment };
    };
    const all = [at('qa', '2.9.1'), at('acc', '2.10.0'), at('dev', '2.9.1')];
    expect(
      knownVersions([...all, at('prod', '3.0.0')], 'cart', 'prod'),
    ).toEqual([
      { version: '2.10.0', places: ['acc'] },
      { version: '2.9.1', places: ['qa', 'dev'] },
    ]);
    expect(knownVersions(all, 'payments', 'prod')).toEqual([]);
  });
});
