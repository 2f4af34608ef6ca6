import type {
  DeploymentProblem,
  Environment,
  EnvironmentFolder,
  EnvironmentKind,
  EnvironmentLife,
  Hold,
} from '@slipway/backstage-plugin-delivery-common';
import { Duration } from 'luxon';
import type {
  EnvironmentConfig,
  EnvironmentKindConfig,
} from '../config/readDeliveryConfig';
import type { DeploymentRow } from '../database/rows';
import type { Birth } from './births';

/** What of a folder is shown with its environment. */
export type FolderRow = Pick<
  DeploymentRow,
  | 'id'
  | 'entity_ref'
  | 'component'
  | 'environment'
  | 'environment_kind'
  | 'tenant'
  | 'cluster'
  | 'repository'
  | 'path'
  | 'version'
  | 'expires'
  | 'hold'
  | 'problems'
>;

/** The hold of a folder, while it holds. */
export function holdOf(
  { hold }: Pick<DeploymentRow, 'hold'>,
  now = Date.now(),
): Hold | undefined {
  const held = hold ? (JSON.parse(hold) as Hold) : undefined;
  const isOver = held?.until !== undefined && Date.parse(held.until) <= now;
  return isOver ? undefined : held;
}

/** A folder as the API gives it. */
export function toFolder(row: FolderRow): EnvironmentFolder {
  return {
    ...{ deploymentId: row.id, entityRef: row.entity_ref },
    ...{ component: row.component, repository: row.repository },
    path: row.path,
    ...(row.tenant && { tenant: row.tenant }),
    ...(row.cluster && { cluster: row.cluster }),
    ...(row.version && { version: row.version }),
    ...(row.expires && { expires: row.expires }),
    hold: holdOf(row),
  };
}

/** When the first folders end, and how many stay then. */
export function endOf(
  rows: readonly FolderRow[],
): Pick<EnvironmentLife, 'expires' | 'staying'> {
  const [first] = rows.flatMap(({ expires }) => expires ?? []).sort();
  const staying = first
    ? rows.filter(({ expires }) => expires !== first).length
    : rows.length;
  return { ...(first && { expires: first }), staying };
}

function problemsOf(rows: readonly FolderRow[]): string[] {
  return rows.flatMap(({ path, problems }) =>
    (JSON.parse(problems) as DeploymentProblem[])
      .filter(({ code }) => code === 'bad-expiry')
      .map(({ message }) => `${path}: ${message}`),
  );
}

function kindsProblem(rows: readonly FolderRow[]): string[] {
  const kinds = [...new Set(rows.map(row => row.environment_kind))];
  return kinds.length > 1
    ? [
        `Folders of several kinds have this name: ${kinds.join(', ')}. It is shown as ${kinds[0]}; rename the others.`,
      ]
    : [];
}

/** What is known of the life of an environment that exists only in Git. */
export function toLife(
  rows: readonly FolderRow[],
  birth: Birth,
  known: { problems: string[]; commitUrl?: string },
): EnvironmentLife {
  const { since, commit, author, requestedBy, copiedFrom, reason } = birth;
  const isRef = requestedBy?.includes(':');
  return {
    ...{ kind: rows[0].environment_kind ?? '', since, commit },
    ...(known.commitUrl && { commitUrl: known.commitUrl }),
    createdBy: { name: author, ...(isRef && { entityRef: requestedBy }) },
    ...(copiedFrom && { copiedFrom }),
    ...(reason && { reason }),
    ...endOf(rows),
    problems: [...known.problems, ...kindsProblem(rows), ...problemsOf(rows)],
  };
}

/** An environment as the API gives it. */
export function toEnvironment(
  { name, title, order, rollback }: EnvironmentConfig,
  rows: readonly Pick<DeploymentRow, 'tenant'>[],
  life?: EnvironmentLife,
): Environment {
  const tenants = rows.flatMap(({ tenant }) => tenant ?? []);
  return {
    ...{ name, title, order },
    tenants: [...new Set(tenants)].sort(),
    deployments: rows.length,
    policy: { rollback },
    ...(life && { life }),
  };
}

function toIso(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined
    ? undefined
    : Duration.fromMillis(milliseconds).rescale().toISO()!;
}

/** A kind as the API gives it. */
export function toKind(kind: EnvironmentKindConfig): EnvironmentKind {
  const { names, order, reserved, rollback, title } = kind;
  const { required, usualMs, longestMs } = kind.timeToLive;
  return {
    ...{ kind: kind.kind, title, order, reserved },
    ...(names && { names }),
    timeToLive: {
      required,
      ...(usualMs && { usual: toIso(usualMs) }),
      ...(longestMs && { longest: toIso(longestMs) }),
    },
    policy: { rollback },
  };
}
