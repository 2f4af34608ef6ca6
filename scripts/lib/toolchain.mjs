import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';
import { Trouble, step } from './say.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const TOOLS = join(ROOT, '.tools');
const NODE_VERSION = '24';
/** Of each the first that takes types off by itself, which git-node's launcher needs. */
const NODE_SINCE = { 22: 18, 24: 0 };

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const YARN_VERSION = manifest.packageManager.split('@')[1];

/** Name of the package that holds the binary of Node for this machine. */
export function nodePackage({ platform, arch } = process) {
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** Whether a version of Node is one that the portal runs on. */
export function isRightNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return minor >= (NODE_SINCE[major] ?? Infinity);
}

/** Brings a package into a folder of ours; what it would run is not run. */
export async function npmInstall(name, version, folder = TOOLS) {
  mkdirSync(folder, { recursive: true });
  const manifestFile = join(folder, 'package.json');
  if (!existsSync(manifestFile)) {
    writeFileSync(manifestFile, '{ "private": true }\n');
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--no-package-lock',
  ];
  try {
    await run(npm, [...args, `${name}@${version}`], {
      what: `npm install ${name}`,
    });
  } catch (error) {
    throw new Trouble(
      `${name} could not be brought from npm. Is the network there, and does npm work in another folder?\n${error.message}`,
    );
  }
}

async function ensureNode() {
  if (isRightNode(process.versions.node)) {
    return process.execPath;
  }
  const binary = join(TOOLS, 'node_modules', nodePackage(), 'bin', 'node');
  if (!existsSync(binary)) {
    await step(
      `Bringing Node ${NODE_VERSION} (this machine has ${process.versions.node})`,
      () => npmInstall(nodePackage(), NODE_VERSION),
    );
  }
  return binary;
}

async function ensureYarn() {
  const folder = join(TOOLS, 'node_modules', '@yarnpkg', 'cli-dist');
  const script = join(folder, 'bin', 'yarn.js');
  const present =
    existsSync(script) &&
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version ===
      YARN_VERSION;
  if (!present) {
    await step(`Bringing Yarn ${YARN_VERSION}`, () =>
      npmInstall('@yarnpkg/cli-dist', YARN_VERSION),
    );
  }
  return script;
}

/** Digest of what decides which dependencies are installed. */
function dependencyDigest(root) {
  const hash = createHash('sha256');
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const group of ['packages', 'plugins']) {
    for (const name of readdirSync(join(root, group)).sort()) {
      const file = join(group, name, 'package.json');
      if (existsSync(join(root, file))) {
        files.push(file);
      }
    }
  }
  for (const file of files) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Installs the dependencies, unless they are those of the same manifests and lock. */
export async function ensureDependencies({ node, yarn, env }, root = ROOT) {
  const stamp = join(root, 'node_modules', '.slipway-installed');
  const digest = dependencyDigest(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    return;
  }
  await step('Installing dependencies', async () => {
    try {
      await run(node, [yarn, 'install', '--immutable'], {
        cwd: root,
        env,
        what: 'yarn install',
      });
    } catch (error) {
      throw new Trouble(
        `The dependencies could not be installed. Is the network there?\n${error.message}`,
      );
    }
    writeFileSync(stamp, digest);
  });
}

/**
 * Makes sure that Node, Yarn and the dependencies are there, and brings what
 * is not. Nothing is asked of the network when nothing is missing.
 */
export async function prepare() {
  const node = await ensureNode();
  const yarn = await ensureYarn();
  const bin = join(ROOT, 'node_modules', '.bin');
  const env = {
    ...process.env,
    PATH: [dirname(node), bin, process.env.PATH].join(delimiter),
    // npm hands its own settings down; they are not meant for what runs here.
    npm_config_prefix: undefined,
    BACKSTAGE_CLI_TELEMETRY: '0',
  };
  await ensureDependencies({ node, yarn, env });
  return {
    node,
    yarn,
    env,
    /** Runs a program of the dependencies under the right Node. */
    bin: (name, args, options = {}) =>
      run(node, [binScript(name), ...args], {
        cwd: ROOT,
        env,
        what: name,
        ...options,
      }),
  };
}

/** The script behind a name in node_modules/.bin. */
export function binScript(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}
