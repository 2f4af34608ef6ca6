import type {
  DeploymentHealthDetails,
  Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { fakeDrawing } from '../__testUtils__/fakeDrawing';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { loadDrawing } from './chart/loadDrawing';
import { OperationHealth } from './OperationHealth';
import { badSince, recoveryPhases, recoveryRange } from './recovery';

jest.mock('./chart/loadDrawing', () => ({ loadDrawing: jest.fn() }));

const NOW = story.STORY_NOW;
const ago = (minutes: number) => story.iso(NOW - minutes * story.MINUTE);
const operation = (change: Partial<Operation> = {}) =>
  story.operation({ requestedAt: ago(5), ...change });

describe('badSince', () => {
  it('is when the version that was taken away went live', () => {
    expect(badSince(operation(), story.details())).toBe(ago(12));
  });

  it('is its newest time before the operation', () => {
    const comparisons = [200, 12, 1].map(minutes =>
      story.comparison({ at: ago(minutes) }),
    );

    expect(badSince(operation(), story.details({ comparisons }))).toBe(ago(12));
  });

  it('is not known before an answer, or of another version', () => {
    expect(badSince(operation(), undefined)).toBeUndefined();
    expect(
      badSince(operation({ fromVersion: '1.0.0' }), story.details()),
    ).toBeUndefined();
  });
});

describe('recoveryRange', () => {
  it('begins some minutes before the bad version', () => {
    expect(recoveryRange(operation(), ago(12), NOW)).toEqual({
      from: ago(17),
      to: undefined,
    });
  });

  it('shows half an hour where it is not known when that was', () => {
    expect(recoveryRange(operation(), undefined, NOW).from).toBe(ago(35));
  });

  it('does not reach back for days, which would make the end a point', () => {
    const { from } = recoveryRange(operation(), ago(60 * 72), NOW);

    expect(from).toBe(ago(5 + 6 * 60));
  });

  it('ends some minutes after the end, and not in the future', () => {
    const ended = operation({ state: 'recovered', endedAt: ago(60) });
    const fresh = operation({ state: 'recovered', endedAt: ago(3) });

    expect(recoveryRange(ended, ago(80), NOW).to).toBe(ago(50));
    expect(recoveryRange(fresh, ago(12), NOW).to).toBeUndefined();
  });
});

describe('recoveryPhases', () => {
  /** 2.4.0 failed for some minutes, then 2.3.1 did not. */
  const details = (): DeploymentHealthDetails => {
    const series = story.series();
    const [, errors] = series.groups;
    const good = (time: number) =>
      time * 1000 < NOW - 12 * story.MINUTE ||
      time * 1000 > NOW - 3 * story.MINUTE;
    const values = series.times.map(time => (good(time) ? 0.001 : 0.042));
    return story.details({
      series: {
        ...series,
        groups: [{ ...errors, lines: [{ ...errors.lines[0], values }] }],
      },
      markers: [
        ...story.details().markers,
        { at: ago(4), version: '2.3.1', kind: 'rollback' },
      ],
    });
  };
  const tones = (change: Partial<Operation>) =>
    recoveryPhases(operation(change), details()).map(({ tone }) => tone);

  it('are green only after the operation proved that it helped', () => {
    expect(tones({ state: 'recovered' })).toEqual([
      'before',
      'bad',
      'recovered',
    ]);
  });

  it.each([
    'verifying',
    'not-recovered',
    'not-verified',
    'completed',
    'stuck',
  ] as const)('show no green when it is %s', state => {
    expect(tones({ state })).toEqual(['before', 'bad']);
  });

  it('turn green where failures fell below the limit, not at the flag', () => {
    const phases = recoveryPhases(operation({ state: 'recovered' }), details());
    const green = phases.find(({ tone }) => tone === 'recovered')!;

    expect(green.from * 1000).toBeGreaterThan(NOW - 3 * story.MINUTE);
  });

  it('are bad from the begin where the bad version came before', () => {
    const phases = recoveryPhases(operation(), {
      ...details(),
      markers: [],
    });

    expect(phases.map(({ tone }) => tone)).toEqual(['bad']);
  });

  it('are none where nothing was measured', () => {
    expect(
      recoveryPhases(operation(), story.details({ series: undefined })),
    ).toEqual([]);
  });
});

describe('OperationHealth', () => {
  const drawing = fakeDrawing();

  async function show(
    answer: () => Promise<DeploymentHealthDetails>,
    change: Partial<Operation> = {},
  ) {
    const api = fakeApi({ healthDetails: answer });
    await renderDelivery(
      <DeliveryFrame>
        <OperationHealth operation={operation(change)} />
      </DeliveryFrame>,
      { api },
    );
    return { api };
  }

  beforeEach(() => {
    drawing.charts.length = 0;
    jest.spyOn(Date, 'now').mockReturnValue(NOW);
    jest.mocked(loadDrawing).mockResolvedValue(drawing.Drawing);
    jest
      .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
      .mockReturnValue(600);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('draws failed requests alone, with the limit below which it recovered', async () => {
    await show(async () => story.details());

    await screen.findByRole('region', {
      name: 'Failed requests, prod · acme',
    });
    await waitFor(() => expect(drawing.shown()).toHaveLength(1));
    expect(screen.getAllByRole('img')).toHaveLength(1);
    expect(screen.getByRole('img')).toHaveAccessibleName(/^Failed requests/);
  });

  it('asks again from before the bad version once it knows when that was', async () => {
    const { api } = await show(async () => story.details());

    await waitFor(() =>
      expect(api.healthDetails).toHaveBeenLastCalledWith(
        'prod-acme',
        { from: ago(17), to: undefined },
        expect.anything(),
      ),
    );
    expect(api.healthDetails).toHaveBeenCalledTimes(2);
  });

  it('shows the same as a table', async () => {
    await show(async () => story.details());
    await userEvent.click(await screen.findByRole('button', { name: 'Table' }));

    const table = await screen.findByRole('table');
    expect(table).toHaveTextContent('Failed requests');
    expect(table).not.toHaveTextContent('Latency');
  });

  it('is not there where nobody measures', async () => {
    const { api } = await show(async () => story.notMeasured('prod-acme'));
    await waitFor(() => expect(api.healthDetails).toHaveBeenCalled());

    expect(
      screen.queryByRole('region', { name: /Failed requests/ }),
    ).not.toBeInTheDocument();
  });

  it('says why it cannot be read now', async () => {
    await show(async () =>
      story.details({
        series: undefined,
        seriesProblem: 'Prometheus eu-1 does not answer.',
      }),
    );

    expect(
      await screen.findByText(
        'Failed requests cannot be read now: Prometheus eu-1 does not answer.',
      ),
    ).toBeInTheDocument();
  });

  it('says so when the portal cannot say', async () => {
    await show(async () => {
      throw await failure(503, 'The database does not answer');
    });

    expect(
      await screen.findByText(
        /cannot be read now: The database does not answer/,
      ),
    ).toBeInTheDocument();
  });

  it('says so when requests are not measured but something else is', async () => {
    const series = { ...story.series(), groups: [] };
    await show(async () => story.details({ series }));

    expect(
      await screen.findByText('Failed requests are not measured here.'),
    ).toBeInTheDocument();
  });
});
