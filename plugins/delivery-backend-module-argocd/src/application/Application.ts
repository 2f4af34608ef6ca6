import { z } from 'zod';

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

const Source = z.object({
  repoURL: z.string(),
  path: text,
  targetRevision: text,
  chart: text,
  ref: text,
  helm: z.object({ valueFiles: texts }).nullish(),
});

const Revisions = { revision: text, revisions: texts };
const Sources = {
  source: Source.nullish(),
  sources: z.array(Source).nullish(),
};
const Health = z.object({
  status: text,
  message: text,
  lastTransitionTime: text,
});

/** What is needed to name an Application, however broken the rest may be. */
export const ApplicationHead = z.object({
  metadata: z.object({ name: z.string().min(1), namespace: z.string().min(1) }),
});

/** The resource version that a watch goes on from. */
export const Versioned = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1) }),
});

/** An Argo CD Application: only the fields that are used. */
export const Application = z.object({
  metadata: z.object({
    name: z.string().min(1),
    namespace: z.string().min(1),
    labels: z.record(z.string(), z.string()).nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
    deletionTimestamp: text,
  }),
  spec: z.object({
    ...Sources,
    sourceHydrator: z
      .object({
        drySource: Source.omit({ chart: true, ref: true, helm: true }),
      })
      .nullish(),
    destination: z
      .object({ server: text, name: text, namespace: text })
      .nullish(),
  }),
  status: z
    .object({
      sync: z.object({ status: text, ...Revisions }).nullish(),
      health: Health.nullish(),
      history: z
        .array(
          z.object({
            ...Revisions,
            ...Sources,
            deployedAt: text,
            initiatedBy: z
              .object({ username: text, automated: z.boolean().nullish() })
              .nullish(),
          }),
        )
        .nullish(),
      operationState: z
        .object({
          phase: z.string(),
          message: text,
          startedAt: text,
          finishedAt: text,
          operation: z
            .object({ sync: z.object(Revisions).nullish() })
            .nullish(),
          syncResult: z.object(Revisions).nullish(),
        })
        .nullish(),
      resources: z
        .array(
          z.object({
            kind: text,
            name: text,
            health: Health.nullish(),
          }),
        )
        .nullish(),
      summary: z.object({ images: texts }).nullish(),
      conditions: z
        .array(z.object({ type: z.string(), message: text }))
        .nullish(),
      reconciledAt: text,
    })
    .nullish(),
});
export type ArgoCdApplication = z.infer<typeof Application>;
export type ApplicationSource = z.infer<typeof Source>;
export type ApplicationStatus = NonNullable<ArgoCdApplication['status']>;
