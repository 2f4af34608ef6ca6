import type {
  DeploymentHealth,
  DeploymentHealthDetails,
  DeployMarker,
} from '@slipway/backstage-plugin-delivery-common';
import * as story from '../../__fixtures__/story';
import { gapsOf, phasesOf, valuesIn } from './phases';

const MINUTE = 60;
const START = Date.parse('2026-11-19T12:00:00Z') / 1000;
const at = (minute: number) =>
  new Date((START + minute * MINUTE) * 1000).toISOString();

/** An hour, a point a minute. */
function hour(
  values: (minute: number) => number | null,
  change: Partial<DeploymentHealthDetails> = {},
  health: Partial<DeploymentHealth> = {},
): DeploymentHealthDetails {
  const minutes = Array.from({ length: 61 }, (_, minute) => minute);
  return story.details({
    health: story.measured({ version: '2.3.1', since: at(-999), ...health }),
    series: {
      times: minutes.map(minute => START + minute * MINUTE),
      step: MINUTE,
      groups: [
        {
          id: 'errors',
          title: 'Errors',
          unit: 'ratio',
          lines: [
            { id: 'errors', title: 'Errors', values: minutes.map(values) },
          ],
        },
      ],
      warnings: [],
    },
    markers: [],
    comparisons: [],
    ...change,
  });
}

const deploy = (minute: number, version: string): DeployMarker => ({
  at: at(minute),
  version,
  kind: 'deploy',
  commit: `commit-${version}`,
});
const rollback = (minute: number, version: string): DeployMarker => ({
  ...deploy(minute, version),
  kind: 'rollback',
});
const verdict = (
  minute: number,
  version: string,
  is: 'burning' | 'clean' | 'unknown',
) =>
  story.comparison({
    version,
    at: at(minute),
    commit: `commit-${version}`,
    verdict: is,
  });
const tones = (details: DeploymentHealthDetails) =>
  phasesOf(details).map(
    ({ from, to, tone }) =>
      `${(from - START) / MINUTE}-${(to - START) / MINUTE} ${tone}`,
  );

describe('phasesOf', () => {
  it('is one plain stretch where nothing was deployed', () => {
    expect(tones(hour(() => 0))).toEqual(['0-60 plain']);
  });

  it('is nothing where nothing was measured', () => {
    expect(phasesOf(story.details({ series: undefined }))).toEqual([]);
  });

  it('turns bad at the deploy that burns, and grey before it', () => {
    const details = hour(
      minute => (minute > 45 ? 0.04 : 0),
      { markers: [deploy(45, '2.4.0')] },
      { status: 'burning', version: '2.4.0', since: at(45) },
    );

    expect(tones(details)).toEqual(['0-45 before', '45-60 bad']);
  });

  it('stays plain after a deploy of which nothing is known', () => {
    const details = hour(
      () => 0,
      {
        markers: [deploy(45, '2.4.0')],
        comparisons: [verdict(45, '2.4.0', 'unknown')],
      },
      { status: 'too-few', version: '2.4.0' },
    );

    expect(tones(details)).toEqual(['0-45 plain', '45-60 plain']);
  });

  it('is green only from where requests fell below the limit', () => {
    const details = hour(
      minute => (minute >= 10 && minute < 34 ? 0.04 : 0.001),
      {
        markers: [deploy(10, '2.4.0'), rollback(30, '2.3.1')],
        comparisons: [verdict(10, '2.4.0', 'burning')],
      },
      { status: 'healthy', version: '2.3.1', since: at(30) },
    );

    expect(tones(details)).toEqual([
      '0-10 before',
      '10-30 bad',
      '30-34 bad',
      '34-60 recovered',
    ]);
  });

  it('is not green after a rollback that is not known to have helped', () => {
    const details = hour(
      minute => (minute >= 10 && minute < 34 ? 0.04 : 0.001),
      {
        markers: [deploy(10, '2.4.0'), rollback(30, '2.3.1')],
        comparisons: [verdict(10, '2.4.0', 'burning')],
      },
      { status: 'silent', version: '2.3.1' },
    );

    expect(tones(details)).toEqual(['0-10 before', '10-30 bad', '30-60 plain']);
  });

  it('stays bad while requests never fall below the limit', () => {
    const details = hour(
      minute => (minute >= 10 ? 0.04 : 0.001),
      {
        markers: [deploy(10, '2.4.0'), rollback(30, '2.3.1')],
        comparisons: [
          verdict(10, '2.4.0', 'burning'),
          verdict(30, '2.3.1', 'clean'),
        ],
      },
      { status: 'too-few', version: '2.3.1' },
    );

    expect(tones(details)).toEqual(['0-10 before', '10-30 bad', '30-60 bad']);
  });

  it('begins bad when the bad version came before the range', () => {
    const burning = { status: 'burning', version: '2.4.0' } as const;

    expect(tones(hour(() => 0.04, {}, { ...burning, since: at(-60) }))).toEqual(
      ['0-60 bad'],
    );
    expect(
      tones(
        hour(() => 0.04, {
          comparisons: [verdict(-60, '2.4.0', 'burning')],
        }),
      ),
    ).toEqual(['0-60 bad']);
  });

  it('takes markers in the order of time', () => {
    const details = hour(
      () => 0,
      { markers: [rollback(30, '2.3.1'), deploy(10, '2.4.0')] },
      { status: 'no-traffic' },
    );

    expect(tones(details)).toEqual([
      '0-10 plain',
      '10-30 plain',
      '30-60 plain',
    ]);
  });
});

describe('valuesIn', () => {
  const times = [0, 60, 120, 180];

  it('shares the point between two phases, so that the line is whole', () => {
    const values = [1, 2, 3, 4];

    expect(
      valuesIn({ from: 0, to: 100, tone: 'before' }, times, values),
    ).toEqual([1, 2, 3, null]);
    expect(
      valuesIn({ from: 100, to: 180, tone: 'bad' }, times, values),
    ).toEqual([null, null, 3, 4]);
  });

  it('keeps what is not known as not known', () => {
    expect(
      valuesIn({ from: 0, to: 180, tone: 'plain' }, times, [1, null, 0, 4]),
    ).toEqual([1, null, 0, 4]);
  });
});

describe('gapsOf', () => {
  const lines = (...values: (number | null)[][]) =>
    values.map(v => ({ values: v }));

  it('finds runs at which no line has a value', () => {
    expect(
      gapsOf(lines([null, null, 1, null, 1], [null, null, null, 2, null]), 5),
    ).toEqual([[0, 1]]);
  });

  it('does not take zero for not known', () => {
    expect(gapsOf(lines([0, 0, 0]), 3)).toEqual([]);
  });

  it('is everything where there is no line', () => {
    expect(gapsOf([], 3)).toEqual([[0, 2]]);
  });
});
