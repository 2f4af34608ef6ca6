/*
 * Holds the comparison of contracts against pairs whose verdict is known, and
 * measures how long it takes and how much memory.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { jsonSchemaFormat } from '@slipway/backstage-plugin-contracts-node';
import { measureCorpora } from './corpora';
import { figures, holds, record } from './figures';
import { measureLargePairs } from './largePairs';
import { measureOtherTools } from './otherTools';

/** A schema of many properties, of which one in the middle changes. */
function measureWideSchema() {
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
  await measureLargePairs();
  measureWideSchema();
  await measureCorpora();
  await measureOtherTools();
  const file = process.argv[2];
  mkdirSync(dirname(file), { recursive: true });
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    node: process.version,
  };
  const at = new Date().toISOString();
  writeFileSync(
    file,
    `${JSON.stringify({ at, machine, figures }, undefined, 2)}\n`,
  );
  process.stdout.write(`Written to ${file}\n`);
  process.exitCode = figures.every(holds) ? 0 : 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
