import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { buildFrontend } from './frontend.mjs';

let root;
let builds;

function write(name, text = '') {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const tools = {
  env: { PATH: '/bin' },
  bin: async (name, args, options) => {
    builds.push({ name, args, ...options });
    write('packages/app/dist/index.html', 'built');
  },
};

beforeEach(() => {
  builds = [];
  root = mkdtempSync(join(tmpdir(), 'slipway-frontend-'));
  write('yarn.lock', 'lock');
  write('app-config.yaml', 'app: {}');
  write('packages/app/src/App.tsx', 'app');
  write('plugins/delivery/src/Page.tsx', 'page');
  write('plugins/delivery-common/src/types.ts', 'types');
  write('plugins/delivery-backend/src/router.ts', 'router');
  write('plugins/delivery-node/src/seams.ts', 'seams');
});

/** Whether a start after a change builds again. */
async function buildsAfter(change) {
  await buildFrontend(tools, root);
  const before = builds.length;
  change();
  await buildFrontend(tools, root);
  return builds.length > before;
}

test('builds the page for production, with the configuration of the portal', async () => {
  await buildFrontend(tools, root);
  assert.equal(builds.length, 1);
  const [{ name, args, cwd, env }] = builds;
  assert.equal(name, 'backstage-cli');
  assert.deepEqual(args, [
    ...['package', 'build', '--config', '../../app-config.yaml'],
  ]);
  assert.equal(cwd, join(root, 'packages', 'app'));
  assert.deepEqual(env, { PATH: '/bin', NODE_ENV: 'production' });
});

for (const [what, name] of [
  ['the app', 'packages/app/src/App.tsx'],
  ['a plugin of the page', 'plugins/delivery/src/Page.tsx'],
  ['what it shares with the backend', 'plugins/delivery-common/src/types.ts'],
  ['the lock of the dependencies', 'yarn.lock'],
  ['the configuration', 'app-config.yaml'],
]) {
  test(`builds again when ${what} changed`, async () => {
    assert.equal(await buildsAfter(() => write(name, 'changed')), true);
  });
}

for (const [what, name] of [
  ['nothing', 'packages/app/src/App.tsx:same'],
  ['the backend', 'plugins/delivery-backend/src/router.ts'],
  ['a library of the backend', 'plugins/delivery-node/src/seams.ts'],
  ['a test', 'plugins/delivery/src/Page.test.tsx'],
  ['a test of types', 'plugins/delivery-common/src/types.test.ts'],
  ['what a tool wrote', 'plugins/delivery/dist/index.js'],
  ['a dependency, which the lock names', 'packages/app/node_modules/x/a.js'],
]) {
  test(`does not build again when ${what} changed`, async () => {
    const change = () =>
      name.endsWith(':same') ? undefined : write(name, 'changed');
    assert.equal(await buildsAfter(change), false);
  });
}

test('builds again when a file is new, gone, or has another name', async () => {
  assert.equal(
    await buildsAfter(() => write('plugins/delivery/src/New.tsx')),
    true,
  );
  assert.equal(
    await buildsAfter(() => rmSync(join(root, 'plugins/delivery/src/New.tsx'))),
    true,
  );
  assert.equal(
    await buildsAfter(() => {
      rmSync(join(root, 'plugins/delivery/src/Page.tsx'));
      write('plugins/delivery/src/Other.tsx', 'page');
    }),
    true,
  );
});

test('builds again when what was built is gone', async () => {
  const path = join(root, 'packages/app/dist');
  assert.equal(
    await buildsAfter(() => rmSync(path, { recursive: true })),
    true,
  );
});

test('does not take a build that broke off for the one before it', async () => {
  await buildFrontend(tools, root);
  const was = 'page';
  write('plugins/delivery/src/Page.tsx', 'broken');
  const broken = {
    ...tools,
    bin: async () => {
      throw new Error('It does not compile');
    },
  };
  await assert.rejects(buildFrontend(broken, root), /does not compile/);
  write('plugins/delivery/src/Page.tsx', was);
  await buildFrontend(tools, root);
  assert.equal(builds.length, 2);
});
