import { runTool } from '../tools/runTool';

/**
 * Reads HCL by HashiCorp's own parser.
 *
 * @returns what is wrong, with line and column; undefined when nothing is
 */
export function hclProblem(text: string): string | undefined {
  const result = runTool('hclfmt', ['-check'], { input: text });
  return result.ok ? undefined : result.message.trim();
}

/**
 * Compares the files of a folder with what `terraform fmt` would make of them.
 *
 * @returns the files that would change, or what could not be read
 */
export function terraformFormatProblems(folder: string): string[] {
  const result = runTool('terraform', ['fmt', '-check', '-recursive', folder]);
  return `${result.text}${result.ok ? '' : result.message}`
    .split('\n')
    .filter(Boolean);
}
