import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './engines.mjs';
import { run } from './processes.mjs';
import { say, step } from './say.mjs';
import { ROOT } from './toolchain.mjs';

/** Programs that templates are checked with, at fixed versions. */
export const GO_TOOLS = [
  { name: 'helm', module: 'helm.sh/helm/v3/cmd/helm', version: 'v3.18.6' },
  {
    name: 'hclfmt',
    module: 'github.com/hashicorp/hcl/v2/cmd/hclfmt',
    version: 'v2.24.0',
  },
];

const FOLDER = join(ROOT, '.tools', 'go', 'bin');

/** The tools that are not there yet, or at another version. */
export function missingGoTools(folder = FOLDER, tools = GO_TOOLS) {
  return tools.filter(({ name, version }) => {
    const stamp = join(folder, `${name}.version`);
    return (
      !existsSync(join(folder, name)) ||
      !existsSync(stamp) ||
      readFileSync(stamp, 'utf8') !== version
    );
  });
}

async function build(go, tool, folder, runProgram) {
  await runProgram(go, ['install', `${tool.module}@${tool.version}`], {
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
    what: `go install ${tool.name}`,
  });
  writeFileSync(join(folder, `${tool.name}.version`), tool.version);
}

/**
 * Builds the tools once, when Go is there. Tests that need one say so when it
 * is not.
 */
export async function ensureGoTools({
  folder = FOLDER,
  tools = GO_TOOLS,
  go = findProgram({ name: 'go', folders: ['/usr/local/go/bin'] }),
  runProgram = run,
} = {}) {
  const missing = missingGoTools(folder, tools);
  if (!missing.length) {
    return;
  }
  const names = missing.map(tool => tool.name).join(', ');
  if (!go) {
    say(
      `  – Go is not there, so ${names} cannot be built; tests that need them are skipped.`,
    );
    return;
  }
  mkdirSync(folder, { recursive: true });
  try {
    await step(`Building ${names}`, async () => {
      for (const tool of missing) {
        await build(go, tool, folder, runProgram);
      }
    });
  } catch (error) {
    say(`    ${error.message.split('\n')[0]}`);
  }
}
