import { InputError } from '@backstage/errors';

/**
 * A restriction of series, as data: texts never become parts of a query
 * unquoted.
 *
 * @public
 */
export type Matcher =
  | { label: string; equals: string }
  | { label: string; notEquals: string }
  /** One of many values. */
  | { label: string; in: readonly string[] }
  /** A regular expression of RE2, written by whoever configures the portal. */
  | { label: string; matches: string }
  /** The other way round; a series without the label is let through. */
  | { label: string; notMatches: string };

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SPECIAL = /[\\.+*?()|[\]{}^$]/g;

/** Puts a text in quotes, as PromQL reads it. */
export function quote(text: string): string {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n');
  return `"${escaped}"`;
}

/** Makes a text match itself only, in RE2 and in JavaScript. */
export function quoteExpression(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** @throws InputError when a name would not be read as the name of a label */
export function checkLabelName(name: string): string {
  if (!LABEL_NAME.test(name)) {
    throw new InputError(
      `${JSON.stringify(name)} cannot be the name of a label: it must consist of letters, digits and _`,
    );
  }
  return name;
}

/** @throws InputError when a name would not be read as the name of a metric */
export function checkMetricName(name: string): string {
  if (!METRIC_NAME.test(name)) {
    throw new InputError(
      `${JSON.stringify(name)} cannot be the name of a metric: it must consist of letters, digits, _ and :`,
    );
  }
  return name;
}

/** One matcher, for example `job=~"a|b"`. */
export function renderMatcher(matcher: Matcher): string {
  const label = checkLabelName(matcher.label);
  if ('equals' in matcher) {
    return `${label}=${quote(matcher.equals)}`;
  }
  if ('notEquals' in matcher) {
    return `${label}!=${quote(matcher.notEquals)}`;
  }
  if ('matches' in matcher) {
    return `${label}=~${quote(matcher.matches)}`;
  }
  if ('notMatches' in matcher) {
    return `${label}!~${quote(matcher.notMatches)}`;
  }
  return matcher.in.length === 1
    ? `${label}=${quote(matcher.in[0])}`
    : `${label}=~${quote(matcher.in.map(quoteExpression).join('|'))}`;
}

/** Matchers in a row, for example `job="a",code=~"5.."`. */
export function renderMatchers(matchers: readonly Matcher[]): string {
  return matchers.map(renderMatcher).join(',');
}

/** A selector of series. */
export function renderSelector(
  metric: string,
  matchers: readonly Matcher[],
): string {
  return `${checkMetricName(metric)}{${renderMatchers(matchers)}}`;
}

/** A duration, to the millisecond. */
export function renderDuration(seconds: number): string {
  const milliseconds = Math.max(1, Math.round(seconds * 1000));
  return milliseconds % 1000 === 0
    ? `${milliseconds / 1000}s`
    : `${milliseconds}ms`;
}

/** `sum by (a, b)`, or `sum` over everything. */
export function renderBy(
  aggregation: 'sum' | 'count' | 'max' | 'min',
  labels: readonly string[],
): string {
  const by = labels.map(checkLabelName).join(', ');
  return by ? `${aggregation} by (${by}) ` : aggregation;
}

/** The label that says which part of a union a series belongs to. */
export const PART_LABEL = 'slipway_part';

/** Several expressions asked as one; their answers are told apart by {@link PART_LABEL}. */
export function renderUnion(
  parts: readonly { id: string; expression: string }[],
): string {
  return parts
    .map(
      ({ id, expression }) =>
        `label_replace(${expression}, "${PART_LABEL}", ${quote(id)}, "", "")`,
    )
    .join(' or ');
}
