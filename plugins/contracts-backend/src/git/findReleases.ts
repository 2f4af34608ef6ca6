import type { PatternMatch } from './patterns';
import type { ContractRepository } from './readRepositories';

/** Files that make up one version of something. */
export interface Release {
  kind: 'contract' | 'needs';
  /** Name of the API, or of the consumer. */
  name: string;
  version: string;
  /** Component that brings the contract. */
  component?: string;
  files: string[];
  pacts: string[];
}

/** What a name of a tag tells; nothing when it is no release. */
export function readTag(
  repository: ContractRepository,
  reference: string,
): PatternMatch | undefined {
  if (!repository.tags) return {};
  return repository.tags.match(reference.replace(/^refs\/tags\//, ''));
}

function collect(
  releases: Map<string, Release>,
  release: Omit<Release, 'files' | 'pacts'>,
  file: Partial<Pick<Release, 'files' | 'pacts'>>,
) {
  const key = [release.kind, release.name, release.version].join('\n');
  const known = releases.get(key) ?? { ...release, files: [], pacts: [] };
  known.files.push(...(file.files ?? []));
  known.pacts.push(...(file.pacts ?? []));
  releases.set(key, known);
}

/** Sorts the files of one commit into what they are versions of. */
export function findReleases(
  repository: ContractRepository,
  tag: PatternMatch,
  paths: readonly string[],
): Release[] {
  const releases = new Map<string, Release>();
  const matches = (patterns: ContractRepository['contracts'], path: string) =>
    patterns
      .flatMap(pattern => pattern.match(path) ?? [])
      .map(found => ({ component: repository.component, ...tag, ...found }))
      // In a repository of many, a tag is of one component only.
      .filter(found => !tag.component || found.component === tag.component)
      .slice(0, 1);
  for (const path of paths) {
    for (const found of matches(repository.contracts, path)) {
      const { contract, version, component } = found;
      if (contract && version) {
        const release = { kind: 'contract' as const, name: contract };
        collect(
          releases,
          { ...release, version, component },
          { files: [path] },
        );
      }
    }
    const declared = [
      ...matches(repository.needs, path).map(found => ({
        ...{ found, file: { files: [path] } },
      })),
      ...matches(repository.pacts, path).map(found => ({
        ...{ found, file: { pacts: [path] } },
      })),
    ];
    for (const { found, file } of declared) {
      const { component, version } = found;
      if (component && version) {
        const release = { kind: 'needs' as const, name: component, version };
        collect(releases, release, file);
      }
    }
  }
  return [...releases.values()];
}
