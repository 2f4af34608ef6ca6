import type {
  Ban,
  DeploymentProblem,
  Hold,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  ManifestFile,
  ManifestFormat,
  VersionSite,
} from '@slipway/backstage-plugin-delivery-node';
import { imageBaseName } from '../formats';
import { readOpenSlo } from '../health/openSlo';
import type { DeclaredSlo } from '../health/slos';
import { type DeliveryFile, readDeliveryFile } from './readDeliveryFile';

/** What the files of one folder say. */
export interface FolderReading {
  version?: string;
  site?: VersionSite;
  format?: string;
  /** Component or entity named by delivery.yaml or catalog-info.yaml. */
  entityRef?: string;
  component?: string;
  hold?: Hold;
  bans: Ban[];
  /** Text at `expires`. */
  expires?: string;
  /** Objectives that its files declare. */
  slos: DeclaredSlo[];
  problems: DeploymentProblem[];
}

/** Names of files that are read whatever the format. */
const OWN_FILES = /^(delivery|catalog-info)\.ya?ml$/;
/** `slo.yaml`, `openslo.yaml` or `anything.slo.yaml`. */
const SLO_FILES = /^(?:[^/]+\.)?(?:open)?slo\.ya?ml$/;

/** True when a file of a folder can change what {@link readFolder} says. */
export function isReadFile(
  formats: readonly ManifestFormat[],
  fileName: string,
): boolean {
  return (
    OWN_FILES.test(fileName) ||
    SLO_FILES.test(fileName) ||
    formats.some(format => format.reads(fileName))
  );
}

/** What a version can be at all, whatever its scheme. */
function isVersionText(text: string): boolean {
  return text.length <= 128 && !/\p{Cc}/u.test(text);
}

function describeSite(site: VersionSite): string {
  const artifact = site.artifact ? ` (${site.artifact})` : '';
  return `${site.file} ${site.keyPath.join('.')} = ${site.version}${artifact}`;
}

/**
 * Picks the one version among several places: what delivery.yaml names, else
 * images before charts, else the image that is called like the component.
 */
function chooseSite(
  sites: VersionSite[],
  component: string,
  pinned: DeliveryFile['version'],
): { site?: VersionSite; problem?: DeploymentProblem } {
  if (pinned) {
    const site = sites.find(
      candidate =>
        candidate.file === pinned.file &&
        candidate.keyPath.join('.') === pinned.path,
    );
    const message = `delivery.yaml says that the version stands in ${pinned.file} at ${pinned.path}, but there is none; correct it.`;
    return site ? { site } : { problem: { code: 'no-version', message } };
  }
  const images = sites.filter(site => site.carrier === 'image');
  const candidates = images.length ? images : sites;
  const named = candidates.filter(
    site => imageBaseName(site.artifact ?? '') === component,
  );
  for (const list of [candidates, named]) {
    if (list.length === 1) {
      return { site: list[0] };
    }
  }
  const message = `The version is ambiguous: ${candidates
    .map(describeSite)
    .join(', ')}. Name one in delivery.yaml: version: { file: …, path: … }.`;
  return { problem: { code: 'ambiguous-version', message } };
}

function findSites(formats: readonly ManifestFormat[], files: ManifestFile[]) {
  for (const format of formats) {
    const sites = format.find(files);
    if (sites.length) {
      return { format: format.id, sites };
    }
  }
  return undefined;
}

const NO_VERSION: DeploymentProblem = {
  code: 'no-version',
  message:
    'No file of the folder names a version: neither an image tag in Helm values, Kustomize or plain manifests, nor a chart dependency. Add one, or exclude the folder from the layout.',
};

function unreadable(message: string): DeploymentProblem {
  return { code: 'unreadable', message };
}

/** Objectives of the folder; a file that is wrong says so and hides no other. */
function readSlos(files: readonly ManifestFile[]) {
  const slos: DeclaredSlo[] = [];
  const problems: DeploymentProblem[] = [];
  for (const { name, text } of files) {
    if (SLO_FILES.test(name)) {
      try {
        slos.push(...readOpenSlo(text));
      } catch (error) {
        const message = `${name}: ${(error as Error).message} Its objectives are not known until it is corrected.`;
        problems.push({ code: 'bad-objective', message });
      }
    }
  }
  return { slos, problems };
}

/** What the manifests say of the version. */
function readVersion(
  formats: readonly ManifestFormat[],
  files: ManifestFile[],
  component: string,
  pinned: DeliveryFile['version'],
): Pick<FolderReading, 'version' | 'site' | 'format'> & {
  problem?: DeploymentProblem;
} {
  const found = findSites(formats, files);
  if (!found) {
    return { problem: NO_VERSION };
  }
  const { site, problem } = chooseSite(found.sites, component, pinned);
  if (site && !isVersionText(site.version)) {
    const message = `${site.file} holds at ${site.keyPath.join('.')} what cannot be a version: it is longer than 128 characters or has control characters. Correct it.`;
    return { problem: unreadable(message) };
  }
  return { format: found.format, site, version: site?.version, problem };
}

/**
 * Reads a folder. Trouble becomes a problem in words; it never hides what
 * could be read.
 *
 * @param component - the name the folder's path gives
 * @param illegible - files that are too large or are no text
 */
export function readFolder(
  formats: readonly ManifestFormat[],
  files: ManifestFile[],
  component: string,
  illegible: readonly string[] = [],
): FolderReading {
  const { entityRef, hold, bans, expires, ...own } = readDeliveryFile(files);
  const { slos, ...objectives } = readSlos(files);
  const problems = [
    ...own.problems,
    ...objectives.problems,
    ...illegible.map(name =>
      unreadable(
        `${name} is no text or larger than 1 MB; the version cannot be read from it.`,
      ),
    ),
  ];
  const reading = {
    ...{ entityRef, component: own.component, hold, bans, slos, problems },
    expires,
  };
  const name = own.component ?? component;
  try {
    const { problem, ...found } = readVersion(
      formats,
      files,
      name,
      own.version,
    );
    // What stands in a file that could not be read is not known to be absent.
    if (problem && !(problem === NO_VERSION && illegible.length)) {
      problems.push(problem);
    }
    return { ...reading, ...found };
  } catch (error) {
    const message = `${(error as Error).message}. Correct the file; until then nothing can be rolled back here.`;
    problems.push(unreadable(message));
    return reading;
  }
}
