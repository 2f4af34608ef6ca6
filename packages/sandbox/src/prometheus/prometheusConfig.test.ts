import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  describeWithEngine,
  missingPrometheus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { load } from 'js-yaml';
import { prometheusConfig, prometheusRules } from './prometheusConfig';

const run = promisify(execFile);
const URL = 'http://127.0.0.1:9100';

describe('the configuration of the sandbox’s Prometheus', () => {
  const config = load(prometheusConfig(URL)) as {
    scrape_configs: Record<string, unknown>[];
    global: Record<string, string>;
  };

  it('asks the services where they are, and believes what they say of themselves', () => {
    const [services] = config.scrape_configs;
    expect(services).toMatchObject({
      ...{ job_name: 'services', honor_labels: true },
      http_sd_configs: [{ url: `${URL}/targets` }],
    });
  });

  it('looks often enough that a minute has many readings', () => {
    expect(config.global).toEqual({
      ...{ scrape_interval: '5s', evaluation_interval: '5s' },
    });
  });
});

describeWithEngine('promtool', missingPrometheus, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-promtool-'));
    const file = join(folder, 'prometheus.yml');
    await writeFile(file, prometheusConfig(URL));
    await writeFile(join(folder, 'rules.yml'), prometheusRules());
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('accepts the configuration with its rules', async () => {
    const { stdout } = await run('promtool', [
      ...['check', 'config', join(folder, 'prometheus.yml')],
    ]);
    expect(stdout).toContain('SUCCESS');
    expect(stdout).toContain('1 rules found');
  });

  /** Series of two services, and what the rule makes of them. */
  async function fires(failedOfThousand: number): Promise<void> {
    const series = (code: string, step: number) => ({
      series: `http_requests_total{cluster="eu-1",namespace="payments-acme",service="payments",code="${code}"}`,
      values: `0+${step}x60`,
    });
    const labels = {
      ...{ cluster: 'eu-1', namespace: 'payments-acme', service: 'payments' },
      severity: 'page',
    };
    const summary = `payments in payments-acme fails ${failedOfThousand / 10}% of requests`;
    const test = {
      rule_files: ['rules.yml'],
      evaluation_interval: '15s',
      tests: [
        {
          interval: '15s',
          input_series: [
            series('500', failedOfThousand),
            series('200', 1000 - failedOfThousand),
          ],
          alert_rule_test: [
            {
              ...{ eval_time: '12m', alertname: 'TooManyRequestsFail' },
              exp_alerts:
                failedOfThousand > 6
                  ? [{ exp_labels: labels, exp_annotations: { summary } }]
                  : [],
            },
          ],
        },
      ],
    };
    const file = join(folder, `test-${failedOfThousand}.yml`);
    await writeFile(file, JSON.stringify(test));
    await run('promtool', ['test', 'rules', file]);
  }

  it.each([
    ['wakes somebody when 4.2 % of requests fail', 42],
    ['lets everybody sleep when 0.1 % fail', 1],
    ['lets everybody sleep at the limit itself', 6],
    ['wakes somebody just above the limit', 7],
  ])('finds that the alert %s', async (_, failed) => {
    await expect(fires(failed)).resolves.toBeUndefined();
  });
});
