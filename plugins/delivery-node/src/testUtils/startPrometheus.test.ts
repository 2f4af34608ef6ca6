import { describeWithEngine } from './describeWithEngine';
import { openMetrics } from './openMetrics';
import {
  missingPrometheus,
  startPrometheus,
  type StartedPrometheus,
} from './startPrometheus';
import { until } from './until';

const SETUP_MS = 90_000;

describe('openMetrics', () => {
  it('writes a line for each time that has a value, and escapes labels', () => {
    const text = openMetrics(
      [
        {
          name: 'up',
          labels: { path: 'a"b\\c\nd' },
          valueAt: time => (time === 115 ? undefined : time),
        },
      ],
      { from: 100, to: 130, step: 15 },
    );

    expect(text).toBe(
      'up{path="a\\"b\\\\c\\nd"} 100 100\nup{path="a\\"b\\\\c\\nd"} 130 130\n# EOF\n',
    );
  });
});

describeWithEngine('startPrometheus', missingPrometheus, () => {
  const end = Math.floor(Date.now() / 60_000) * 60 - 600;
  let prometheus: StartedPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheus({
      history: openMetrics(
        [{ name: 'a_total', labels: { job: 'x' }, valueAt: time => time % 97 }],
        { from: end - 3600, to: end, step: 60 },
      ),
      rules: [
        {
          name: 'always',
          rules: [{ alert: 'Always', expr: 'vector(1)', labels: { a: 'b' } }],
        },
      ],
    });
  }, SETUP_MS);

  afterAll(() => prometheus?.stop(), SETUP_MS);

  async function get(path: string) {
    const response = await fetch(`${prometheus.url}/api/v1/${path}`);
    return (await response.json()).data;
  }

  it('knows the past that it was given', async () => {
    const { result } = await get(`query?query=a_total&time=${end}`);

    expect(result).toHaveLength(1);
    expect(result[0].value).toEqual([end, `${end % 97}`]);
  });

  it('evaluates the rules that it was given', async () => {
    const firing = await until('the alert fires', async () => {
      const { alerts } = await get('alerts');
      return alerts.length ? alerts : undefined;
    });

    expect(firing[0].labels).toMatchObject({ alertname: 'Always', a: 'b' });
  });

  it('says why it does not start', async () => {
    await expect(
      startPrometheus({ args: ['--no-such-option'] }),
    ).rejects.toThrow(/ended at once:[^]*no-such-option/);
  });
});
