import { dump } from 'js-yaml';
import {
  type KubernetesObject,
  RenderedRepository,
  describeWithTools,
  objectOf,
  runTool,
} from '..';
import { EVERYTHING, render } from './serviceChart';

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels: Record<string, string>;
  annotations?: { summary: string };
}

const rulesOf = (objects: KubernetesObject[]): Rule[] =>
  objectOf(objects, 'PrometheusRule', 'web').spec.groups.flatMap(
    (group: { rules: Rule[] }) => group.rules,
  );
const alertsOf = (values: string) =>
  rulesOf(render(values)).flatMap(({ alert }) => alert ?? []);

/** Runs files of Prometheus through its own program. */
function promtool(files: Record<string, unknown>, args: string[]) {
  const written = RenderedRepository.create(
    Object.entries(files).map(([path, content]) => [path, dump(content)]),
  ).write();
  try {
    return runTool('promtool', args, { cwd: written.root });
  } finally {
    written.dispose();
  }
}

const METRIC = 'http_request_duration_seconds_count';
const TARGET = 'namespace="dev--web",service="web"';

/** Requests of which some fail, over two hours; what fires is asked at the end. */
function burn(failuresPerMinute: number, alerts: string[]) {
  const [budget] = rulesOf(
    render('monitoring: { enabled: true }\nslo: { enabled: true }'),
  ).filter(({ alert }) => alert === 'ErrorBudgetBurn1h');
  const counts = (failed: number) => [
    {
      series: `${METRIC}{${TARGET},status_code="200"}`,
      values: `0+${1000 - failed}x120`,
    },
    {
      series: `${METRIC}{${TARGET},status_code="500"}`,
      values: `0+${failed}x120`,
    },
  ];
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: counts(failuresPerMinute),
        alert_rule_test: [
          {
            eval_time: '2h',
            alertname: 'ErrorBudgetBurn1h',
            exp_alerts: alerts.map(() => ({
              exp_labels: budget.labels,
              exp_annotations: budget.annotations,
            })),
          },
        ],
      },
    ],
  };
}

describeWithTools('charts/service: alerts', ['helm', 'promtool'], () => {
  it.each([
    'prom-client',
    'http-requests-total',
    'micrometer',
    'opentelemetry',
    'linkerd',
  ])('are rules that Prometheus takes, for requests of %s', profile => {
    const values = EVERYTHING.replace(
      'slo: { enabled: true }',
      `slo: { enabled: true, profile: ${profile} }`,
    );
    const { spec } = objectOf(render(values), 'PrometheusRule', 'web');

    const { ok, message } = promtool({ 'rules.yaml': spec }, [
      'check',
      'rules',
      'rules.yaml',
    ]);

    expect(message).toBe('');
    expect(ok).toBe(true);
  });

  it.each([
    ['fires when the budget burns 20 times as fast as it may', 20, ['fires']],
    ['is quiet while failures are within the objective', 1, []],
  ])('of the error budget %s', (_, failures, alerts) => {
    const values = 'monitoring: { enabled: true }\nslo: { enabled: true }';
    const { spec } = objectOf(render(values), 'PrometheusRule', 'web');

    const { ok, text, message } = promtool(
      { 'rules.yaml': spec, 'test.yaml': burn(failures, alerts) },
      ['test', 'rules', 'test.yaml'],
    );

    expect(`${text}${message}`).toContain('SUCCESS');
    expect(ok).toBe(true);
  });

  const KINDS =
    'monitoring: { enabled: true, batch: true, rejectedQueue: web.items.rejected }\nrabbitmq: { of: shop, secretName: bus }';
  const FAILED = `batch_files_total{${TARGET},outcome="failed"}`;
  const COUNTED = `messages_duration_seconds_count{${TARGET},queue="web.items",outcome="rejected"}`;
  const queue = (namespace: string) =>
    `rabbitmq_detailed_queue_messages{namespace="${namespace}",queue="web.items.rejected"}`;

  it.each([
    ['FilesFailed', 'a file failed', FAILED, '0x90 1x29', 1],
    ['FilesFailed', 'none did', FAILED, '0x120', 0],
    ['FilesFailed', 'one failed long ago', FAILED, '0x5 1x115', 0],
    ['MessagesRejected', 'one was put aside', COUNTED, '0x90 1x29', 1],
    ['MessagesRejected', 'none was', COUNTED, '0x120', 0],
    ['MessagesRejected', 'some wait there', queue('dev--shop'), '2x120', 1],
    ['MessagesRejected', 'the queue is empty', queue('dev--shop'), '0x120', 0],
    ['MessagesRejected', 'another bus has some', queue('qa--shop'), '2x120', 0],
  ])('%s knows when %s', (name, _, series, numbers, count) => {
    const { spec } = objectOf(render(KINDS), 'PrometheusRule', 'web');
    const rule = rulesOf(render(KINDS)).find(({ alert }) => alert === name)!;
    const test = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [{ series, values: numbers }],
          alert_rule_test: [
            {
              ...{ eval_time: '2h', alertname: name },
              exp_alerts: Array.from({ length: count }, () => ({
                exp_labels: rule.labels,
                exp_annotations: rule.annotations,
              })),
            },
          ],
        },
      ],
    };

    const { ok, text, message } = promtool(
      { 'rules.yaml': spec, 'test.yaml': test },
      ['test', 'rules', 'test.yaml'],
    );

    expect(`${text}${message}`).toContain('SUCCESS');
    expect(ok).toBe(true);
  });

  it.each([
    'postgresql: { enabled: true, secretName: a }',
    'rabbitmq: { enabled: true, secretName: a }',
    'replicas: 1\nvolume: { enabled: true }',
  ])('look at each volume: %j', values => {
    expect(alertsOf(`monitoring: { enabled: true }\n${values}`)).toContain(
      'VolumeAlmostFull',
    );
  });

  it('are apart from metrics, which stay without them', () => {
    const kinds = render('monitoring: { enabled: true, alerts: false }').map(
      ({ kind }) => kind,
    );

    expect(kinds).toContain('ServiceMonitor');
    expect(kinds).not.toContain('PrometheusRule');
  });

  it('look only at what there is', () => {
    expect(alertsOf('monitoring: { enabled: true }')).toEqual([
      'PodRestarts',
      'NothingAnswers',
      'ReplicasMissing',
    ]);
    expect(alertsOf(EVERYTHING)).toEqual(
      expect.arrayContaining([
        'AutoscalerAtItsEnd',
        'VolumeAlmostFull',
        'BackupTooOld',
      ]),
    );
    // Argo Rollouts has no Deployment that kube-state-metrics could count.
    expect(
      alertsOf(`rollout: { strategy: blueGreen }${EVERYTHING}`),
    ).not.toContain('ReplicasMissing');
  });

  it('say what is wrong, and of which service', () => {
    for (const { alert, labels, annotations } of rulesOf(render(EVERYTHING))) {
      expect(labels).toMatchObject({ namespace: 'dev--web', service: 'web' });
      expect(annotations?.summary.includes('web')).toBe(alert && true);
    }
  });

  it('are left out where nothing is monitored', () => {
    expect(
      render('slo: { enabled: true }').map(({ kind }) => kind),
    ).not.toContain('PrometheusRule');
  });
});
