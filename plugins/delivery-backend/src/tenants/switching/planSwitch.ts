import { ConflictError } from '@backstage/errors';
import type {
  FileWrite,
  ScaledService,
  TenantSuspension,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentRow } from '../../database/rows';
import { numberAt, spliceNumber } from '../../formats';
import type { FolderFile } from '../folderDocuments';
import type { DescribedTenant } from '../readTenantFile';
import { findReplicas } from './findReplicas';
import { type ScaledValue, readPlace, writePlace } from './scaledValues';
import { withSuspended, withoutSuspended } from './suspendedText';

/** A tenant at one commit. */
export interface TenantAtCommit {
  name: string;
  /** The file that describes it; its text is absent while there is none. */
  file: { path: string; text?: string };
  described: DescribedTenant;
  deployments: readonly {
    row: Pick<DeploymentRow, 'component' | 'environment' | 'path'>;
    files: readonly FolderFile[];
  }[];
}

/** What a switch comes to. */
export interface PlannedSwitch {
  files: FileWrite[];
  scaled: ScaledService[];
  /** What is left as it is, in sentences. */
  left: string[];
}

function sentence(path: string, clause: string): string {
  return `${path}: ${clause.replace(/\.+$/, '')}; it stays as it is.`;
}

/** Texts of files as they become, by path. */
class Texts {
  readonly #texts = new Map<string, string>();

  of(path: string, before: string): string {
    return this.#texts.get(path) ?? before;
  }

  set(path: string, text: string) {
    this.#texts.set(path, text);
  }

  writes(): FileWrite[] {
    return [...this.#texts].map(([path, text]) => ({ path, text }));
  }
}

/**
 * Scales what a tenant runs to none, and notes in its file what stood there.
 *
 * @throws ConflictError when it is suspended already, or nothing can be scaled
 */
export function planSuspend(
  tenant: TenantAtCommit,
  suspension: TenantSuspension,
): PlannedSwitch {
  const { name, file, described, deployments } = tenant;
  if (described.suspended) {
    throw new ConflictError(`${name} is suspended already.`);
  }
  const texts = new Texts();
  const values: ScaledValue[] = [];
  const scaled: ScaledService[] = [];
  const left: string[] = [];
  for (const { row, files } of deployments) {
    const found = findReplicas(files);
    left.push(...found.left.map(clause => sentence(row.path, clause)));
    for (const { file: own, document, keyPath, value } of found.sites) {
      if (value === 0) continue;
      const path = `${row.path}/${own}`;
      const before = files.find(each => each.name === own)?.text ?? '';
      const place = { file: path, document, keyPath };
      texts.set(path, spliceNumber(texts.of(path, before), place, 0));
      values.push({
        file: path,
        document,
        at: writePlace(keyPath),
        was: value,
      });
      const { component, environment } = row;
      scaled.push({ component, environment, file: path, from: value, to: 0 });
    }
  }
  if (!scaled.length) {
    throw new ConflictError(
      `Nothing of ${name} can be scaled to none. ${left[0] ?? ''}`.trim(),
    );
  }
  const noted = values.map(({ document, ...value }) => ({
    ...value,
    ...(document && { document }),
  }));
  texts.set(
    file.path,
    withSuspended(file.path, file.text ?? `name: ${JSON.stringify(name)}\n`, {
      ...suspension,
      scaled: noted,
    }),
  );
  return { files: texts.writes(), scaled, left };
}

/**
 * Puts back what stood there before a tenant was suspended. What somebody has
 * changed since stays.
 *
 * @throws ConflictError when it is not suspended
 */
export function planResume(tenant: TenantAtCommit): PlannedSwitch {
  const { name, file, described, deployments } = tenant;
  if (!described.suspended || file.text === undefined) {
    throw new ConflictError(`${name} is not suspended.`);
  }
  const texts = new Texts();
  const scaled: ScaledService[] = [];
  const left: string[] = [];
  for (const { file: path, document, at, was } of described.scaled) {
    const own = deployments.find(({ row }) => path.startsWith(`${row.path}/`));
    const found = own?.files.find(
      each => path === `${own.row.path}/${each.name}`,
    );
    const place = { file: path, document, keyPath: readPlace(at) };
    const text = found?.text && texts.of(path, found.text);
    const now = text ? numberAt(text, place) : undefined;
    if (!own || !text || now === undefined) {
      left.push(`${path}: ${at} is no longer there; set it by hand.`);
    } else if (now !== 0) {
      left.push(`${path}: ${at} is ${now} by now; it stays as it is.`);
    } else {
      texts.set(path, spliceNumber(text, place, was));
      const { component, environment } = own.row;
      scaled.push({ component, environment, file: path, from: 0, to: was });
    }
  }
  if (!described.scaled.length) {
    left.push(
      `${file.path} does not say what stood there before; set replicas by hand.`,
    );
  }
  texts.set(file.path, withoutSuspended(file.path, file.text));
  return { files: texts.writes(), scaled, left };
}
