import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';

// The real engines and samples are found beside the sources only.
// eslint-disable-next-line no-restricted-syntax
const REPOSITORY = resolve(__dirname, '../../../..');

/**
 * Folder with real shapes of foreign systems: `SLIPWAY_CORPORA`, or
 * `shared/corpora` beside the repository.
 *
 * @public
 */
export function corporaFolder(): string {
  return (
    process.env.SLIPWAY_CORPORA ?? resolve(REPOSITORY, '../shared/corpora')
  );
}

/** Folder with the binaries of a Kubernetes control plane. @public */
export function kubebuilderAssets(): string {
  return (
    process.env.KUBEBUILDER_ASSETS ??
    resolve(REPOSITORY, '../shared/kubebuilder-assets')
  );
}

/** Says what is missing of the corpora, or undefined. @public */
export function missingCorpora(): string | undefined {
  const folder = join(corporaFolder(), 'kubernetes');
  return existsSync(folder)
    ? undefined
    : 'there are no samples: set SLIPWAY_CORPORA to their folder';
}

/** All objects of a YAML file, or of all YAML files of a folder. @public */
export function readCorpus(path: string): Record<string, unknown>[] {
  const full = join(corporaFolder(), path);
  const files = full.endsWith('.yaml')
    ? [full]
    : readdirSync(full)
        .filter(name => name.endsWith('.yaml'))
        .sort()
        .map(name => join(full, name));
  return files.flatMap(file =>
    (loadAll(readFileSync(file, 'utf8')) as unknown[]).filter(
      (value): value is Record<string, unknown> =>
        typeof value === 'object' && value !== null,
    ),
  );
}
