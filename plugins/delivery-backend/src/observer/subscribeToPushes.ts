import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { normaliseRepoUrl } from '../runtime/matchDeployment';
import type { RepositoryRegistry } from './RepositoryRegistry';

/** Topics on which the events modules of Git hosts tell of pushes. */
const TOPICS = [
  'github.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'gitea.push',
];

/** Addresses of a repository that a push names, whatever host sent it. */
export function repositoryUrls(payload: unknown): string[] {
  const found: string[] = [];
  const look = (value: unknown, depth: number) => {
    if (typeof value !== 'object' || value === null || depth > 3) {
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string') {
        if (
          /^(clone_url|ssh_url|git_http_url|git_ssh_url|html_url|http_url|web_url|href)$/.test(
            key,
          )
        ) {
          found.push(item);
        }
      } else if (/^(repository|project|links|html)$/.test(key)) {
        look(item, depth + 1);
      }
    }
  };
  look(payload, 0);
  return found;
}

/** Looks at a repository at once when its host says that it was pushed to. */
export async function subscribeToPushes(
  events: EventsService,
  repositories: RepositoryRegistry,
  logger: LoggerService,
) {
  await events.subscribe({
    id: 'delivery-pushes',
    topics: TOPICS,
    onEvent: async ({ eventPayload }) => {
      const urls = new Set(repositoryUrls(eventPayload).map(normaliseRepoUrl));
      const ids = repositories.matching(url => urls.has(normaliseRepoUrl(url)));
      for (const id of ids) {
        // The host waits for an answer only for seconds; a remote may hang.
        repositories.refresh(id).catch(error =>
          logger.warn('A pushed repository could not be read', {
            repository: id,
            cause: (error as Error).message,
          }),
        );
      }
    },
  });
}
