/*
 * Measures, in one run, what is promised about speed and memory. `yarn bench`
 * runs all, `yarn bench delivery` one.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './lib/processes.mjs';
import { Trouble, endWith, say } from './lib/say.mjs';
import { prepare, ROOT } from './lib/toolchain.mjs';

const TRANSFORM = join(
  ROOT,
  'node_modules',
  '@backstage',
  'cli',
  'config',
  'nodeTransform.cjs',
);

function findBenches(wanted) {
  const found = readdirSync(join(ROOT, 'plugins')).flatMap(plugin => {
    const folder = join(ROOT, 'plugins', plugin, 'bench');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    return files
      .filter(file => file.endsWith('.bench.ts'))
      .map(file => ({
        name: file.replace('.bench.ts', ''),
        file: join(folder, file),
      }));
  });
  const chosen = wanted ? found.filter(({ name }) => name === wanted) : found;
  if (!chosen.length) {
    throw new Trouble(
      `There is no bench '${wanted}'. There are: ${found.map(({ name }) => name).join(', ')}.`,
    );
  }
  return chosen;
}

async function main() {
  const tools = await prepare();
  for (const { name, file } of findBenches(process.argv[2])) {
    say(`\n${name}`);
    const report = join(ROOT, 'test-results', `bench-${name}.json`);
    await run(tools.node, ['--require', TRANSFORM, file, report], {
      cwd: ROOT,
      env: tools.env,
      live: true,
      what: `The bench ${name}`,
    });
  }
}

main().catch(endWith);
