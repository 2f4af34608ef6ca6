import { dump } from 'js-yaml';

const SCRAPE = '5s';

/** Configuration of the sandbox's Prometheus: services are found by HTTP. */
export function prometheusConfig(servicesUrl: string): string {
  return dump({
    global: { scrape_interval: SCRAPE, evaluation_interval: SCRAPE },
    rule_files: ['rules.yml'],
    scrape_configs: [
      {
        job_name: 'services',
        // What a service says of itself stands above what discovery says.
        honor_labels: true,
        http_sd_configs: [
          { url: `${servicesUrl}/targets`, refresh_interval: SCRAPE },
        ],
      },
    ],
  });
}

/** The alert that wakes people: too many requests fail. */
export function prometheusRules(): string {
  const by = 'by (cluster, namespace, service)';
  const failed = `sum ${by} (rate(http_requests_total{code=~"5.."}[5m]))`;
  const all = `sum ${by} (rate(http_requests_total[5m]))`;
  return dump({
    groups: [
      {
        name: 'services',
        rules: [
          {
            alert: 'TooManyRequestsFail',
            expr: `${failed} / ${all} > 0.006`,
            for: '1m',
            labels: { severity: 'page' },
            annotations: {
              summary:
                '{{ $labels.service }} in {{ $labels.namespace }} fails {{ $value | humanizePercentage }} of requests',
            },
          },
        ],
      },
    ],
  });
}
