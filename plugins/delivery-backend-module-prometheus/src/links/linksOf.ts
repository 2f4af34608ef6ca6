import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { PrometheusServerConfig } from '../config/readPrometheusConfig';
import { fillTemplate } from '../selection/template';

/** A span in Unix seconds. */
export interface LinkRange {
  from: number;
  to: number;
}

/** The page of Prometheus itself that draws a query over a range. */
export function graphUrl(
  externalUrl: string,
  query: string,
  range?: LinkRange,
): string {
  const parameters = new URLSearchParams({
    'g0.expr': query,
    'g0.tab': '0',
    ...(range && {
      'g0.range_input': `${Math.max(1, Math.round(range.to - range.from))}s`,
      'g0.end_input': new Date(range.to * 1000)
        .toISOString()
        .replace('T', ' ')
        .slice(0, 19),
    }),
  });
  return `${externalUrl}/graph?${parameters}`;
}

/** The page of Grafana that draws a query over a range. */
export function exploreUrl(
  { url, datasource }: { url: string; datasource: string },
  query: string,
  { from, to }: LinkRange,
): string {
  const panes = {
    slipway: {
      datasource,
      queries: [
        {
          ...{ refId: 'A', expr: query },
          datasource: { type: 'prometheus', uid: datasource },
        },
      ],
      range: {
        from: `${Math.round(from * 1000)}`,
        to: `${Math.round(to * 1000)}`,
      },
    },
  };
  const parameters = new URLSearchParams({
    ...{ schemaVersion: '1', orgId: '1' },
    panes: JSON.stringify(panes),
  });
  return `${url}/explore?${parameters}`;
}

/**
 * Fills the configured addresses, for example of a dashboard in Grafana. Apart
 * from those of labels they know `{from}` and `{to}` in milliseconds, as
 * Grafana wants them, and `{query}`.
 */
export function linksOf(
  { externalUrl, grafana, links, title }: PrometheusServerConfig,
  target: HealthTarget,
  { query, range }: { query?: string; range: LinkRange },
): { title: string; url: string }[] {
  const own = links.flatMap(link => {
    const numbers: Record<string, string | undefined> = {
      from: `${Math.round(range.from * 1000)}`,
      to: `${Math.round(range.to * 1000)}`,
      query: query && encodeURIComponent(query),
    };
    if (link.url.includes('{query}') && !query) {
      return [];
    }
    const template = link.url.replace(
      /\{(from|to|query)\}/g,
      (_, name: string) => numbers[name] ?? '',
    );
    const url = fillTemplate(template, target, encodeURIComponent);
    return url.kind === 'text' ? [{ title: link.title, url: url.text }] : [];
  });
  const drawn = query
    ? [
        ...(grafana
          ? [{ title: 'Grafana', url: exploreUrl(grafana, query, range) }]
          : []),
        ...(externalUrl
          ? [{ title, url: graphUrl(externalUrl, query, range) }]
          : []),
      ]
    : [];
  return [...own, ...drawn];
}
