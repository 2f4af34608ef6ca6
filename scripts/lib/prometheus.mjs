import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { say, step } from './say.mjs';
import { ROOT } from './toolchain.mjs';

const FOLDER = join(ROOT, '.tools', 'prometheus');
const PROGRAMS = ['prometheus', 'promtool'];

function has(folder) {
  return PROGRAMS.every(name => existsSync(join(folder, name)));
}

function canBring() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && existsSync('/usr/bin/apt-get');
}

/** Unpacks Debian's package into a folder of ours: nothing is installed, no service starts. */
async function bring() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const apt = args => run('apt-get', args, { cwd: FOLDER, what: 'apt-get' });
  // The download is done by a user of its own, who may not write here.
  const asRoot = ['-o', 'APT::Sandbox::User=root'];
  await apt(['update', '-q', ...asRoot]);
  await apt(['download', '-q', ...asRoot, 'prometheus']);
  const [archive] = readdirSync(FOLDER).filter(name => name.endsWith('.deb'));
  execFileSync('dpkg', ['-x', join(FOLDER, archive), FOLDER]);
  rmSync(join(FOLDER, archive));
}

/**
 * Folder of a Prometheus for the sandbox: undefined when it is on the PATH, or
 * when there is none and it cannot be brought, which is no reason to stop.
 *
 * `bringIt` fills the folder; false where this may not be done.
 */
export async function ensurePrometheus({
  path = process.env.PATH ?? '',
  folder = FOLDER,
  bringIt = canBring() && bring,
} = {}) {
  if (path.split(delimiter).some(has)) {
    return undefined;
  }
  const bin = join(folder, 'usr', 'bin');
  if (!has(bin) && bringIt) {
    try {
      await step('Bringing Prometheus, to measure health', bringIt);
    } catch (error) {
      say(`    ${error.message.split('\n')[0]}`);
    }
  }
  return has(bin) ? bin : undefined;
}
