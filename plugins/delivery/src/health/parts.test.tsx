import type {
  DeploymentHealth,
  HealthAlert,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { keys as t } from '../__testUtils__/words';
import * as story from '../__fixtures__/story';
import { againstText } from './Against';
import { Alerts } from './Alerts';
import { EnvironmentHealth, countHealth, worstOf } from './EnvironmentHealth';
import { Figure } from './Figure';
import { HourChart, lastHour } from './HourChart';
import { SparklinePicture } from './Sparkline';
import { Slos } from './Slos';

const show = (element: ReactElement) =>
  renderDelivery(element, { api: fakeApi() });
const [slo] = story.burning().slos;

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('againstText', () => {
  it.each([
    ['a young version', story.burning(), 'health.against'],
    ['an old version', story.measured(), 'health.hourAgainst'],
    [
      'a young version without a past',
      story.burning({ before: undefined }),
      'health.alone',
    ],
    [
      'an old version without a past',
      story.measured({ before: undefined }),
      'health.hourAlone',
    ],
  ])('says of %s what is compared with what', (_, health, key) => {
    expect(againstText(health, t)).toMatch(new RegExp(`^${key}\\|`));
  });

  it('says nothing where nothing was measured', () => {
    expect(againstText(story.burning({ now: undefined }), t)).toBeUndefined();
  });

  it('says this version where its name is not known', () => {
    expect(againstText(story.burning({ version: undefined }), t)).toContain(
      'health.thisVersion',
    );
  });
});

describe('Figure', () => {
  it('says before, now, and the sample', async () => {
    await show(
      <dl>
        <Figure name="Failed" before={0.001} now={0.042} note="143 of 3,400" />
      </dl>,
    );

    const [value, note] = screen.getAllByRole('definition');
    expect(value).toHaveTextContent(/^0\.1\s% → 4\.2\s%$/);
    expect(note).toHaveTextContent('143 of 3,400');
  });

  it('has a dash with a word where it is not known, and no zero', async () => {
    await show(
      <dl>
        <Figure name="Latency" unit="seconds" note="the slowest 5 %" />
      </dl>,
    );

    expect(screen.getByRole('definition')).toHaveTextContent('– not measured');
    expect(screen.queryByText('the slowest 5 %')).not.toBeInTheDocument();
  });

  it('leaves before out where there is none', async () => {
    await show(
      <dl>
        <Figure name="Failed" now={0.042} />
      </dl>,
    );

    expect(screen.getByRole('definition')).toHaveTextContent(/^4\.2\s%$/);
  });
});

describe('Slos', () => {
  const row = async (change: Partial<SloState>) => {
    await show(<Slos slos={[{ ...slo, ...change }]} />);
    return screen.getAllByRole('row')[1];
  };

  it('say nothing where none is declared', async () => {
    await show(<Slos slos={[]} />);

    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('say the promise, what is left, and when it is gone', async () => {
    const line = await row({});

    expect(line).toHaveTextContent(
      /99\.9\s% of requests succeed over 30\sdays, declared by annotation/,
    );
    expect(line).toHaveTextContent(/60\.0\s%of 9,800,000 requests/);
    expect(line).toHaveTextContent(/42\s×gone in 17\sh at this rate/);
    expect(line).toHaveTextContent(
      /too fast\s?42\s× in 1\sh · 43\s× in 5\smin/,
    );
  });

  it('say the threshold of a promise about latency', async () => {
    const line = await row({
      kind: 'latency',
      objective: 0.99,
      thresholdSeconds: 0.3,
    });

    expect(line).toHaveTextContent(
      /99\s% of requests within 300\sms over 30\sdays/,
    );
  });

  it('have a dash with a word for what is not known', async () => {
    const line = await row({
      budgetLeft: undefined,
      requests: undefined,
      burn: undefined,
      exhaustedIn: undefined,
      message: 'Too few requests to tell.',
    });

    expect(line).toHaveTextContent('– not known');
    expect(line).toHaveTextContent('Too few requests to tell.');
    expect(line).not.toHaveTextContent('gone in');
  });

  it('say that a budget is spent instead of when it will be', async () => {
    const line = await row({ budgetLeft: -0.2 });

    expect(line).toHaveTextContent('it is spent');
    expect(line).not.toHaveTextContent('gone in');
  });

  it('say how much of the period was measured when it is not all', async () => {
    const line = await row({ covered: 0.7 });

    expect(line).toHaveTextContent(/70\.0\s% of the period is measured/);
  });

  it.each([
    [{ long: 1, short: 1 }, 'within'],
    [{ long: 1, short: 20 }, 'one window above'],
    [{ long: 20, short: 1 }, 'one window above'],
    [{ long: undefined, short: 20 }, 'not known'],
  ])('say of a pair of windows %j: %s', async (rates, word) => {
    const [rate] = slo.burnRates;
    const line = await row({
      burnRates: [{ ...rate, ...rates, firing: false }],
    });

    expect(within(line).getByText(word)).toBeInTheDocument();
    expect(line).not.toHaveTextContent('too fast');
  });
});

describe('Alerts', () => {
  const alert: HealthAlert = {
    name: 'HighErrorRate',
    state: 'firing',
    severity: 'page',
    since: story.iso(story.STORY_NOW - 5 * story.MINUTE),
    summary: 'More than 0.6 % fail.',
    labels: { namespace: 'retail' },
    url: 'https://alerts.example.org/1',
  };

  it('say nothing where there is none', async () => {
    await show(<Alerts alerts={[]} />);

    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('say name, state, since when and what it is about', async () => {
    await show(<Alerts alerts={[alert]} />);

    const item = screen.getByRole('listitem');
    expect(item).toHaveTextContent('Firing');
    expect(item).toHaveTextContent(/page · since .* · More than 0\.6 % fail\./);
    expect(within(item).getByRole('link')).toHaveAttribute(
      'href',
      'https://alerts.example.org/1',
    );
  });

  it('say who silenced it, until when, and why', async () => {
    const silencedBy = {
      by: 'oncall-1',
      until: story.iso(story.STORY_NOW + story.HOUR),
      comment: 'known, INC-2207',
    };
    await show(<Alerts alerts={[{ ...alert, silencedBy }]} />);

    expect(screen.getByRole('listitem')).toHaveTextContent(
      /Silenced by oncall-1 until .*: known, INC-2207/,
    );
  });

  it('tell pending from firing in words', async () => {
    await show(
      <Alerts alerts={[{ ...alert, state: 'pending', url: undefined }]} />,
    );

    expect(screen.getByText('Pending')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

describe('SparklinePicture', () => {
  const picture = async (health: DeploymentHealth | undefined) => {
    await show(<SparklinePicture health={health} top={0.1} />);
    return screen.queryByRole('img');
  };

  it('says the last and the highest share, and the deploy in it', async () => {
    const image = await picture(story.burning());

    expect(image).toHaveAccessibleName(
      /^Failed requests: 4\.2\s% at last, 4\.2\s% at most in 2\sh\. 2\.4\.0 went live at/,
    );
  });

  it('has a word where nothing is measured', async () => {
    expect(await picture(undefined)).not.toBeInTheDocument();
    expect(screen.getByText('not measured')).toBeInTheDocument();
  });

  it('says that there are gaps', async () => {
    const sparkline = { ...story.sparkline(), values: [0.1, null, 0.2] };

    expect(await picture(story.measured({ sparkline }))).toHaveAccessibleName(
      /with gaps/,
    );
  });

  it('says that nothing was known, and claims no zero', async () => {
    const sparkline = { ...story.sparkline(), values: [null, null] };
    const image = await picture(story.measured({ sparkline }));

    expect(image).toHaveAccessibleName(
      /Failed requests: nothing was measured in 2\sh/,
    );
    expect(image?.querySelector('pattern')).toBeInTheDocument();
  });
});

describe('HourChart', () => {
  it('shows the last hour of two', () => {
    const line = lastHour(story.sparkline());

    expect(line.values).toHaveLength(61);
    expect(line.from).toBe((story.STORY_NOW - story.HOUR) / 1000);
  });

  it('keeps a line that is shorter than an hour', () => {
    const short = { ...story.sparkline(), values: [0.1, 0.2] };

    expect(lastHour(short)).toEqual(short);
  });

  it('says itself in words and flags the deploy', async () => {
    await show(<HourChart health={story.burning()} />);

    expect(screen.getByRole('img')).toHaveAccessibleName(/4\.2\s% at last/);
    expect(screen.getByText(/^2\.4\.0 · /)).toBeInTheDocument();
    expect(screen.getByText('now')).toBeInTheDocument();
  });

  it.each([undefined, { ...story.sparkline(), values: [null, null] }])(
    'is not there where nothing was measured',
    async sparkline => {
      await show(<HourChart health={story.burning({ sparkline })} />);

      expect(screen.queryByRole('img')).not.toBeInTheDocument();
    },
  );
});

describe('health of an environment', () => {
  const seen = (id: string, health: Partial<DeploymentHealth>) => ({
    ...story.deployment({ tenant: id }),
    measured: story.measured({ deploymentId: id, ...health }),
  });
  const all = [
    seen('a', { status: 'burning', now: story.burning().now }),
    seen('b', { status: 'over-limit' }),
    seen('c', { status: 'healthy' }),
    seen('d', { status: 'silent' }),
    seen('e', { status: 'no-traffic' }),
    {
      ...seen('f', { status: 'healthy' }),
      health: { status: 'degraded' } as const,
    },
  ];

  it('counts each deployment once, and only what was measured as healthy', () => {
    expect(countHealth(all)).toEqual({
      ...{ burning: 1, overLimit: 1, trouble: 1, healthy: 1, unknown: 2 },
    });
  });

  it('never counts as healthy what runs under a silent runtime', () => {
    const healthy = seen('c', { status: 'healthy' });
    const stale = { ...healthy, live: { ...healthy.live, stale: true } };
    expect(countHealth([stale])).toMatchObject({ healthy: 0, unknown: 1 });
  });

  it('counts a deployment that nobody measures as not known', () => {
    expect(countHealth([story.deployment()])).toMatchObject({
      healthy: 0,
      unknown: 1,
    });
  });

  it('finds the one that fails most', () => {
    expect(worstOf(all)?.tenant).toBe('a');
    expect(worstOf(all.slice(2))).toBeUndefined();
  });

  it('says the counts in words and leads to the worst', async () => {
    await show(
      <table>
        <tbody>
          <tr>
            <EnvironmentHealth seen={all} />
          </tr>
        </tbody>
      </table>,
    );

    const cell = screen.getByRole('cell');
    expect(cell).toHaveTextContent(
      '1 burning1 over limit1 in trouble2 not known1 healthy',
    );
    expect(
      within(cell).getByRole('link', { name: 'worst: payments prod · a' }),
    ).toHaveAttribute('href', expect.stringContaining('deployment='));
  });

  it('says nothing where nobody measures', async () => {
    await show(
      <table>
        <tbody>
          <tr>
            <EnvironmentHealth seen={[story.deployment()]} />
          </tr>
        </tbody>
      </table>,
    );

    expect(screen.queryByRole('cell')).not.toBeInTheDocument();
  });
});
