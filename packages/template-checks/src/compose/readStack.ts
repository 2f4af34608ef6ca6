import { load } from 'js-yaml';
import { runTool } from '../tools/runTool';

/** A stack, as `docker stack deploy` would send it. */
export interface Stack {
  services: Record<string, Record<string, any>>;
  networks: Record<string, Record<string, any>>;
}

/**
 * Reads Compose files by Docker's own parser, merged and with variables
 * replaced. Needs no daemon.
 *
 * @throws Error in Docker's words
 */
export function readStack(
  files: readonly string[],
  env: Record<string, string> = {},
): Stack {
  const args = files.flatMap(file => ['-c', file]);
  const result = runTool('docker', ['stack', 'config', ...args], { env });
  if (!result.ok) {
    throw new Error(result.message.trim());
  }
  return load(result.text) as Stack;
}
