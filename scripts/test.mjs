/*
 * Everything that must hold: formatting, lint, types, unit, integration on real
 * engines, and the portal in a browser. Ends with one line of counts.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Counts, readJestReport, readTapReport } from './lib/counts.mjs';
import { ensureEngines, outsideEnv, startPostgres } from './lib/engines.mjs';
import { buildFrontend } from './lib/frontend.mjs';
import { ensureGoTools } from './lib/goTools.mjs';
import { run } from './lib/processes.mjs';
import { elapsed, endWith, say, step } from './lib/say.mjs';
import { prepare, ROOT } from './lib/toolchain.mjs';

const REPORTS = join(ROOT, 'test-results');
const counts = new Counts();
const ci = Boolean(process.env.SLIPWAY_CI);

const API_REPORT_ARGS = [
  ...['--allow-all-warnings', '-o', 'ae-undocumented,ae-wrong-input-file-type'],
  'plugins/*',
];

/** A check that passes or fails as one. */
async function check(title, work) {
  try {
    await step(title, work);
    counts.add({ passed: 1 });
  } catch (error) {
    counts.add({ failed: 1 });
    say(error.message);
  }
}

/** A group of tests that counts by itself. */
async function tests(title, report, work) {
  rmSync(report, { force: true });
  const read = report.endsWith('.json') ? readJestReport : readTapReport;
  let broke = false;
  try {
    await step(title, work);
  } catch (error) {
    broke = true;
    say(error.message);
  }
  const result = read(report);
  // A runner that ends badly with nothing failed has not run everything.
  if (broke && !result.failed) {
    result.failed = 1;
  }
  counts.add(result);
  say(`    ${Object.assign(new Counts(), result)}`);
}

function runJest(tools, env) {
  const report = join(REPORTS, 'jest.json');
  const args = [
    'repo',
    'test',
    '--maxWorkers=2',
    '--watchAll=false',
    '--silent',
  ];
  return tests('Unit and integration tests', report, () =>
    tools.bin('backstage-cli', [...args, '--json', `--outputFile=${report}`], {
      env: {
        ...tools.env,
        ...env,
        CI: '1',
        NODE_OPTIONS: '--max-old-space-size=4096',
      },
      what: 'The tests',
    }),
  );
}

function runBrowser(tools, chromium) {
  const folder = join(ROOT, 'packages', 'app', 'e2e-tests');
  const files = readdirSync(folder).filter(name => name.endsWith('.test.mjs'));
  if (!chromium) {
    say('  – Browser tests are skipped: there is no Chromium.');
    counts.add(ci ? { failed: files.length } : { skipped: files.length });
    return undefined;
  }
  const report = join(REPORTS, 'browser.tap');
  return tests('Browser tests', report, () =>
    run(
      tools.node,
      [
        // Most of each is waiting: for a rollout, for requests to recover.
        ...['--test', '--test-concurrency=2'],
        ...['--test-reporter=tap', `--test-reporter-destination=${report}`],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...files.map(name => join(folder, name)),
      ],
      {
        cwd: ROOT,
        env: { ...tools.env, CHROMIUM: chromium, NODE_TEST_CONTEXT: undefined },
        what: 'The browser tests',
      },
    ),
  );
}

function scriptTests(tools) {
  const report = join(REPORTS, 'scripts.tap');
  const folder = join(ROOT, 'scripts', 'lib');
  const files = readdirSync(folder).filter(name => name.endsWith('.test.mjs'));
  return tests('Tests of the scripts', report, () =>
    run(
      tools.node,
      [
        '--test',
        '--test-reporter=tap',
        `--test-reporter-destination=${report}`,
        ...files.map(name => join(folder, name)),
      ],
      { cwd: ROOT, env: tools.env, what: 'The tests of the scripts' },
    ),
  );
}

/** Where engines are. In CI, what this machine can install must be there. */
function engineEnv() {
  // What lies beside the repository is not part of it: without it its tests say so.
  return { ...outsideEnv(), ...(ci && { SLIPWAY_REQUIRE_ENGINES: '1' }) };
}

async function lookChecks(tools) {
  await check('Formatting', () => tools.bin('prettier', ['--check', '.']));
  await check('Lint', () =>
    tools.bin('backstage-cli', ['repo', 'lint', '--max-warnings=0']),
  );
}

async function typeChecks(tools) {
  // The declarations that the reports are made from. They are made anew: what
  // an incremental run writes depends, in its order, on the run before.
  rmSync(join(ROOT, 'dist-types'), { recursive: true, force: true });
  await check('Types', () => tools.bin('tsc', []));
  const reports = ['api-reports', '--ci', ...API_REPORT_ARGS];
  await check('API reports', () => tools.bin('backstage-repo-tools', reports));
}

/** Side by side: the compiler takes one core and no more. */
async function checks(tools) {
  await Promise.all([lookChecks(tools), typeChecks(tools)]);
}

/** Runs tests beside a PostgreSQL of their own, where there is one. */
async function withPostgres(binary, work) {
  if (!binary) {
    say('  – Nothing is tested on PostgreSQL: it is not there.');
    counts.add(ci ? { failed: 1 } : { skipped: 1 });
    await work({});
    return;
  }
  const postgres = await startPostgres(binary);
  try {
    await work({
      BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.url,
    });
  } finally {
    await postgres.stop();
  }
}

async function main() {
  mkdirSync(REPORTS, { recursive: true });
  const tools = await prepare();
  const engines = await ensureEngines();
  await ensureGoTools();
  await checks(tools);
  await scriptTests(tools);
  await withPostgres(engines.postgres, env =>
    runJest(tools, { ...engineEnv(), ...env }),
  );
  await check('The page builds', () => buildFrontend(tools));
  await runBrowser(tools, engines.chromium);
  say(`\nAfter ${elapsed()}:`);
  say(String(counts));
  process.exitCode = counts.failed ? 1 : 0;
}

main().catch(error => {
  counts.add({ failed: 1 });
  endWith(error);
  say(String(counts));
});
