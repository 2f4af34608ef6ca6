import type { TenantUsage } from '@slipway/backstage-plugin-delivery-common';
import { isolationOf, measuredRules } from './isolation';

const NOW = Date.parse('2026-11-19T14:00:00Z');
const DAY = 24 * 3_600_000;
const config = { certificateMs: 14 * DAY, backupAgeMs: 2 * 3_600_000 };
const at = (offset: number) => new Date(NOW + offset).toISOString();
const silent: TenantUsage = {
  ...{ used: {}, hard: {}, measuredAt: at(-DAY), silentSince: at(-DAY) },
};
const rules = (measured: Parameters<typeof measuredRules>[0]) =>
  measuredRules(measured, config, NOW);

describe('rules of time', () => {
  it.each([
    ['ends late enough', 14 * DAY, 'yes'],
    ['ends too soon', 14 * DAY - 1, 'no'],
    ['has ended', -DAY, 'no'],
  ])('of a certificate that %s', (_, offset, answer) => {
    const certificate = { name: 'shop-tls', at: at(offset) };
    const [finding] = rules({ certificate });
    expect(finding).toMatchObject({ rule: 'certificate', answer });
    expect(finding.message).toMatch(/^Its certificate shop-tls end(s|ed) \d/);
    expect(finding.limitSeconds).toBe(14 * 86_400);
  });

  it.each([
    ['is young enough', -2 * 3_600_000, 'yes'],
    ['is too old', -2 * 3_600_000 - 1, 'no'],
  ])('of a backup that %s', (_, offset, answer) => {
    const backup = { schedule: 'acme', at: at(offset) };
    const [, finding] = rules({ backup });
    expect(finding).toMatchObject({ rule: 'backup', answer });
    expect(finding.message).toMatch(
      /^Its newest good backup is of 19 Nov 2026/,
    );
  });

  it('are not known where nobody measures, which is not met', () => {
    expect(rules({}).map(({ answer }) => answer)).toEqual([
      ...['unknown', 'unknown'],
    ]);
  });

  it('are not called met by a source that is silent, but may be broken', () => {
    const fine = rules({
      ...{ usage: silent, backup: { schedule: 'acme', at: at(0) } },
      certificate: { name: 'a', at: at(90 * DAY) },
    });
    expect(fine.map(({ answer }) => answer)).toEqual(['unknown', 'unknown']);
    expect(fine[0].message).toBe('It is not known now: its source is silent.');

    const [broken] = rules({
      ...{ usage: silent, certificate: { name: 'a', at: at(-1) } },
    });
    expect(broken.answer).toBe('no');
  });
});

describe('rules of manifests', () => {
  it('are told of no tenant without services, and are unknown until a folder is read', () => {
    expect(isolationOf([])).toEqual([]);
    const all = isolationOf([{ component: 'cart' }]);
    expect(all.map(({ rule }) => rule)).toEqual([
      ...['network', 'quota', 'limits', 'token'],
    ]);
    expect(all[0]).toMatchObject({
      ...{ answer: 'unknown', unknown: ['cart'] },
      message: 'cart: its folder was not read yet.',
    });
  });
});
