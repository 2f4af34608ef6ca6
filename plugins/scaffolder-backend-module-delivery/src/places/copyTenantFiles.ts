import { posix } from 'node:path';
import type {
  DeploymentFile,
  FileWrite,
} from '@slipway/backstage-plugin-delivery-common';
import { isBoundSecret } from './copyFolder';
import { hostsOf, renameHosts, type Renaming } from './renameHosts';
import { type QuotaAmounts, setQuota } from './setQuota';

/** How what belongs to a tenant differs for another one. */
export interface TenantCopy {
  from: string;
  to: string;
  /** Folders that are a tenant's alone, and those of the copy. */
  roots: ReadonlyMap<string, string>;
  /** Paths elsewhere that belong to one tenant, with `{tenant}`. */
  tenantFiles: readonly string[];
  /** Folders of deployments that are copied, and those that are not. */
  copied: readonly string[];
  others: readonly string[];
  renaming: Renaming;
  ownHosts: ReadonlySet<string>;
  quota: QuotaAmounts;
}

/** What was copied of it. */
export interface CopiedTenant {
  files: FileWrite[];
  notCopied: string[];
  renamed: string[];
  /** Host names that both would answer to, in lower case. */
  taken: string[];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The name as a word of its own, or a part of a name: `tenant-acme`, `acme--prod-*`; no part of a host or of mail. */
export function renameWords(text: string, from: string, to: string): string {
  const word = new RegExp(
    `(?<![\\w.@])${escaped(from)}(?![\\w@]|\\.(?!ya?ml\\b))`,
    'g',
  );
  return text.replace(word, () => to);
}

function isAbove(folder: string, paths: readonly string[]): boolean {
  return paths.some(path => path.startsWith(`${folder}/`));
}

/** Where the copy of a file stands; nowhere for what belongs to deployments that are not copied. */
function targetOf(path: string, copy: TenantCopy): string | undefined {
  const { from, to, roots, tenantFiles, copied, others } = copy;
  const pattern = tenantFiles.find(
    each => each.replace('{tenant}', from) === path,
  );
  if (pattern) return pattern.replace('{tenant}', to);
  const [root, target] =
    [...roots].find(([each]) => path.startsWith(`${each}/`)) ?? [];
  if (!root || !target) return undefined;
  const folder = posix.dirname(path);
  const isOfOthers = !isAbove(folder, copied) && isAbove(folder, others);
  return isOfOthers ? undefined : `${target}${path.slice(root.length)}`;
}

/** The files that belong to a tenant beside its deployments, for another tenant. */
export function copyTenantFiles(
  files: readonly DeploymentFile[],
  copy: TenantCopy,
): CopiedTenant {
  const result: CopiedTenant = {
    ...{ files: [], notCopied: [], renamed: [], taken: [] },
  };
  let quotas = 0;
  for (const { path, text } of files) {
    const target = targetOf(path, copy);
    if (!target) continue;
    if (text === undefined) {
      result.notCopied.push(`${path}: it is no text`);
    } else if (isBoundSecret(text)) {
      result.notCopied.push(
        `${path}: it is sealed for another namespace; seal it anew`,
      );
    } else {
      const hosts = renameHosts(text, copy.renaming, copy.ownHosts);
      const named = renameWords(hosts.text, copy.from, copy.to);
      const quota = setQuota(named, copy.quota);
      quotas += /\bResourceQuota\b/.test(named) ? 1 : 0;
      const before = new Set(hostsOf(path, text));
      result.files.push({ path: target, text: quota.text });
      result.renamed.push(...hosts.changes);
      result.taken.push(
        ...hostsOf(target, quota.text).filter(host => before.has(host)),
      );
    }
  }
  if (Object.keys(copy.quota).length && !quotas) {
    result.notCopied.push(
      `the amounts of the plan: no file of ${copy.from} beside its deployments holds a ResourceQuota, so they are only written down`,
    );
  }
  return result;
}
