import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import {
  type CorpusRow,
  missingCorpus,
  readContractCorpus,
  scoreRows,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import { builtinFormats } from '../src/formats/builtinFormats';
import { percent, record, tell } from './figures';

/** Pairs of documents with known verdicts, and how they are read. */
export interface Corpus {
  name: string;
  format: ContractFormat['id'];
  expected?: (row: CorpusRow) => CorpusRow['expected'];
  /** Rows that are firm for their project, and contradicted on purpose. */
  contested?: readonly string[];
  /** Whether the changes have values that can be shown. */
  hasValues?: boolean;
}

export const CORPORA: readonly Corpus[] = [
  { name: 'json-schema-apicurio', format: 'json-schema', hasValues: true },
  { name: 'json-schema-sentry', format: 'json-schema', hasValues: true },
  { name: 'openapi-openapitools', format: 'openapi' },
  { name: 'graphql-inspector', format: 'graphql' },
  {
    name: 'protobuf-buf',
    format: 'grpc',
    // The promise for bytes and JSON is the one that is made here.
    expected: row =>
      row.category_verdicts?.WIRE_JSON === 'breaking'
        ? 'breaking'
        : 'non-breaking',
    // Who calls an operation that is gone is refused, whatever its bytes.
    contested: [
      'buf-package_service_no_delete',
      'buf-rpc_no_delete',
      'buf-file_same_syntax',
    ],
  },
  { name: 'avro-apicurio', format: 'avro' },
  { name: 'xsd-apicurio', format: 'xsd' },
];

/** The rows that count: firm, not contested, and of one pair each. */
export function rowsOf({ name, contested = [] }: Corpus): CorpusRow[] {
  return readContractCorpus(name).filter(
    row => row.firm && !contested.includes(row.id) && !Array.isArray(row.old),
  );
}

async function measureCorpus(corpus: Corpus, format: ContractFormat) {
  const { name, expected, hasValues } = corpus;
  const rows = readContractCorpus(name);
  const firm = rowsOf(corpus);
  const from = performance.now();
  const score = await scoreRows(format, firm, { expected });
  const milliseconds = performance.now() - from;
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
  if (hasValues) {
    record({
      name: `${name}: breaking with a verified counter-example`,
      value: percent(score.withCounterExample, score.breaking),
      unit: '%',
      limit: 90,
      atLeast: true,
      how,
    });
  }
  record({
    name: `${name}: one comparison`,
    value: milliseconds / score.rows,
    unit: 'ms',
    limit: 50,
    how: 'mean, reading included',
  });
  await tellContested(corpus, format, rows, firm, {
    wrong: score.rows - score.right,
  });
}

/** What is not counted, so that everybody can see how it comes out. */
async function tellContested(
  { expected }: Corpus,
  format: ContractFormat,
  rows: readonly CorpusRow[],
  counted: readonly CorpusRow[],
  counts: { wrong: number },
) {
  const ids = new Set(counted.map(({ id }) => id));
  const others = rows.filter(
    ({ id, old }) => !ids.has(id) && !Array.isArray(old),
  );
  if (!others.length) return;
  const score = await scoreRows(format, others, { expected });
  const right = counted.length - counts.wrong + score.right;
  tell(
    `of all ${rows.length} rows, the contested ones as their project sees them, ${percent(right, rows.length).toFixed(1)} % are right`,
  );
  const list = (all: readonly string[]) => all.join(', ') || 'none';
  tell(
    `contested, not counted: ${others.length} rows; breaking for their project only: ${list(score.missed)}; breaking here only: ${list(score.noise)}; not decided: ${list(score.undecided)}`,
  );
}

/** Holds each format against the pairs that there are for it. */
export async function measureCorpora() {
  for (const corpus of CORPORA) {
    const missing = missingCorpus(corpus.name);
    const format = builtinFormats.find(({ id }) => id === corpus.format);
    if (missing || !format) {
      tell(`${corpus.name} is not measured: ${missing ?? 'no such format'}`);
    } else {
      await measureCorpus(corpus, format);
    }
  }
}
