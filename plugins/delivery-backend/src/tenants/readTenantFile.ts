import {
  type TenantAmounts,
  type TenantBackupPlan,
  type TenantProblem,
  type TenantSuspension,
  TENANT_AMOUNTS,
  parseQuantity,
} from '@slipway/backstage-plugin-delivery-common';
import { Duration } from 'luxon';
import { type YamlText, YamlReader, isMap } from '../formats';
import { toOneLine } from '../operations/commitMessage';
import type { ScaledValue } from './switching/scaledValues';

/** What the file of a tenant says. */
export interface DescribedTenant {
  plan?: string;
  owner?: string;
  contacts: string[];
  hosts: string[];
  dataResidency?: string;
  /** Of logs. */
  retentionDays?: number;
  metricsRetentionDays?: number;
  like?: string;
  quota?: TenantAmounts;
  /** Names of Velero's schedules that keep it. */
  backupSchedules: string[];
  backupPlan?: TenantBackupPlan;
  suspended?: TenantSuspension;
  /** What was scaled to none when it was suspended. */
  scaled: ScaledValue[];
}

/** A file, read as far as it goes. */
export interface TenantFileReading {
  described: DescribedTenant;
  problems: TenantProblem[];
}

const MAX_TEXT = 200;
const MAX_ITEMS = 100;
const MAX_SCALED = 2_000;
const MAX_DAYS = 36_500;
const HOST =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** How YAML says nothing, or no. */
const NOT_SUSPENDED = /^(false|no|null|~|)$/i;

/** Takes what is there and notes, in sentences, what is not as it should be. */
class FieldReader {
  readonly problems: TenantProblem[] = [];
  readonly #path: string;
  readonly #own: Record<string, YamlText>;

  constructor(path: string, own: Record<string, YamlText>) {
    this.#path = path;
    this.#own = own;
  }

  value(key: string): YamlText | undefined {
    // A key such as `__proto__` is nobody's own.
    return Object.hasOwn(this.#own, key) ? this.#own[key] : undefined;
  }

  bad(key: string, should: string): undefined {
    this.problems.push({
      code: 'bad-value',
      message: `${this.#path}: ${key} ${should}; it is not known until it is corrected.`,
    });
    return undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key) ?? undefined;
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string' || value.length > MAX_TEXT) {
      return this.bad(key, `must be a text of at most ${MAX_TEXT} characters`);
    }
    return toOneLine(value) || undefined;
  }

  texts(key: string): string[] {
    const value = this.value(key) ?? undefined;
    if (value === undefined || value === '') return [];
    const list = Array.isArray(value) ? value : [value];
    const texts = list.filter(
      (item): item is string =>
        typeof item === 'string' && item.length <= MAX_TEXT,
    );
    if (texts.length !== list.length || list.length > MAX_ITEMS) {
      this.bad(key, `must be a list of at most ${MAX_ITEMS} short texts`);
    }
    return texts.slice(0, MAX_ITEMS).map(toOneLine).filter(Boolean);
  }

  days(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    return /^\d{1,5}$/.test(text) && Number(text) <= MAX_DAYS
      ? Number(text)
      : this.bad(key, 'must be a number of days');
  }
}

function readHosts(fields: FieldReader): string[] {
  const asked = [...fields.texts('hosts'), ...fields.texts('hostNames')];
  const hosts = asked.map(host => host.toLowerCase());
  const wrong = hosts.filter(host => !HOST.test(host));
  if (wrong.length) {
    fields.bad('hosts', `holds '${wrong[0]}', which is no host name`);
  }
  return [...new Set(hosts.filter(host => HOST.test(host)))];
}

function readQuota(fields: FieldReader): TenantAmounts | undefined {
  const value = fields.value('quota') ?? undefined;
  if (value === undefined) return undefined;
  if (!isMap(value))
    return fields.bad('quota', 'must name cpu, memory, storage');
  const quota: TenantAmounts = {};
  for (const name of TENANT_AMOUNTS) {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    const amount = typeof text === 'string' ? parseQuantity(text) : undefined;
    if (amount !== undefined) quota[name] = amount;
    else if (text !== undefined) {
      fields.bad(`quota.${name}`, 'must be an amount, for example 500m or 8Gi');
    }
  }
  return quota;
}

/** Schedules that keep it, and how often and how long they do. */
function readBackup(
  fields: FieldReader,
  path: string,
): Pick<DescribedTenant, 'backupSchedules' | 'backupPlan'> {
  const value = fields.value('backup') ?? undefined;
  if (value === undefined) return { backupSchedules: [] };
  if (!isMap(value)) {
    fields.bad('backup', 'must name a schedule');
    return { backupSchedules: [] };
  }
  const own = new FieldReader(path, value);
  const said = own.text('every');
  const every = said && Duration.fromISO(said).isValid ? said : undefined;
  if (said && !every) own.bad('backup.every', 'must be a time such as PT1H');
  const keptDays = own.days('keptDays');
  const backupSchedules = own.texts('schedule');
  fields.problems.push(...own.problems);
  return {
    backupSchedules,
    ...((every || keptDays !== undefined) && {
      backupPlan: {
        ...(every && { every }),
        ...(keptDays !== undefined && { keptDays }),
      },
    }),
  };
}

function readTime(text: string | undefined): string | undefined {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function readScaled(value: YamlText | undefined): ScaledValue[] {
  return (Array.isArray(value) ? value : [])
    .slice(0, MAX_SCALED)
    .flatMap(item => {
      if (!isMap(item)) return [];
      const { file, at, was, document } = item;
      const isWhole =
        typeof file === 'string' &&
        typeof at === 'string' &&
        typeof was === 'string' &&
        /^\d{1,6}$/.test(was);
      return isWhole
        ? [{ file, at, was: Number(was), document: Number(document ?? 0) || 0 }]
        : [];
    });
}

function readSuspension(
  fields: FieldReader,
  path: string,
): Pick<DescribedTenant, 'suspended' | 'scaled'> {
  const value = fields.value('suspended') ?? undefined;
  if (value === undefined || NOT_SUSPENDED.test(String(value))) {
    return { scaled: [] };
  }
  if (!isMap(value)) {
    // Whoever wrote that meant it; who and why are not said.
    fields.bad('suspended', 'must say by, reason and since');
    return { suspended: { by: 'not said', reason: 'not said' }, scaled: [] };
  }
  const own = new FieldReader(path, value);
  const until = own.text('dataKeptUntil');
  const since = readTime(own.text('since'));
  if (until && !DAY.test(until)) {
    own.bad('suspended.dataKeptUntil', 'must be a day, for example 2026-12-02');
  }
  fields.problems.push(...own.problems);
  return {
    suspended: {
      ...(since && { since }),
      by: own.text('by') ?? 'not said',
      reason: own.text('reason') ?? 'not said',
      ...(until && DAY.test(until) && { dataKeptUntil: until }),
    },
    scaled: readScaled(own.value('scaled')),
  };
}

const NOTHING: DescribedTenant = {
  ...{ contacts: [], hosts: [], backupSchedules: [], scaled: [] },
};

function unreadable(message: string): TenantFileReading {
  return { described: NOTHING, problems: [{ code: 'unreadable', message }] };
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => item !== undefined),
  ) as T;
}

/** Where a tenant can be described, by the folder of such files. */
export function tenantPaths(
  folder: string | undefined,
  tenant: string,
): string[] {
  return folder ? ['yaml', 'yml'].map(end => `${folder}/${tenant}.${end}`) : [];
}

/**
 * Reads the file that describes a tenant. What is wrong becomes a sentence and
 * hides nothing else.
 *
 * @param text - undefined when it is no text, or too large
 */
export function readTenantFile(
  path: string,
  name: string,
  text: string | undefined,
): TenantFileReading {
  if (text === undefined) {
    return unreadable(
      `${path} is no text or larger than 1 MB; what it says of ${name} is not known until it is corrected.`,
    );
  }
  let own: YamlText | undefined;
  try {
    [own] = new YamlReader().read(path, text);
  } catch (error) {
    return unreadable(
      `${(error as Error).message}. What it says of ${name} is not known until it is corrected.`,
    );
  }
  if (!isMap(own)) {
    return unreadable(
      `${path} must be a mapping; what it says of ${name} is not known until it is corrected.`,
    );
  }
  const fields = new FieldReader(path, own);
  const said = fields.text('name');
  if (said !== undefined && said !== name) {
    fields.bad('name', `says '${said}' and the file is called ${name}`);
  }
  const described = {
    plan: fields.text('plan'),
    owner: fields.text('owner'),
    contacts: fields.texts('contacts'),
    hosts: readHosts(fields),
    dataResidency: fields.text('dataResidency'),
    retentionDays: fields.days('retentionDays'),
    metricsRetentionDays: fields.days('metricsRetentionDays'),
    like: fields.text('like'),
    quota: readQuota(fields),
    ...readBackup(fields, path),
    ...readSuspension(fields, path),
  };
  return { described: withoutEmpty(described), problems: fields.problems };
}
