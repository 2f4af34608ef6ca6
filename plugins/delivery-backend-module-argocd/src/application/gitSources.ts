import { posix } from 'node:path';
import type { RuntimeGitSource } from '@slipway/backstage-plugin-delivery-node';
import type { ArgoCdApplication, ApplicationSource } from './Application';

/** `$name/rest` of a values file that lies in another source. */
const REFERENCE = /^\$([^/]+)\/(.+)$/;

/** The sources of a spec or of a history entry, in Argo CD's own order. */
export function sourcesOf(holder: {
  source?: ApplicationSource | null;
  sources?: ApplicationSource[] | null;
}): ApplicationSource[] {
  if (holder.sources?.length) {
    return holder.sources;
  }
  return holder.source ? [holder.source] : [];
}

/** True when the revision of a source is the version of a chart, not a commit. */
export function isChart(source: ApplicationSource): boolean {
  return Boolean(source.chart);
}

/** Every folder of Git that an Application takes manifests or values from. */
export function gitSources(application: ArgoCdApplication): RuntimeGitSource[] {
  const { spec } = application;
  const sources = sourcesOf(spec);
  const found: RuntimeGitSource[] = [];
  if (spec.sourceHydrator) {
    found.push(folderOf(spec.sourceHydrator.drySource, '.'));
  }
  const byReference = new Map(sources.map(source => [source.ref, source]));
  for (const source of sources) {
    if (!isChart(source) && source.path) {
      found.push(folderOf(source, '.'));
    }
    for (const file of source.helm?.valueFiles ?? []) {
      const folder = folderOfValues(file, source, byReference);
      if (folder) {
        found.push(folder);
      }
    }
  }
  return withoutDuplicates(found);
}

function folderOf(
  source: Pick<ApplicationSource, 'repoURL' | 'path' | 'targetRevision'>,
  relative: string,
): RuntimeGitSource {
  const path = posix.normalize(posix.join(source.path ?? '.', relative));
  return {
    repoUrl: source.repoURL,
    path: path.replace(/^\/+|\/+$/g, '') || '.',
    targetRevision: source.targetRevision ?? undefined,
  };
}

function folderOfValues(
  file: string,
  source: ApplicationSource,
  byReference: Map<string | null | undefined, ApplicationSource>,
): RuntimeGitSource | undefined {
  const [, reference, path] = REFERENCE.exec(file) ?? [];
  if (reference) {
    const target = byReference.get(reference);
    return target && folderOf({ ...target, path: '.' }, posix.dirname(path));
  }
  const isUrl = /^[a-z]+:\/\//.test(file);
  return isUrl || isChart(source) || !source.path
    ? undefined
    : folderOf(source, posix.dirname(file));
}

function withoutDuplicates(folders: RuntimeGitSource[]): RuntimeGitSource[] {
  const byKey = new Map(
    folders.map(folder => [`${folder.repoUrl}\n${folder.path}`, folder]),
  );
  return [...byKey.values()];
}
