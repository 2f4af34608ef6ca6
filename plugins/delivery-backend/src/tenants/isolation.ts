import type {
  IsolationFinding,
  Tenant,
} from '@slipway/backstage-plugin-delivery-common';
import { DateTime } from 'luxon';
import type { TenantsConfig } from '../config/readTenantsConfig';
import type { FolderFacts, ManifestRule } from './folderFacts';

const MANIFEST_RULES: readonly ManifestRule[] = [
  ...(['network', 'quota', 'limits', 'token'] as const),
];

/** A service with what its manifests tell; nothing when they were not read. */
export interface ServiceFacts {
  component: string;
  facts?: FolderFacts;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}

function finding(
  rule: ManifestRule,
  services: readonly ServiceFacts[],
): IsolationFinding {
  const of = (answer: string) =>
    services.filter(
      ({ facts }) => (facts?.rules[rule].answer ?? 'unknown') === answer,
    );
  const [no, unknown, yes] = [of('no'), of('unknown'), of('yes')];
  const all = { no, unknown, yes };
  const answer =
    (['no', 'unknown'] as const).find(each => all[each].length) ?? 'yes';
  const [first] = all[answer];
  const by = first?.facts?.rules[rule].by ?? 'its folder was not read yet';
  return {
    ...{ rule, answer },
    without: unique(no.map(({ component }) => component)),
    unknown: unique(unknown.map(({ component }) => component)),
    message: `${first?.component ?? ''}: ${by}.`,
  };
}

/** What can be told of the rules for a tenant's services; nothing without any. */
export function isolationOf(
  services: readonly ServiceFacts[],
): IsolationFinding[] {
  return services.length
    ? MANIFEST_RULES.map(rule => finding(rule, services))
    : [];
}

/** When something was or will be, for a person. */
function momentOf(iso: string): string {
  return DateTime.fromISO(iso, { zone: 'utc' }).toFormat(
    "d LLL yyyy HH:mm 'UTC'",
  );
}

const SILENT = 'It is not known now: its source is silent.';

type Measured = Pick<Tenant, 'backup' | 'certificate' | 'usage'>;

function timeFinding(
  rule: 'certificate' | 'backup',
  limitMs: number,
  known: { isMet: boolean; message: string } | undefined,
  unknown: string,
): IsolationFinding {
  const met = known?.isMet ? 'yes' : 'no';
  return {
    ...{ rule, without: [], unknown: [] },
    answer: known ? met : 'unknown',
    message: known?.message ?? unknown,
    limitSeconds: Math.round(limitMs / 1000),
  };
}

/**
 * What is measured of a tenant against the rules of time. A source that is
 * silent tells nothing of now, but what has ended already has ended.
 */
export function measuredRules(
  { backup, certificate, usage }: Measured,
  {
    certificateMs,
    backupAgeMs,
  }: Pick<TenantsConfig, 'certificateMs' | 'backupAgeMs'>,
  now: number,
): IsolationFinding[] {
  const silent = usage?.silentSince !== undefined;
  const told = (isMet: boolean, message: string) =>
    silent && isMet ? undefined : { isMet, message };
  const ends = certificate && Date.parse(certificate.at);
  const made = backup && Date.parse(backup.at);
  return [
    timeFinding(
      'certificate',
      certificateMs,
      ends === undefined
        ? undefined
        : told(
            ends - now >= certificateMs,
            `Its certificate ${certificate?.name} ${ends > now ? 'ends' : 'ended'} ${momentOf(certificate!.at)}.`,
          ),
      silent ? SILENT : 'No source measures its certificates.',
    ),
    timeFinding(
      'backup',
      backupAgeMs,
      made === undefined
        ? undefined
        : told(
            now - made <= backupAgeMs,
            `Its newest good backup is of ${momentOf(backup!.at)}.`,
          ),
      silent ? SILENT : 'No source measures its backups.',
    ),
  ];
}
