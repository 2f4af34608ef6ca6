import { stringifyEntityRef } from '@backstage/catalog-model';
import { classifyVersion } from '@slipway/backstage-plugin-delivery-common';
import type { EnvironmentKindConfig } from '../config/readDeliveryConfig';
import type { DeploymentRow, RevisionRow } from '../database/rows';
import type { Stages } from '../environments/Stages';
import { lineOfSite } from '../formats';
import { deploymentId } from '@slipway/backstage-plugin-delivery-node';
import type { FolderHistory } from './FolderHistory';
import { readExpiry } from './readExpiry';
import type { FolderReading } from './readFolder';

/** What a row is made from beside the folder itself. */
export interface RowSources {
  repository: string;
  /** Newest row of the folder, and the one that brought its version. */
  last: RevisionRow;
  version: RevisionRow;
  /** Entity that was found for the folder before. */
  kept?: string;
  stages: Stages;
}

/** What a list is sorted by. */
type Place = Pick<
  DeploymentRow,
  | 'component'
  | 'environment'
  | 'environment_kind'
  | 'tenant'
  | 'cluster'
  | 'path'
>;

function refOfComponent(name: string): string {
  return stringifyEntityRef({
    kind: 'component',
    namespace: 'default',
    name,
  }).toLowerCase();
}

function sortKey(place: Place, stages: Stages): string {
  // Nearest to customers first within a component.
  const stage = stages.distance({
    environment: place.environment,
    environmentKind: place.environment_kind,
  });
  return [
    place.component,
    String(stage).padStart(3, '0'),
    place.environment,
    place.tenant ?? '',
    place.cluster ?? '',
    place.path,
  ].join('\u0001');
}

function placeOf({ place, reading }: FolderHistory): Place {
  return {
    component: reading.component ?? place.component,
    environment: place.environment,
    environment_kind: place.environmentKind ?? null,
    tenant: place.tenant ?? null,
    cluster: place.cluster ?? null,
    path: place.path,
  };
}

/** Which entity the folder belongs to, and whether one of its files says so. */
function entityOf(
  { reading }: FolderHistory,
  component: string,
  kept: string | undefined,
): Pick<DeploymentRow, 'entity_ref' | 'entity_declared'> {
  const byName = refOfComponent(component);
  const declared =
    reading.entityRef?.toLowerCase() ??
    (reading.component ? byName : undefined);
  return {
    entity_ref: declared ?? kept ?? byName,
    entity_declared: declared !== undefined,
  };
}

/** What Git wants there, and where it stands. */
function desiredOf(
  folder: FolderHistory,
): Pick<
  DeploymentRow,
  'version' | 'version_kind' | 'carrier' | 'file' | 'line'
> {
  const { version, site } = folder.reading;
  const text = site && folder.textOf(site.file);
  return {
    version: version ?? null,
    version_kind: version ? classifyVersion(version) : null,
    carrier: site?.carrier ?? null,
    file: site ? `${folder.place.path}/${site.file}` : null,
    line: (site && text && (site.line ?? lineOfSite(text, site))) || null,
  };
}

/** When it ends, where that is followed; what cannot be followed is a problem. */
function endOf(
  { reading, place }: FolderHistory,
  stages: Stages,
): Pick<DeploymentRow, 'expires' | 'problems'> {
  const { expires, problem } = readExpiry(reading.expires);
  const kind = stages.kindOf(place.environmentKind);
  const trouble = kind
    ? (problem ?? missingEnd(reading, kind))
    : notFollowed(reading.expires, place.environment);
  const problems = [
    ...reading.problems,
    ...(trouble ? [{ code: 'bad-expiry', message: trouble }] : []),
  ];
  return {
    expires: (kind && expires) ?? null,
    problems: JSON.stringify(problems),
  };
}

function notFollowed(text: string | undefined, environment: string) {
  return text === undefined
    ? undefined
    : `expires in delivery.yaml is not followed: ${environment} is a configured environment, and nothing in it is removed by itself. Delete the line.`;
}

function missingEnd(
  { expires, problems }: FolderReading,
  { kind, timeToLive }: EnvironmentKindConfig,
) {
  // What could not be read may hold one.
  const isRead = !problems.some(({ code }) => code === 'unreadable');
  return timeToLive.required && expires === undefined && isRead
    ? `delivery.yaml has no expires, which each folder of the kind ${kind} should have; it stays until somebody removes it.`
    : undefined;
}

/** The row of a folder at the head of its repository. */
export function toDeploymentRow(
  folder: FolderHistory,
  { repository, last, version, kept, stages }: RowSources,
): DeploymentRow {
  const { hold, bans, slos } = folder.reading;
  const place = placeOf(folder);
  return {
    ...place,
    ...entityOf(folder, place.component, kept),
    ...desiredOf(folder),
    id: deploymentId(repository, place.path),
    repository,
    commit: last.commit,
    version_commit: version.commit,
    since: version.at,
    author: version.author_name,
    author_email: version.author_email,
    hold: hold ? JSON.stringify(hold) : null,
    bans: JSON.stringify(bans),
    ...endOf(folder, stages),
    slos: JSON.stringify(slos),
    removed_at: null,
    sort_key: sortKey(place, stages),
  };
}
