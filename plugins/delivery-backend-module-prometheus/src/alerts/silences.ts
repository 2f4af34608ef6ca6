import type { HealthAlert } from '@slipway/backstage-plugin-delivery-common';
import { z } from 'zod';
import type { AskOptions, PrometheusApi } from '../client/PrometheusApi';
import type { ActiveAlert } from './activeAlerts';

const Routed = z.object({
  labels: z.record(z.string(), z.string()),
  status: z.object({ silencedBy: z.array(z.string()).catch([]) }),
});
const Silence = z.object({
  id: z.string(),
  createdBy: z.string(),
  comment: z.string(),
  endsAt: z
    .string()
    .refine(text => !Number.isNaN(Date.parse(text)))
    .transform(text => new Date(text).toISOString()),
});

type SilencedBy = NonNullable<HealthAlert['silencedBy']>;

/** Finds who silenced an alert. */
export type SilenceOf = (alert: ActiveAlert) => SilencedBy | undefined;

/** Asks an Alertmanager which alerts are silenced, by whom and until when. */
export async function readSilences(
  api: PrometheusApi,
  options: AskOptions,
): Promise<SilenceOf> {
  const [routed, silences] = await Promise.all([
    api.getBare('/api/v2/alerts', list(Routed), options),
    api.getBare('/api/v2/silences', list(Silence), options),
  ]);
  const byId = new Map(silences.map(silence => [silence.id, silence]));
  const byName = new Map<string, z.infer<typeof Routed>[]>();
  for (const alert of routed) {
    if (alert.status.silencedBy.length) {
      const name = alert.labels.alertname;
      byName.set(name, [...(byName.get(name) ?? []), alert]);
    }
  }
  return ({ name, labels }) => {
    // Prometheus adds labels of its own when it sends an alert.
    const found = byName
      .get(name)
      ?.find(alert =>
        Object.entries(labels).every(
          ([key, value]) => alert.labels[key] === value,
        ),
      );
    const [silence] =
      found?.status.silencedBy.flatMap(id => byId.get(id) ?? []) ?? [];
    return (
      silence && {
        by: silence.createdBy,
        until: silence.endsAt,
        comment: silence.comment,
      }
    );
  };
}

function list<T>(schema: z.ZodType<T>) {
  return (body: unknown): T[] | undefined =>
    Array.isArray(body)
      ? body.flatMap(item => {
          const parsed = schema.safeParse(item);
          return parsed.success ? [parsed.data] : [];
        })
      : undefined;
}
