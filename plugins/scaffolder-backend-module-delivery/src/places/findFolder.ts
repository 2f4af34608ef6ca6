import { InputError } from '@backstage/errors';
import {
  type DeploymentPlace,
  folderFor,
  type RepositorySummary,
} from '@slipway/backstage-plugin-delivery-common';
import { assertPlace, describePlace } from './placeInput';

/** A folder of a repository. */
export interface FoundFolder {
  repository: string;
  folder: string;
}

function patternsOf(repositories: readonly RepositorySummary[]): string {
  return repositories
    .flatMap(({ id, layouts }) => layouts.map(({ path }) => `${id}:${path}`))
    .join(', ');
}

/**
 * The folder of a deployment, in the only repository that can hold it.
 *
 * @throws InputError when none can, or several could
 */
export function findFolder(
  repositories: readonly RepositorySummary[],
  place: DeploymentPlace,
  wanted?: string,
): FoundFolder {
  assertPlace(place);
  const asked = repositories.filter(({ id }) => !wanted || id === wanted);
  if (!asked.length) {
    throw new InputError(
      wanted
        ? `There is no repository '${wanted}' among delivery.repositories.`
        : 'No repository is configured under delivery.repositories.',
    );
  }
  const found = asked.flatMap(({ id, layouts, environments }) => {
    const folder = folderFor(layouts, place, environments);
    return folder ? [{ repository: id, folder }] : [];
  });
  if (!found.length) {
    throw new InputError(
      `No folder pattern can hold ${describePlace(place)}; there are ${patternsOf(asked)}.`,
    );
  }
  if (found.length > 1) {
    const ids = found.map(({ repository }) => repository).join(', ');
    throw new InputError(
      `${describePlace(place)} could stand in several repositories: ${ids}. Name one as repository.`,
    );
  }
  return found[0];
}
