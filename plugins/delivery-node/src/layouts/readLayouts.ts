import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What a path pattern may name. @public */
export const LAYOUT_FIELDS = [
  'environment',
  'tenant',
  'component',
  'cluster',
] as const;

/** One of {@link LAYOUT_FIELDS}. @public */
export type LayoutField = (typeof LAYOUT_FIELDS)[number];

/** One path pattern, as configured. @public */
export interface LayoutConfig {
  path: string;
  environment?: string;
  tenant?: string;
  cluster?: string;
  /** Kind of the environments whose names `{environment}` takes, in place of the configured ones. */
  environmentKind?: string;
}

function assertPattern(path: string) {
  const segments = path.split('/');
  if (segments.some(part => part === '' || part === '.' || part === '..')) {
    throw new InputError(
      `delivery layouts: '${path}' must be a relative path without empty, '.' or '..' parts`,
    );
  }
  for (const [, field] of path.matchAll(/\{([^}]*)\}/g)) {
    if (!LAYOUT_FIELDS.some(known => known === field)) {
      throw new InputError(
        `delivery layouts: '{${field}}' in '${path}' is not known; use ${LAYOUT_FIELDS.map(
          known => `{${known}}`,
        ).join(', ')}`,
      );
    }
  }
  if (!path.includes('{component}')) {
    throw new InputError(`delivery layouts: '${path}' must name {component}`);
  }
}

function assertKind(
  { path, environment, environmentKind }: LayoutConfig,
  kinds: readonly string[],
) {
  if (!environmentKind) return;
  if (environment || !path.includes('{environment}')) {
    throw new InputError(
      `delivery layouts: '${path}' must name {environment} to take those of the kind '${environmentKind}'`,
    );
  }
  if (!kinds.includes(environmentKind)) {
    throw new InputError(
      `delivery layouts: the kind '${environmentKind}' of '${path}' is not among delivery.environments`,
    );
  }
}

function readLayout(
  config: Config,
  environments: string[],
  kinds: readonly string[],
): LayoutConfig {
  const environmentKind = config.getOptionalString('environmentKind');
  const layout: LayoutConfig = {
    path: config.getString('path'),
    environment: config.getOptionalString('environment'),
    tenant: config.getOptionalString('tenant'),
    cluster: config.getOptionalString('cluster'),
    ...(environmentKind && { environmentKind }),
  };
  assertPattern(layout.path);
  assertKind(layout, kinds);
  if (!layout.path.includes('{environment}') && !layout.environment) {
    throw new InputError(
      `delivery layouts: '${layout.path}' must name {environment}, or fix it beside the path`,
    );
  }
  if (layout.environment && !environments.includes(layout.environment)) {
    throw new InputError(
      `delivery layouts: environment '${layout.environment}' of '${layout.path}' is not among delivery.environments`,
    );
  }
  return layout;
}

/**
 * Reads the path patterns of a repository.
 *
 * @param environments - names of the configured environments
 * @param kinds - kinds of those that exist only in Git
 * @throws InputError with a sentence that names the pattern
 * @public
 */
export function readLayouts(
  configs: Config[],
  environments: string[],
  kinds: readonly string[] = [],
): LayoutConfig[] {
  return configs.map(config => readLayout(config, environments, kinds));
}
