import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import {
  type CorpusRow,
  missingCorpus,
  readContractCorpus,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import { CORPORA, rowsOf } from './corpora';
import { percent, tell } from './figures';

const run = promisify(execFile);

// A bench is run from its sources only.
// eslint-disable-next-line no-restricted-syntax
const FOLDER = resolve(__dirname, '../../../.tools/contract-tools');

/** A tool of somebody else, in the version that was compared. */
interface OtherTool {
  package: string;
  version: string;
  corpora: readonly string[];
  isBreaking(row: CorpusRow): Promise<boolean> | boolean;
}

const modules = createRequire(join(FOLDER, 'package.json'));

function documentOf(side: unknown): object {
  return (typeof side === 'string' ? load(side) : side) as object;
}

interface SchemaDiff {
  diffSchemas(options: object): Promise<{
    additionsFound: boolean;
    removalsFound: boolean;
  }>;
}

interface OpenapiDiff {
  diffSpecs(options: object): Promise<{ breakingDifferencesFound: boolean }>;
}

interface SmartDiff {
  apiCompare(before: object, after: object): { diffs: { type: string }[] };
}

/** The command of Redocly reads files, and says the verdicts as JSON. */
async function redoclyIsBreaking(row: CorpusRow): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
  try {
    const files = [row.old, row.new].map((side, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(documentOf(side)));
      return file;
    });
    const script = modules.resolve('@redocly/cli/bin/cli.js');
    const { stdout } = await run(
      process.execPath,
      [script, 'diff', ...files, '--format', 'json'],
      { env: { ...process.env, REDOCLY_TELEMETRY: 'off' }, maxBuffer: 1e8 },
      // It ends with a code of failure when something breaks.
    ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
    return (JSON.parse(stdout) as { bump?: string }).bump === 'major';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const JSON_SCHEMA = ['json-schema-apicurio', 'json-schema-sentry'];
const OPENAPI = ['openapi-openapitools'];

const TOOLS: readonly OtherTool[] = [
  {
    ...{ package: 'json-schema-diff', version: '1.0.0', corpora: JSON_SCHEMA },
    isBreaking: async row => {
      const { diffSchemas } = modules('json-schema-diff') as SchemaDiff;
      const found = await diffSchemas({
        sourceSchema: row.old,
        destinationSchema: row.new,
      });
      if (row.direction?.startsWith('FORWARD')) return found.additionsFound;
      return row.direction?.startsWith('BACKWARD')
        ? found.removalsFound
        : found.additionsFound || found.removalsFound;
    },
  },
  {
    ...{ package: 'openapi-diff', version: '0.24.1', corpora: OPENAPI },
    isBreaking: async row => {
      const { diffSpecs } = modules('openapi-diff') as OpenapiDiff;
      const spec = (side: unknown) => ({
        content: JSON.stringify(documentOf(side)),
        location: 'document.json',
        format: 'openapi3',
      });
      const found = await diffSpecs({
        sourceSpec: spec(row.old),
        destinationSpec: spec(row.new),
      });
      return found.breakingDifferencesFound;
    },
  },
  {
    ...{ package: 'api-smart-diff', version: '1.0.6', corpora: OPENAPI },
    isBreaking: row => {
      const { apiCompare } = modules('api-smart-diff') as SmartDiff;
      return apiCompare(documentOf(row.old), documentOf(row.new)).diffs.some(
        ({ type }) => type === 'breaking',
      );
    },
  },
  {
    ...{ package: '@redocly/cli', version: '2.77.0', corpora: OPENAPI },
    isBreaking: redoclyIsBreaking,
  },
];

async function bring({ package: name, version }: OtherTool): Promise<boolean> {
  mkdirSync(FOLDER, { recursive: true });
  const manifest = join(FOLDER, 'package.json');
  if (!existsSync(manifest)) {
    writeFileSync(manifest, '{ "private": true }\n');
  }
  if (existsSync(join(FOLDER, 'node_modules', name))) return true;
  try {
    await run(
      'npm',
      [
        ...['install', '--prefix', FOLDER, '--no-audit', '--no-fund'],
        ...['--ignore-scripts', '--no-package-lock', `${name}@${version}`],
      ],
      { timeout: 180_000 },
    );
    return true;
  } catch (error) {
    const [cause] = (error as Error).message.split('\n');
    tell(`${name} ${version} is not compared with: ${cause}`);
    return false;
  }
}

interface Tally {
  right: number;
  missed: number;
  noise: number;
  failed: number;
}

async function tallyOf(
  tool: OtherTool,
  rows: readonly CorpusRow[],
): Promise<Tally> {
  const tally: Tally = { right: 0, missed: 0, noise: 0, failed: 0 };
  for (const row of rows) {
    const expected = row.expected === 'breaking';
    try {
      const found = await tool.isBreaking(row);
      if (found === expected) tally.right++;
      else if (expected) tally.missed++;
      else tally.noise++;
    } catch {
      tally.failed++;
    }
  }
  return tally;
}

/** Holds tools of others against the same rows, in the same run. */
export async function measureOtherTools() {
  for (const tool of TOOLS) {
    const wanted = CORPORA.filter(
      ({ name }) => tool.corpora.includes(name) && !missingCorpus(name),
    );
    if (!wanted.length || !(await bring(tool))) continue;
    for (const corpus of wanted) {
      const firm = rowsOf(corpus);
      const { right, missed, noise, failed } = await tallyOf(tool, firm);
      const all = readContractCorpus(corpus.name);
      const whole = await tallyOf(tool, all);
      tell(
        `${corpus.name}: ${tool.package} ${tool.version} is right on ${percent(right, firm.length).toFixed(1)} % of the firm rows; called ${missed} breaking ones safe and ${noise} safe ones breaking, and failed on ${failed}; of all ${all.length} rows it is right on ${percent(whole.right, all.length).toFixed(1)} %`,
      );
    }
  }
}
