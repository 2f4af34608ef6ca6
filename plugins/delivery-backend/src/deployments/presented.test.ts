import { deploymentRow, observationRow } from '../__testUtils__/rows';
import type { DeploymentParts } from './toDeployment';
import { toDeployment } from './toDeployment';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const heard = {
  ...{ id: 'argocd:eu-1', last_seen_at: new Date(NOW).toISOString() },
  ...{ silent_since: null, cause: null },
};

const present = (parts: Partial<DeploymentParts> = {}) =>
  toDeployment({
    ...{ row: deploymentRow(), topic: 't', now: NOW, source: heard },
    ...{ canRollback: { allowed: true }, ...parts },
  });

describe('a deployment as it is shown', () => {
  it('says what Git wants, and since when', () => {
    expect(present().desired).toMatchObject({
      ...{ version: '2.4.0', versionKind: 'semver', author: 'dev-1' },
      ...{ file: 'values.yaml', line: 4, since: '2026-11-21T10:00:00.000Z' },
    });
  });

  it('calls nothing known that no runtime has said', () => {
    const shown = present();
    expect(shown).toMatchObject({
      ...{ sync: { status: 'unknown' }, health: { status: 'unknown' } },
      live: { stale: true },
    });
    expect(shown.live.version).toBeUndefined();
    expect(shown.live.staleCause).toBe(
      'No runtime has said anything of this deployment.',
    );
  });

  it('says who might know it and does not answer', () => {
    const { live } = present({ unheard: 'Argo CD eu-1: refused.' });
    expect(live.staleCause).toMatch(
      /does not answer: Argo CD eu-1: refused\.$/,
    );
  });

  it('shows what the runtime said while it answers', () => {
    const shown = present({
      observation: observationRow(
        { version_since: '2026-11-21T10:02:00.000Z' },
        { url: 'https://argocd/x', cluster: 'eu-2' },
      ),
    });
    expect(shown.live).toMatchObject({
      ...{ version: '2.4.0', versionKind: 'semver', stale: false },
      ...{ since: '2026-11-21T10:02:00.000Z', url: 'https://argocd/x' },
    });
    expect(shown).toMatchObject({
      ...{ cluster: 'eu-2', sync: { status: 'in-sync' } },
      health: { status: 'healthy' },
    });
  });

  it('does not call in sync what a silent source once said, and says why', () => {
    const silent = { silent_since: heard.last_seen_at, cause: 'It refused.' };
    const shown = present({
      observation: observationRow(),
      source: { ...heard, ...silent },
    });
    expect(shown.sync.status).toBe('unknown');
    expect(shown.live).toMatchObject({
      ...{ stale: true, staleCause: 'It refused.', version: '2.4.0' },
    });
  });

  it('does not say since when a version runs that it does not know', () => {
    const seen = { version: null, version_since: '2026-11-21T10:02:00.000Z' };
    const { live } = present({ observation: observationRow(seen) });
    expect([live.version, live.since]).toEqual([undefined, undefined]);
  });

  it('names all folders that claim the same place', () => {
    const problems = JSON.stringify([{ code: 'no-version', message: 'x' }]);
    const shown = present({
      row: deploymentRow({ problems }),
      duplicates: ['prod/acme/other'],
    });
    expect(shown.problems.map(({ code }) => code)).toEqual([
      ...['no-version', 'duplicate'],
    ]);
    expect(shown.problems[1].message).toMatch(
      /^prod\/acme\/payments and prod\/acme\/other both claim payments in prod;/,
    );
  });
});
