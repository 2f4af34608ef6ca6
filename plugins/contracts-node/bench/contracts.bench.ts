/*
 * Holds the comparison of contracts against pairs whose verdict is known, and
 * measures how long it takes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { jsonSchemaFormat } from '../src';
import { missingCorpus, readContractCorpus, scoreRows } from '../src/testUtils';

const CORPORA = ['json-schema-apicurio', 'json-schema-sentry'];

interface Figure {
  name: string;
  value: number;
  unit: string;
  limit: number;
  /** Whether more is better. */
  atLeast?: boolean;
  how: string;
}

const figures: Figure[] = [];

function holds({ value, limit, atLeast }: Figure): boolean {
  return atLeast ? value >= limit : value <= limit;
}

function record(figure: Figure) {
  figures.push(figure);
  process.stdout.write(
    `${holds(figure) ? 'ok  ' : 'OVER'} ${figure.name}: ${figure.value.toFixed(2)} ${figure.unit} (limit ${figure.limit})\n`,
  );
}

async function measureCorpus(name: string) {
  const rows = readContractCorpus(name);
  const firm = rows.filter(row => row.firm);
  const from = performance.now();
  const score = await scoreRows(jsonSchemaFormat, firm);
  const milliseconds = performance.now() - from;
  const percent = (part: number, of: number) => (100 * part) / of;
  const how = `${firm.length} firm rows of ${rows.length}`;
  record({
    name: `${name}: accuracy`,
    value: percent(score.right, score.rows),
    unit: '%',
    limit: 97,
    atLeast: true,
    how,
  });
  record({
    name: `${name}: breaking called safe`,
    value: percent(score.missed.length, score.rows),
    unit: '%',
    limit: 1,
    how,
  });
  record({
    name: `${name}: breaking with a verified counter-example`,
    value: percent(score.withCounterExample, score.breaking),
    unit: '%',
    limit: 90,
    atLeast: true,
    how,
  });
  record({
    name: `${name}: one comparison`,
    value: milliseconds / score.rows,
    unit: 'ms',
    limit: 50,
    how: 'mean, parsing included',
  });
  const contested = await scoreRows(
    jsonSchemaFormat,
    rows.filter(row => !row.firm),
  );
  process.stdout.write(
    `     contested, not counted: ${contested.rows} rows; called safe: ${contested.missed.join(', ') || 'none'}; called breaking: ${contested.noise.join(', ') || 'none'}; not decided: ${contested.undecided.join(', ') || 'none'}\n`,
  );
}

/** A document of many properties, of which one in the middle changes. */
function measureLarge() {
  const document = (maximum: number) => ({
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: 2_000 }, (_none, index) => [
        `property${index}`,
        { type: 'integer', maximum: index === 1_000 ? maximum : index },
      ]),
    ),
  });
  const from = performance.now();
  const changes = jsonSchemaFormat.compare(document(5), document(4), {
    direction: 'send',
  });
  record({
    name: 'one change in an object of 2,000 properties',
    value: performance.now() - from,
    unit: 'ms',
    limit: 1_000,
    how: `${changes.length} change found`,
  });
}

async function main() {
  const missing = missingCorpus(CORPORA[0]);
  if (missing) {
    process.stdout.write(`Accuracy is not measured: ${missing}\n`);
  } else {
    for (const name of CORPORA) {
      await measureCorpus(name);
    }
  }
  measureLarge();
  const file = process.argv[2];
  mkdirSync(dirname(file), { recursive: true });
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    node: process.version,
  };
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, undefined, 2)}\n`,
  );
  process.stdout.write(`Written to ${file}\n`);
  process.exitCode = figures.every(holds) ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
