import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

import {
  type ContractRepository,
  readRepositories,
} from '../git/readRepositories';

/** The settings of the plugin. */
export interface ContractsConfig {
  documents: {
    /** Bytes of the text of one document. */
    largest: number;
  };
  comparisons: { timeoutMs: number; lanes: number; memoryMb: number };
  catalog: { refresh: HumanDuration };
  live: { refresh: HumanDuration };
  git: {
    refresh: HumanDuration;
    cacheDirectory: string;
    repositories: ContractRepository[];
  };
}

const MEGABYTE = 1_000_000;
const LARGEST_MB = 12;
const TIMEOUT: HumanDuration = { seconds: 20 };

function duration(
  config: Config | undefined,
  key: string,
  otherwise: HumanDuration,
): HumanDuration {
  return config?.has(key) ? readDurationFromConfig(config, { key }) : otherwise;
}

function positive(
  config: Config | undefined,
  key: string,
  otherwise: number,
): number {
  const value = config?.getOptionalNumber(key) ?? otherwise;
  if (!(value > 0)) {
    throw new Error(`contracts: ${key} must be more than 0, and is ${value}.`);
  }
  return value;
}

/** Reads `contracts` of the app-config. */
export function readContractsConfig(root: Config): ContractsConfig {
  const config = root.getOptionalConfig('contracts');
  const comparisons = config?.getOptionalConfig('comparisons');
  return {
    documents: {
      largest:
        positive(
          config?.getOptionalConfig('documents'),
          'largestMegabytes',
          LARGEST_MB,
        ) * MEGABYTE,
    },
    comparisons: {
      timeoutMs: durationToMilliseconds(
        duration(comparisons, 'timeout', TIMEOUT),
      ),
      lanes: positive(comparisons, 'atOnce', 1),
      memoryMb: positive(comparisons, 'memoryMegabytes', 1024),
    },
    catalog: {
      refresh: duration(config, 'catalog.refresh', { seconds: 60 }),
    },
    live: { refresh: duration(config, 'live.refresh', { seconds: 15 }) },
    git: {
      refresh: duration(config, 'git.refresh', { seconds: 60 }),
      cacheDirectory:
        config?.getOptionalString('git.cacheDirectory') ??
        join(
          root.getOptionalString('backend.workingDirectory') ?? tmpdir(),
          `slipway-mirrors-${userInfo().uid}`,
        ),
      repositories: readRepositories(config),
    },
  };
}
