import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { PrometheusPrograms } from './PrometheusServer';

async function find(
  name: string,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) {
      return path;
    }
  }
  return undefined;
}

/**
 * Looks for `prometheus` and `promtool`, in SANDBOX_PROMETHEUS_BIN before the
 * folders of PATH.
 */
export async function findPrometheus(
  env: Record<string, string | undefined>,
): Promise<PrometheusPrograms | undefined> {
  const own = env.SANDBOX_PROMETHEUS_BIN;
  const folders = [
    ...(own ? [own] : []),
    ...(env.PATH ?? '').split(delimiter),
  ].filter(Boolean);
  const [prometheus, promtool] = await Promise.all([
    find('prometheus', folders),
    find('promtool', folders),
  ]);
  return prometheus && promtool ? { prometheus, promtool } : undefined;
}
