import { DateTime, type DurationLike } from 'luxon';
import { helmValues } from './GitFixture';

/** Environments and a repository with a kind that exists only in Git. */
export function previewConfig(url: string, more: object = {}) {
  return {
    environments: [
      ...[{ name: 'dev' }, { name: 'qa', title: 'QA' }],
      {
        ...{ kind: 'preview', title: 'Preview {name}', reserved: ['team'] },
        timeToLive: { longest: { days: 14 }, usual: { days: 3 } },
      },
      { name: 'prod', title: 'Production', rollback: 'roll-forward-only' },
    ],
    repositories: [
      {
        ...{ id: 'gitops', url, refresh: { milliseconds: 200 } },
        commitUrl: 'https://git.example.org/gitops/commit/{commit}',
        layouts: [
          { path: '{environment}/{component}' },
          {
            path: 'preview/{environment}/{component}',
            environmentKind: 'preview',
          },
        ],
      },
    ],
    expiry: { interval: { milliseconds: 100 }, announce: ['PT1H'] },
    ...more,
  };
}

/** A time from now, as it stands in a file. */
export function fromNow(duration: DurationLike): string {
  return DateTime.utc().plus(duration).startOf('second').toISO()!;
}

/** Files of a service in an environment that exists only in Git. */
export function previewFiles(
  environment: string,
  component: string,
  expires?: string,
  more = '',
): Record<string, string> {
  const folder = `preview/${environment}/${component}`;
  const end = expires ? `expires: ${expires} # agreed\n` : '';
  return {
    [`${folder}/values.yaml`]: helmValues('1.0.0'),
    [`${folder}/delivery.yaml`]: `component: ${component}\n${end}${more}`,
  };
}
