import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import {
  type GitRemote,
  readGitCredentials,
  readGitUrl,
} from '@slipway/backstage-plugin-git-node';
import { Pattern } from './patterns';

/** One repository that holds contracts, or what consumers need. */
export interface ContractRepository extends GitRemote {
  id: string;
  /** Tags that are releases; absent when the files of a branch name their versions. */
  tags?: Pattern;
  branch: string;
  /** Component of which all is, when no pattern names it. */
  component?: string;
  contracts: Pattern[];
  needs: Pattern[];
  pacts: Pattern[];
  timeoutMs: number;
}

const TIMEOUT: HumanDuration = { seconds: 60 };

function patterns(config: Config, key: string): Pattern[] {
  return (config.getOptionalStringArray(key) ?? []).map(text =>
    Pattern.of(text),
  );
}

function readRepository(config: Config): ContractRepository {
  const id = config.getString('id');
  const tags = config.getOptionalString('tags');
  const repository: ContractRepository = {
    ...{ id, url: readGitUrl(config, 'contracts.repositories') },
    credentials: readGitCredentials(config.getOptionalConfig('credentials')),
    ...(tags && { tags: Pattern.of(tags) }),
    branch: config.getOptionalString('branch') ?? 'main',
    component: config.getOptionalString('component'),
    contracts: patterns(config, 'contracts'),
    ...{ needs: patterns(config, 'needs'), pacts: patterns(config, 'pacts') },
    timeoutMs: durationToMilliseconds(
      config.has('timeout')
        ? readDurationFromConfig(config, { key: 'timeout' })
        : TIMEOUT,
    ),
  };
  const { contracts, needs, pacts } = repository;
  if (!contracts.length && !needs.length && !pacts.length) {
    throw new InputError(
      `contracts.repositories: '${id}' names no files; give it contracts, needs or pacts.`,
    );
  }
  return repository;
}

/** Reads `contracts.repositories`. @throws InputError */
export function readRepositories(
  config: Config | undefined,
): ContractRepository[] {
  const found = (config?.getOptionalConfigArray('repositories') ?? []).map(
    readRepository,
  );
  const ids = found.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new InputError(`contracts.repositories: two have the id '${twice}'.`);
  }
  return found;
}
