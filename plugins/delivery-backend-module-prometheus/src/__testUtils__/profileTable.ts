import type { HealthProfile } from '../profiles/HealthProfile';
import { renderMatchers, type Matcher } from '../promql/promql';

/** A sentence that the docs must have. */
export const METHOD_OF_LABELS = 'the first that is there is used';

/** What the docs say of one profile: written by the profile itself. */
export function profileTable(profile: HealthProfile): string {
  const { labels, requests = [], lines = [] } = profile;
  const found =
    labels === 'target'
      ? 'Found by the labels of the server (`labels`).'
      : `Found by ${Object.entries(labels)
          .map(([name, template]) =>
            typeof template === 'string'
              ? `\`${name}="${template}"\``
              : `\`${name}=~"${template.pattern}"\``,
          )
          .join(', ')}.`;
  const [probes] = requests.map(({ only = [] }) =>
    renderMatchers(only.filter(isOfProbes)),
  );
  const uncounted = probes
    ? ['Probes and scrapes are not counted:', '', `    ${probes}`, '']
    : [];
  const rows = requests.map(
    ({ metric, native, only, errors, histogram, unit }) =>
      `- \`${metric}${selectorOf(only)}\`${native ? ' (native histogram)' : ''}, failed when \`${errors.label}=~"${errors.matches}"\`${
        histogram ? `; latency of \`${histogram}_bucket\` in ${unit}` : ''
      }`,
  );
  const drawn = lines.map(
    ({ family, group, title }) => `- ${group.title}: ${title} (\`${family}\`)`,
  );
  return [
    ...[profile.description, '', found, '', ...uncounted],
    ...[...rows, ...drawn],
  ].join('\n');
}

function isOfProbes(matcher: Matcher): boolean {
  return 'notMatches' in matcher;
}

function selectorOf(only: readonly Matcher[] = []): string {
  const told = only.filter(matcher => !isOfProbes(matcher));
  return told.length ? `{${renderMatchers(told)}}` : '';
}
