import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type {
  ContractDocument,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { DocumentRow } from '../database/rows';
import { digestOf, sizeOf } from './digest';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** What is known of a document without reading its text. */
export interface DocumentFacts {
  digest: string;
  size: number;
  outline?: ContractOutline;
  problem?: string;
}

function toFacts(row: Omit<DocumentRow, 'body'>): DocumentFacts {
  return {
    ...{ digest: row.digest, size: row.size },
    outline: row.outline ? JSON.parse(row.outline) : undefined,
    problem: row.problem ?? undefined,
  };
}

/** Documents of contracts, each kept once. */
export class DocumentStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex) {
    return new DocumentStore(knex);
  }

  async put(
    document: ContractDocument,
    { outline, problem }: Pick<DocumentFacts, 'outline' | 'problem'>,
  ): Promise<string> {
    const digest = digestOf(document);
    const files = typeof document !== 'string';
    await this.#knex<DocumentRow>('documents')
      .insert({
        ...{ digest, files, size: sizeOf(document) },
        body: await compress(files ? JSON.stringify(document) : document),
        outline: outline ? JSON.stringify(outline) : null,
        problem: problem ?? null,
      })
      .onConflict('digest')
      .ignore();
    return digest;
  }

  async facts(
    digests: readonly string[],
  ): Promise<ReadonlyMap<string, DocumentFacts>> {
    const rows = await inChunks([...new Set(digests)], part =>
      this.#knex<DocumentRow>('documents')
        .select('digest', 'files', 'size', 'outline', 'problem')
        .whereIn('digest', part),
    );
    return new Map(rows.map(row => [row.digest, toFacts(row)]));
  }

  /** @throws Error when there is none, which is a fault of ours */
  async read(digest: string): Promise<ContractDocument> {
    const row = await this.#knex<DocumentRow>('documents')
      .where({ digest })
      .first();
    if (!row) {
      throw new Error(`The document ${digest} is missing`);
    }
    const text = (await expand(row.body)).toString('utf8');
    return row.files ? (JSON.parse(text) as Record<string, string>) : text;
  }
}
