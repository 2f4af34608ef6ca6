import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { TroubleBanners } from '../deployments/TroubleBanner';
import { stillHealthy } from './MeasuredEvidence';
import type { SeenDeployment } from './SeenDeployment';

const healthy: Deployment['health'] = { status: 'healthy' };
const acme = (
  measured = story.burning(),
  change: Partial<Deployment> = {},
): SeenDeployment => ({
  ...story.acme(),
  health: healthy,
  ...change,
  measured,
});
const globex = (change: Partial<SeenDeployment> = {}): SeenDeployment => ({
  ...story.deployment({ tenant: 'globex', cluster: 'eu-2' }),
  measured: story.measured(),
  ...change,
});
const newest = new Map([['prod-acme', story.revisions()[0]]]);

async function show(deployments: SeenDeployment[], onShowChanges = jest.fn()) {
  const onRollBack = jest.fn();
  await renderDelivery(
    <TroubleBanners {...{ deployments, newest, onRollBack, onShowChanges }} />,
    { api: fakeApi() },
  );
  return { onRollBack, onShowChanges };
}

const banner = () => screen.getByRole('region', { name: /2\.4\.0/ });
const figures = () =>
  within(banner())
    .getAllByRole('term')
    .map(term => term.parentElement?.textContent);

describe('the banner of what is measured', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('names the symptom, the place and since when the version is live', async () => {
    await show([acme()]);

    expect(screen.getByRole('alert')).toHaveTextContent(
      /^2\.4\.0 is failing in prod · acme since \d\d:\d\d$/,
    );
  });

  it('says slow of what is slow', async () => {
    await show([acme(story.burning({ symptom: 'slow' }))]);

    expect(screen.getByRole('alert')).toHaveTextContent(/^2\.4\.0 is slow in/);
  });

  it('does not blame a version that it cannot be said of', async () => {
    await show([
      acme(
        story.burning({
          status: 'over-limit',
          message: '4.2 % failed in the last hour, the limit is 0.6 %',
        }),
      ),
    ]);

    expect(screen.getByRole('alert')).toHaveTextContent(
      '2.4.0 is over its limit in prod · acme',
    );
    expect(banner()).toHaveTextContent(
      '4.2 % failed in the last hour, the limit is 0.6 %. That 2.4.0 did it cannot be said.',
    );
  });

  it('says what it replaced, and where that still runs and is healthy', async () => {
    await show([acme(), globex()]);

    expect(banner()).toHaveTextContent(
      /It replaced 2\.3\.1 there 12\smin ago\. globex still runs 2\.3\.1 and is healthy\./,
    );
  });

  it('names all of them in one sentence', async () => {
    const initech = globex({ id: 'prod-initech', tenant: 'initech' });
    await show([acme(), globex(), initech]);

    expect(banner()).toHaveTextContent(
      'globex, initech still run 2.3.1 and are healthy.',
    );
  });

  it('says no version before where the newest change is another one', async () => {
    await show([acme(story.burning({ version: '2.4.9' }))]);

    expect(screen.getByRole('region', { name: /2\.4\.9/ })).toHaveTextContent(
      /It is live there for 12\smin\./,
    );
  });

  it('shows three figures, before and now, with their samples', async () => {
    await show([acme()]);

    expect(figures()).toEqual([
      expect.stringMatching(
        /^Failed requests0\.1\s% → 4\.2\s%143 of 3,400 since/,
      ),
      expect.stringMatching(/^Latency p95210\sms → 640\smsthe slowest 5\s%$/),
      expect.stringMatching(
        /^Error budget42\s× too fastgone in 17\sh at this rate$/,
      ),
    ]);
  });

  it('has a dash with a word for each figure that is not known', async () => {
    await show([
      acme(story.burning({ now: undefined, before: undefined, slos: [] })),
    ]);

    expect(figures()).toEqual([
      'Failed requests– not measured',
      'Latency p95– not measured',
      'Error budget– no objective is declared',
    ]);
  });

  it('says why a burn is not known', async () => {
    const [slo] = story.burning().slos;
    const slos = [{ ...slo, burn: undefined, message: 'too few requests' }];
    await show([acme(story.burning({ slos }))]);

    expect(figures()[2]).toBe('Error budget– too few requests');
  });

  it('shows the budget that burns fastest', async () => {
    const [slo] = story.burning().slos;
    const slos = [{ ...slo, name: 'other', burn: 2 }, slo];
    await show([acme(story.burning({ slos }))]);

    expect(figures()[2]).toMatch(/42\s×/);
  });

  it('does not call a burn below one too fast', async () => {
    const [slo] = story.burning().slos;
    const slos = [{ ...slo, burn: 0.5, exhaustedIn: undefined }];
    await show([acme(story.burning({ slos }))]);

    expect(figures()[2]).toMatch(
      /0\.5\s× of the planned speed60\.0\s% is left$/,
    );
  });

  it('draws the last hour with the deploy', async () => {
    await show([acme()]);

    expect(
      within(banner()).getByRole('img', { name: /2\.4\.0 went live at/ }),
    ).toBeInTheDocument();
  });

  it('leads to what else changed', async () => {
    const { onShowChanges } = await show([acme()]);

    await userEvent.click(
      await screen.findByRole('button', { name: 'What else changed' }),
    );

    expect(onShowChanges).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'prod-acme' }),
    );
  });

  it('rolls back to the suggestion with its evidence', async () => {
    const { onRollBack } = await show([acme()]);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back to 2.3.1' }),
    );

    expect(onRollBack).toHaveBeenCalledWith(
      expect.objectContaining({
        measured: expect.objectContaining({ status: 'burning' }),
      }),
      '2.3.1',
    );
  });

  it('is there although the runtime is silent', async () => {
    const { live } = story.acme();
    await show([acme(story.burning(), { live: { ...live, stale: true } })]);

    expect(screen.getByRole('alert')).toBeInTheDocument();
  });

  it.each(['too-few', 'silent', 'not-measured', 'no-traffic'] as const)(
    'is not there when health is only not known: %s',
    async status => {
      await show([acme(story.burning({ status }))]);

      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    },
  );
});

describe('stillHealthy', () => {
  const found = (other: SeenDeployment) =>
    stillHealthy(acme(), [acme(), other], '2.3.1').length;
  const { live } = globex();

  it('counts only what is measured healthy, now, there, on that version', () => {
    expect(found(globex())).toBe(1);
    expect(found(globex({ measured: undefined }))).toBe(0);
    expect(
      found(globex({ measured: story.measured({ status: 'silent' }) })),
    ).toBe(0);
    expect(found(globex({ live: { ...live, stale: true } }))).toBe(0);
    expect(found(globex({ live: { ...live, version: '2.2.0' } }))).toBe(0);
    expect(found(globex({ environment: 'acc' }))).toBe(0);
    expect(found(globex({ tenant: undefined }))).toBe(0);
  });
});
