import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { PrometheusPrograms } from './PrometheusServer';

/** A folder of that name can be entered, which looks like a right to run it. */
async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function find(
  name: string,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    if (await isProgram(path)) {
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
