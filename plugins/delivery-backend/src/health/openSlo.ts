import { InputError } from '@backstage/errors';
import { JSON_SCHEMA, loadAll } from 'js-yaml';
import { z } from 'zod';
import { type DeclaredSlo, checkSlo, readSpan } from './slos';

const Slo = z.object({
  apiVersion: z.literal('openslo/v1'),
  kind: z.literal('SLO'),
  metadata: z.object({
    name: z.string(),
    displayName: z.string().optional(),
  }),
  spec: z.object({
    timeWindow: z.array(z.object({ duration: z.string() })).optional(),
    objectives: z
      .array(
        z.object({
          displayName: z.string().optional(),
          target: z.number().optional(),
          targetPercent: z.number().optional(),
          op: z.string().optional(),
          value: z.union([z.number(), z.string()]).optional(),
        }),
      )
      .min(1),
  }),
});

type OpenSlo = z.infer<typeof Slo>;
type Objective = OpenSlo['spec']['objectives'][number];

const DEFAULT_WINDOW = '30d';

/** OpenSLO also knows months, quarters and years, which have no fixed length. */
function periodOf({ metadata, spec }: OpenSlo): number {
  const text = spec.timeWindow?.[0]?.duration ?? DEFAULT_WINDOW;
  const period = readSpan(text);
  if (period === undefined) {
    throw new InputError(
      `The time window '${text}' of '${metadata.name}' has no fixed length; write it in hours, days or weeks.`,
    );
  }
  return period;
}

function toDeclared(slo: OpenSlo, objective: Objective): DeclaredSlo {
  const { name, displayName } = slo.metadata;
  const { target, targetPercent, op, value } = objective;
  const isLatency = value !== undefined && (op === 'lt' || op === 'lte');
  return checkSlo({
    name: objective.displayName ?? displayName ?? name,
    kind: isLatency ? 'latency' : 'availability',
    objective: target ?? Number(((targetPercent ?? NaN) / 100).toFixed(8)),
    period: periodOf(slo),
    // Without a unit the value counts in seconds, as the histograms do.
    thresholdSeconds: isLatency
      ? (readSpan(String(value)) ?? Number(value))
      : undefined,
    declaredBy: 'openslo',
  });
}

/**
 * Reads the SLOs of a file in the form of OpenSLO v1
 * (https://openslo.com/). Targets, windows and thresholds count; the metric
 * sources are not run: what is measured comes from the profile.
 *
 * @throws InputError with a sentence that names what is wrong
 */
export function readOpenSlo(text: string): DeclaredSlo[] {
  const documents = loadAll(text, undefined, { schema: JSON_SCHEMA });
  return documents
    .filter(document => (document as { kind?: unknown } | null)?.kind === 'SLO')
    .flatMap(document => {
      const slo = Slo.safeParse(document);
      if (!slo.success) {
        const [issue] = slo.error.issues;
        throw new InputError(
          `It is no OpenSLO v1: ${issue.path.join('.')} ${issue.message}`,
        );
      }
      return slo.data.spec.objectives.map(objective =>
        toDeclared(slo.data, objective),
      );
    });
}
