import type { HealthProfile } from '../profiles/HealthProfile';
import { renderMatchers } from '../promql/promql';

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
  const rows = requests.map(
    ({ metric, native, only, errors, histogram, unit }) =>
      `- \`${metric}${only ? `{${renderMatchers(only)}}` : ''}\`${native ? ' (native histogram)' : ''}, failed when \`${errors.label}=~"${errors.matches}"\`${
        histogram ? `; latency of \`${histogram}_bucket\` in ${unit}` : ''
      }`,
  );
  const drawn = lines.map(
    ({ family, group, title }) => `- ${group.title}: ${title} (\`${family}\`)`,
  );
  return [profile.description, '', found, '', ...rows, ...drawn].join('\n');
}
