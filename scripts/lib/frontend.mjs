import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { binScript } from './toolchain.mjs';
import { ROOT } from './toolchain.mjs';
import { run } from './processes.mjs';
import { step } from './say.mjs';

const STAMP = join(ROOT, 'packages', 'app', 'dist', '.slipway-built');

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', '__fixtures__'].includes(entry.name)) {
        yield* filesBelow(path);
      }
    } else if (!/\.test\.tsx?$/.test(entry.name)) {
      yield path;
    }
  }
}

/** Folders whose files end up in the page. */
function sourceFolders() {
  const plugins = readdirSync(join(ROOT, 'plugins'))
    .filter(name => !/-backend|-node$/.test(name))
    .map(name => join(ROOT, 'plugins', name));
  return [join(ROOT, 'packages', 'app'), ...plugins];
}

function sourceDigest() {
  const hash = createHash('sha256');
  const files = [join(ROOT, 'yarn.lock'), join(ROOT, 'app-config.yaml')];
  for (const folder of sourceFolders()) {
    files.push(...filesBelow(folder));
  }
  for (const file of files.sort()) {
    if (existsSync(file) && statSync(file).isFile()) {
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Builds the page, unless it was built from the same sources before. */
export async function buildFrontend(tools) {
  const digest = sourceDigest();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) {
    return;
  }
  await step('Building the page', () =>
    run(
      tools.node,
      [
        binScript('backstage-cli'),
        'package',
        'build',
        '--config',
        '../../app-config.yaml',
      ],
      {
        cwd: join(ROOT, 'packages', 'app'),
        env: { ...tools.env, NODE_ENV: 'production' },
        what: 'The build of the page',
      },
    ),
  );
  writeFileSync(STAMP, digest);
}
