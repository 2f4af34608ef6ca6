import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { findTool, missingTool } from './findTool';

/** How a program ended. */
export interface ToolResult {
  ok: boolean;
  /** What it wrote to its output. */
  text: string;
  /** What it said beside that. */
  message: string;
}

/** Runs a program to its end, without a shell. */
export function runTool(
  name: string,
  args: readonly string[],
  options: { cwd?: string; input?: string; env?: Record<string, string> } = {},
): ToolResult {
  const program = findTool(name);
  if (!program) {
    throw new Error(missingTool(name));
  }
  const result = spawnSync(program, args, {
    cwd: options.cwd,
    input: options.input ?? '',
    encoding: 'utf8',
    env: { ...toolEnv(), ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return {
    ok: result.status === 0,
    text: result.stdout ?? '',
    message: result.stderr ?? String(result.error ?? ''),
  };
}

/** The environment in which scripts find what was brought, too. */
export function toolEnv(): Record<string, string> {
  const folders = ['helm', 'hclfmt']
    .map(name => findTool(name))
    .filter(file => file !== undefined)
    .map(file => dirname(file));
  return {
    PATH: [...new Set(folders), process.env.PATH].join(delimiter),
    HOME: process.env.HOME ?? '/',
    // Terraform says so on each run when the file of its settings is missing.
    TF_CLI_CONFIG_FILE: '/dev/null',
    CHECKPOINT_DISABLE: '1',
  };
}
