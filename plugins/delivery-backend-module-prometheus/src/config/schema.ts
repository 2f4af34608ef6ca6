import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { checkLabelName, checkMetricName } from '../promql/promql';
import { problemOfTemplate } from '../selection/template';

const Duration = z
  .union([z.string(), z.record(z.string(), z.number())])
  .transform((value, context) => {
    try {
      const config = new ConfigReader({ value });
      return durationToMilliseconds(
        readDurationFromConfig(config, { key: 'value' }),
      );
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be a duration such as 15s or { seconds: 15 }',
      });
      return z.NEVER;
    }
  });

const Url = z
  .string()
  .refine(text => /^https?:\/\//.test(text) && URL.canParse(text), {
    message: 'must be an http or https URL',
  })
  .transform(text => text.replace(/\/+$/, ''));

/** Turns a check that throws into one of a schema. */
function checked(check: (text: string) => unknown) {
  return z.string().superRefine((text, context) => {
    try {
      check(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });
}

const LabelName = checked(checkLabelName);
const MetricName = checked(checkMetricName);
const Template = z.string().superRefine((text, context) => {
  const problem = problemOfTemplate(text);
  if (problem) {
    context.addIssue({ code: 'custom', message: problem });
  }
});
const Expression = z.string().refine(isExpression, {
  message: 'must be a regular expression',
});
const LabelTemplates = z.record(
  LabelName,
  z.union([Template, z.strictObject({ pattern: Template })]),
);

const ConnectionKeys = {
  url: Url,
  username: z.string().optional(),
  password: z.string().optional(),
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
  clientCertData: z.string().optional(),
  clientCertFile: z.string().optional(),
  clientKeyData: z.string().optional(),
  clientKeyFile: z.string().optional(),
  skipTlsVerify: z.boolean().default(false),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), Template).default({}),
};

const Server = z.strictObject({
  name: z.string().min(1),
  title: z.string().optional(),
  ...ConnectionKeys,
  clusters: z.array(z.string()).nonempty().optional(),
  environments: z.array(z.string()).nonempty().optional(),
  default: z.boolean().default(false),
  timeout: Duration.default(10_000),
  concurrency: z.number().int().min(1).max(100).default(8),
  maxAnswerBytes: z.number().int().min(10_000).default(20_000_000),
  scrapeInterval: Duration.default(15_000),
  externalUrl: Url.optional(),
  grafana: z
    .strictObject({ url: Url, datasource: z.string().min(1) })
    .optional(),
  links: z
    .array(z.strictObject({ title: z.string(), url: z.string() }))
    .default([]),
  alertmanager: z.strictObject(ConnectionKeys).optional(),
  labels: LabelTemplates.default({
    namespace: '{namespace}',
    service: '{component}',
  }),
  alerts: z.boolean().default(true),
  simulated: z.boolean().default(false),
});

const Matcher = z.union([
  z.strictObject({ label: LabelName, equals: z.string() }),
  z.strictObject({ label: LabelName, notEquals: z.string() }),
  z.strictObject({ label: LabelName, matches: Expression }),
  z.strictObject({ label: LabelName, notMatches: Expression }),
]);

const Requests = z.strictObject({
  metric: MetricName,
  native: z.boolean().optional(),
  only: z.array(Matcher).optional(),
  errors: z.strictObject({ label: LabelName, matches: Expression }),
  histogram: MetricName.optional(),
  unit: z.enum(['s', 'ms']).optional(),
});

const Line = z.strictObject({
  family: MetricName,
  group: z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: z.string(),
    unit: z.enum(['perSecond', 'ratio', 'seconds', 'count', 'bytes', 'cores']),
  }),
  id: z.string().min(1),
  title: z.string(),
  query: z.string().refine(text => text.includes('$selector'), {
    message: 'must have $selector where the labels of a deployment belong',
  }),
  dimension: LabelName.optional(),
});

const Profile = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: z.string(),
    description: z.string().default(''),
    labels: z.union([z.literal('target'), LabelTemplates]).default('target'),
    requests: z.array(Requests).optional(),
    lines: z.array(Line).optional(),
  })
  .refine(({ requests, lines }) => requests?.length || lines?.length, {
    message: 'must have requests or lines',
  });

/** What stands under `delivery.prometheus`. */
export const PrometheusSection = z.strictObject({
  servers: z.array(Server).default([]),
  profiles: z.array(Profile).default([]),
  allowRules: z.boolean().default(true),
});

/** A server as the schema gives it. */
export type ServerSection = z.infer<typeof Server>;
/** The keys of a connection as the schema gives them. */
export type ConnectionSection = NonNullable<ServerSection['alertmanager']>;

function isExpression(text: string): boolean {
  try {
    return !!new RegExp(text);
  } catch {
    return false;
  }
}
