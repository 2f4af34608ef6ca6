import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { failure } from '../__testUtils__/fakeApi';
import { fakeDrawing } from '../__testUtils__/fakeDrawing';
import {
  healthDetails as details,
  openHealthCard as show,
} from '../__testUtils__/openHealthCard';
import * as story from '../__fixtures__/story';
import { loadDrawing } from './chart/loadDrawing';

jest.mock('./chart/loadDrawing', () => ({ loadDrawing: jest.fn() }));

const drawing = fakeDrawing();

describe('HealthCard without all that it could show', () => {
  beforeEach(() => {
    drawing.charts.length = 0;
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
    jest.mocked(loadDrawing).mockResolvedValue(drawing.Drawing);
    jest
      .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
      .mockReturnValue(360);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('says what to do where nobody measures', async () => {
    await show(undefined, { measured: false });

    expect(screen.getByText('Health is not measured here')).toBeInTheDocument();
    expect(screen.getByText(/prometheus\.instances/)).toBeInTheDocument();
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
    expect(screen.getByText('near')).toBeInTheDocument();
  });

  it('says why this one is not measured', async () => {
    await show(async () => story.notMeasured('prod-acme'));

    await screen.findByText('Health is not measured here');
    expect(
      screen.getByText(/No source of health is configured/),
    ).toBeInTheDocument();
  });

  it('keeps what was seen last of a silent source, and says so', async () => {
    const health = story.burning({
      status: 'silent',
      symptom: undefined,
      message: 'Prometheus eu-1 is silent: connection refused.',
      silentSince: story.iso(story.STORY_NOW - 17 * story.MINUTE),
    });
    await show(
      details({
        health,
        series: undefined,
        seriesProblem: 'Prometheus eu-1 does not answer.',
      }),
    );

    await screen.findByText('The measurements cannot be read');
    expect(
      screen.getByText(/Prometheus eu-1 does not answer\..*as last seen at/),
    ).toBeInTheDocument();
    expect(screen.getByText('Not known')).toBeInTheDocument();
    expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
    expect(screen.getByText('Objectives and error budget')).toBeInTheDocument();
  });

  it('tells what must be mended for it to be measured', async () => {
    const problem = 'Line 2 of slipway.dev/slo is no objective.';
    await show(details({ health: story.burning({ problems: [problem] }) }));

    const part = await screen.findByRole('region', {
      name: 'What must be mended for this to be measured',
    });
    expect(part).toHaveTextContent(problem);
  });

  it('says what the source said beside the figures', async () => {
    const series = { ...story.series(), warnings: ['Two replicas differ.'] };
    await show(details({ series }));

    expect(await screen.findByText('Two replicas differ.')).toBeInTheDocument();
  });

  it('keeps its place while it loads', async () => {
    await show(() => new Promise(() => {}));

    expect(screen.getByRole('status', { busy: true })).toHaveTextContent(
      'The charts are being loaded',
    );
  });

  it('keeps forbidden and trouble apart', async () => {
    await show(async () => {
      throw await failure(403, 'You may not', 'NotAllowedError');
    });
    expect(
      await screen.findByText('You may not see how healthy this is'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Slipway itself has trouble')).toBeNull();
  });

  it('offers to try again when the portal is in trouble', async () => {
    const { api } = await show(async () => {
      throw await failure(503, 'The database does not answer');
    });
    await screen.findByText('Slipway itself has trouble');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    await waitFor(() => expect(api.healthDetails).toHaveBeenCalledTimes(2));
  });

  it('still has the table when charts cannot be drawn', async () => {
    jest.mocked(loadDrawing).mockRejectedValue(new Error('offline'));
    await show();

    expect(
      (await screen.findAllByText(/The charts could not be loaded/)).length,
    ).toBeGreaterThan(0);
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    await screen.findByRole('table', { name: /Values of the charts/ });
  });

  it('leaves nothing behind when it goes', async () => {
    await show();
    await waitFor(() => expect(drawing.shown()).toHaveLength(3));

    await userEvent.click(screen.getByRole('button', { name: 'Table' }));

    await waitFor(() => expect(drawing.shown()).toHaveLength(0));
  });
});
