import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './toolchain.mjs';
import { step } from './say.mjs';

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
function sourceFolders(root) {
  const plugins = readdirSync(join(root, 'plugins'))
    .filter(name => !/-backend|-node$/.test(name))
    .map(name => join(root, 'plugins', name));
  return [join(root, 'packages', 'app'), ...plugins];
}

function sourceDigest(root) {
  const hash = createHash('sha256');
  const files = [join(root, 'yarn.lock'), join(root, 'app-config.yaml')];
  for (const folder of sourceFolders(root)) {
    files.push(...filesBelow(folder));
  }
  for (const file of files.sort()) {
    if (existsSync(file) && statSync(file).isFile()) {
      hash.update(file.slice(root.length)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Builds the page, unless it was built from the same sources before. */
export async function buildFrontend(tools, root = ROOT) {
  const app = join(root, 'packages', 'app');
  const stamp = join(app, 'dist', '.slipway-built');
  const digest = sourceDigest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    return;
  }
  // A build that breaks off must not pass for the one before it.
  rmSync(stamp, { force: true });
  const args = ['package', 'build', '--config', '../../app-config.yaml'];
  await step('Building the page', () =>
    tools.bin('backstage-cli', args, {
      cwd: app,
      env: { ...tools.env, NODE_ENV: 'production' },
      what: 'The build of the page',
    }),
  );
  writeFileSync(stamp, digest);
}
