import { InputError } from '@backstage/errors';
import { checkLabelName } from '../promql/promql';

/**
 * Annotations of an entity that say how its metrics are found. Those that
 * begin with `prometheus.io` are those of the existing Prometheus plugin.
 *
 * @public
 */
export const PROMETHEUS_ANNOTATIONS = {
  /** Name of the server that measures the entity. */
  serviceName: 'prometheus.io/service-name',
  /** `all`, or names of alerts with commas between. */
  alert: 'prometheus.io/alert',
  /** Labels that an alert must have: `a=b,c=d`. */
  labels: 'prometheus.io/labels',
  /** Own queries: `query|label`, with commas between. */
  rule: 'prometheus.io/rule',
  /** Id of the profile by which it is measured. */
  profile: 'slipway.dev/health-profile',
  /** Labels of its series: `app="checkout",namespace="{namespace}"`. */
  selector: 'slipway.dev/health-selector',
  /** Name of the queue in RabbitMQ that it works on. */
  queue: 'slipway.dev/rabbitmq-queue',
} as const;

const PAIR = /\s*([^\s=,"~!]+)\s*=\s*"((?:[^"\\\n]|\\[\\"n])*)"\s*(,|$)/y;

/**
 * Reads `key="value",key2="value2"`. Only equality is understood, and values
 * are written anew when they become part of a query.
 *
 * @throws InputError with a sentence when it is anything else
 */
export function parseSelector(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let end = 0;
  do {
    PAIR.lastIndex = end;
    const match = PAIR.exec(text);
    if (!match) {
      throw new InputError(
        `${PROMETHEUS_ANNOTATIONS.selector} is not understood from its character ${end + 1} on: it must be key="value", with commas between`,
      );
    }
    const [whole, name, value, comma] = match;
    labels[checkLabelName(name)] = value.replace(/\\(.)/g, (_, character) =>
      character === 'n' ? '\n' : character,
    );
    end += whole.length;
    if (!comma) {
      return labels;
    }
  } while (end <= text.length);
  return labels;
}

/** Reads `a=b,c=d`, as the existing Prometheus plugin does. */
export function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && name) {
      labels[name] = pair
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1');
    }
  }
  return labels;
}

/** A query of the entity itself. */
export interface OwnRule {
  query: string;
  /** The label by which its lines are named. */
  dimension?: string;
}

const LONGEST_QUERY = 2_000;

/**
 * Reads `query|label,query|label`. A query that has a comma, a bar or quotes
 * stands in double quotes, and quotes in it are doubled, as in CSV.
 *
 * @throws InputError with a sentence when quotes are not closed
 */
export function parseRules(text: string): OwnRule[] {
  return splitQuoted(text, ',').flatMap(part => {
    const [query, dimension] = splitQuoted(part, '|').map(unquote);
    if (!query) {
      return [];
    }
    if (query.length > LONGEST_QUERY) {
      throw new InputError(
        `A query in ${PROMETHEUS_ANNOTATIONS.rule} is longer than ${LONGEST_QUERY} characters: write a recording rule`,
      );
    }
    return [{ query, dimension: dimension || undefined }];
  });
}

/** Only a part that begins with a quote is quoted, so that `a{b="c"}` stays as it is. */
function splitQuoted(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const character of text) {
    if (character === separator && !quoted) {
      parts.push(part);
      part = '';
      continue;
    }
    const begins = part.trim() === '';
    if (character === '"' && (quoted || begins)) {
      quoted = !quoted;
    } else if (character === '"' && isQuoted(part)) {
      quoted = true;
    }
    part += character;
  }
  if (quoted) {
    throw new InputError(
      `${PROMETHEUS_ANNOTATIONS.rule} has a quote that is not closed`,
    );
  }
  return [...parts, part];
}

function isQuoted(part: string): boolean {
  return part.trimStart().startsWith('"');
}

function unquote(part: string): string {
  const text = part.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replace(/""/g, '"') : text;
}
